#pragma once

#include <string>

#include "core/base/file.h"
#include "core/config/config.h"
#include "server/program/exit_codes.h"

/// One function a subcommand of `otklik-server`. Each writes its own last word.
namespace otk::program {

/// Serves until SIGTERM or SIGINT.
ExitCode run(const config::Config& config);

struct AddKiosk {
    std::string key;    ///< 64 hexadecimal digits, or a file that holds them
    std::string place;  ///< code of a place
    Path out;           ///< empty: standard output
};
ExitCode add_kiosk(const config::Config& config, const AddKiosk& wish);

struct EnrolCode {
    std::string place;       ///< code of a place
    std::int64_t hours = 72;
    std::string out = {};    ///< a file to write, with the authority in it; empty: standard output
    std::string qr = {};     ///< .svg to write; empty: none
};
/// Makes a one-time code with which a kiosk enrols itself over the network.
ExitCode enrol_code(const config::Config& config, const EnrolCode& wish);

struct RevokeKiosk {
    std::string id;     ///< 32 hexadecimal digits
    bool undo = false;  ///< take it in again
};
/// From now on nothing of this kiosk is taken, and it learns so by a signed statement; what it holds
/// stays on it.
ExitCode revoke_kiosk(const config::Config& config, const RevokeKiosk& wish);

/// What each kiosk said last of itself, one a line: its disk, the keys.json that it follows, its bundle.
/// `only_low_disks`: of those whose disk fills up or is full.
ExitCode list_kiosks(const config::Config& config, bool only_low_disks);

/// Imports the bundle's forms, then counts every parked row whose cause is gone.
ExitCode retry_parked(const config::Config& config);

/// Counts the roll-ups anew from the kept responses.
ExitCode rebuild(const config::Config& config);

struct Forget {
    std::string before;        ///< first day that stays; empty: by the profile's months
    std::string texts_before;  ///< the same for free texts; never earlier than `before`
};
/// Erases what visitors gave longer ago. Also while the server runs, which does the same by the profile
/// with each edition. Refused for a day that is none or still to come.
ExitCode forget(const config::Config& config, const Forget& wish);

/// Takes the batches of a folder (a USB stick), as the network would bring them, and lays each one's
/// reply beside it. Also while the server runs. Refused if any file was.
ExitCode import_batches(const config::Config& config, const Path& folder);

struct Backup {
    Path file;                 ///< to be made
    bool tells_kiosks = false;  ///< they may forget what is in it
};
/// Also while the server runs. Refused if the file is there already.
ExitCode back_up(const config::Config& config, const Backup& wish);

/// Refused for a file that is no whole backup; Failed while the server runs.
ExitCode restore(const config::Config& config, const Path& file);

}  // namespace otk::program
