#pragma once

#include <string>
#include <vector>

#include "core/base/file.h"
#include "core/config/config.h"
#include "server/program/exit_codes.h"
#include "server/rollout/rollout_folder.h"

/// `otklik-server bundle …`: what kiosks are to show, and who gets it first.
namespace otk::program {

/// Where the published bundle lies.
Path rollout_place(const config::Config& config);

struct PublishBundle {
    Path file;                         ///< .otkb
    std::vector<std::string> trusted;  ///< keys beside those of keys.json
    rollout::Publication publication;
};
/// Begins a bundle's first wave. Refused for a file that no trusted key signed, whose content a
/// kiosk would not read, or that is no newer than the published one.
ExitCode publish_bundle(const config::Config& config, const PublishBundle& wish);
/// The wave that comes next, or goes back: canary, share, all. Also lets a halted one go on.
ExitCode move_bundle(const config::Config& config, const std::string& wave);
/// No kiosk gets it any more until move_bundle.
ExitCode halt_bundle(const config::Config& config, const std::string& why);
/// Prints how far it came, and each kiosk that refused it.
ExitCode show_bundle(const config::Config& config);

}  // namespace otk::program
