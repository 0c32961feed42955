#pragma once

#include <string>
#include <vector>

#include "core/config/config.h"
#include "server/keys/tenant_keys.h"
#include "server/program/exit_codes.h"

/// `otklik-server keys …`: the root, the signed list, and the backup of what opens answers.
/// Passphrases come from standard input or are typed unseen.
namespace otk::program {

/// On an offline computer: makes the tenant's root key, sealed, and says its public half.
ExitCode make_root(const std::string& file);

struct KeyDraft {
    std::string out;  ///< empty: standard output
    std::vector<std::string>
        bundle_keys;                    ///< to be added: 64 hexadecimal digits, or a file of them
    std::vector<std::string> tls_pins;  ///< to be added: a PEM file, or 64 hexadecimal digits
    std::vector<std::string> revoked_pins;  ///< of staff, to be added: 16 hexadecimal digits
    std::vector<std::string> without;       ///< to be left out: the digits of any of them
};
/// Writes the next list for the offline computer to sign.
ExitCode draft_keys(const config::Config& config, const KeyDraft& draft);

struct KeySigning {
    std::string draft;
    std::string root;  ///< make_root's file
    std::string out;
};
/// On the offline computer: signs a draft and shows what was signed.
ExitCode sign_keys(const KeySigning& signing);

struct KeyInstallation {
    std::string document;
    std::string root;  ///< its public half, or a file of it; empty: the one installed before
};
ExitCode install_keys(const config::Config& config, const KeyInstallation& installation);

/// What is installed, or in a file (believed by nobody), for people.
ExitCode show_keys(const config::Config& config, const std::string& file);

struct KeyBackup {
    std::string file;
    std::string paper;  ///< empty: none
};
ExitCode back_up_keys(const config::Config& config, const KeyBackup& backup);
ExitCode restore_keys(const config::Config& config, const std::string& file);

/// The keys that this server of the configuration can stand for.
Result<keys::OwnKeys> own_keys(const config::Config& config, const ingest::KeyRing& ring);

}  // namespace otk::program
