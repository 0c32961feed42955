#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "core/base/file.h"
#include "core/base/result.h"
#include "kiosk/look/panel.h"

namespace otk::kiosk::shell {

/// As --check-bundle takes it: "21.5:1080x1920".
std::string panel_in_words(const look::Panel& panel);

/// Tries a bundle in a process of its own (`program --check-bundle`), so that whatever its pages do
/// to what draws them, the kiosk goes on. InvalidInput: the bundle is at fault, with its first
/// faults; that is also one that ends the process or keeps it busy past `ms_max`. Unavailable: the
/// process cannot be started, cannot try it, or `is_stopped` said so.
struct BundleTrial {
    Path program = "/proc/self/exe";
    Path config;
    std::string panel;
    std::int64_t ms_max = 300'000;

    /// `is_stopped` is asked about once a second.
    Result<void> operator()(const Path& folder, const std::function<bool()>& is_stopped) const;
};

}  // namespace otk::kiosk::shell
