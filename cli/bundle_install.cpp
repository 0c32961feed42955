#include <system_error>

#include "cli/commands.h"
#include "cli/staff_room.h"
#include "core/base/format.h"
#include "core/bundle/bundle_file.h"
#include "core/config/config.h"

namespace otk::cli {
namespace {

Result<Path> incoming_folder(const Arguments& arguments) {
    const config::Config config =
        OTK_TRY(config::Config::load(config::Process::Kiosk, arguments.path("--config")));
    const Path incoming = config.path("kiosk.shelf_folder") / "incoming";
    std::error_code failed;
    if (!std::filesystem::is_directory(incoming, failed)) {
        return fail(ErrorKind::NotFound,
            format("{}: no such folder; make it if this kiosk is to take signed bundles",
                incoming.string()));
    }
    return incoming;
}

Result<ExitCode> run(const Arguments& arguments, const Console& console) {
    const Path file = arguments.path("FILE");
    if (!file.string().ends_with(bundle::bundle_file_ending)) {
        return fail(ErrorKind::InvalidInput,
            format("{}: not the file that otklik bundle sign wrote: its name ends in {}",
                file.string(), bundle::bundle_file_ending));
    }
    const Path incoming = OTK_TRY(incoming_folder(arguments));
    const Bytes bytes = OTK_TRY(read_file(file, bundle::bundle_file_bytes_max));
    OTK_TRY(write_durably(incoming / file.filename(), bytes, 0640));
    console.out << format("{}: the kiosk tries it now and shows it after a visit, from its day on; "
                          "see: otklik status\n",
        file.filename().string());
    return ExitCode::Ok;
}

}  // namespace

Command bundle_install_command() {
    return {"bundle", "install", "Give a signed bundle to this kiosk, from a USB stick",
        {{OptionKind::Positional, "FILE", "The bundle's file, .otkb", true}, kiosk_config_option()},
        run};
}

}  // namespace otk::cli
