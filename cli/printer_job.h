#pragma once

#include <cstdint>
#include <ostream>
#include <string>
#include <vector>

#include "cli/command.h"
#include "cli/line_client.h"

namespace otk::cli {

/// Where the service of a printer is found: --printer, and --socket for one in another place.
std::vector<Option> printer_options();

/// Several printers are several services: NAME's socket is /run/otklik/printd-NAME/printd.sock, the
/// one without a name /run/otklik/printd/printd.sock. A name is small letters, digits and "-".
Result<Path> printer_socket(const Arguments& arguments);

/// The service of that printer; Unavailable if it does not run.
Result<LineClient> connect_printer(const Arguments& arguments);

/// True for what may name a printer.
bool is_printer_name(std::string_view name);

/// Shows the job's way on `err` until it is over: "3 из 50", and what the printer waits for. Its
/// last state.
Result<Json> follow_job(LineClient& client, std::int64_t job, std::ostream& err);

/// What became of a job that is over, for `out` or as JSON.
Result<ExitCode> tell_end(
    const Json& end, std::int64_t job, const Arguments& arguments, const Console& console);

}  // namespace otk::cli
