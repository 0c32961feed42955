#include <ostream>

#include "cli/commands.h"
#include "core/base/format.h"
#include "core/wire/limits.h"
#include "core/wire/ticket.h"

namespace otk::cli {
namespace {

constexpr unsigned ticket_mode = 0640;

/// The ticket itself, as it is read from a QR code, or a file that holds one.
Result<wire::Ticket> read_ticket(const std::string& given) {
    if (given.starts_with("https://")) return wire::decode_ticket(given);
    const Bytes text = OTK_TRY(read_file(given, wire::ticket_bytes_max));
    return wire::decode_ticket(text_of(text));
}

Result<void> add_authority(wire::Ticket& ticket, const Path& file) {
    if (file.empty()) return {};
    const Bytes pem = OTK_TRY(in("--authority", read_file(file, wire::tls_authority_bytes_max)));
    ticket.tls_authority = text_of(pem);
    // What cannot be read again must not lie in the inbox.
    OTK_TRY(in("--authority", wire::decode_ticket(wire::encode_ticket(ticket))));
    return {};
}

Result<ExitCode> run(const Arguments& arguments, const Console& console) {
    wire::Ticket ticket = OTK_TRY(read_ticket(arguments.text("TICKET")));
    OTK_TRY(add_authority(ticket, arguments.path("--authority")));
    const Path inbox = arguments.path("--inbox");
    OTK_TRY(write_durably(
        inbox / "enrolment.ticket", bytes_of(wire::encode_ticket(ticket)), ticket_mode));
    console.out << format(
        "киоск просит {} зачислить его; чем это кончилось, скажет: otklik status\n", ticket.url);
    return ExitCode::Ok;
}

}  // namespace

Command enroll_command() {
    using enum OptionKind;
    return {"", "enroll", "Let this kiosk enrol itself with a one-time code",
        {{Positional, "TICKET", "What `otklik-server enrol-code` gave: its line, or a file", true},
            {Value, "--authority",
                "PEM of the authority that signed the server's certificate, if it is your own and no "
                "file of the server names it"},
            {Value, "--inbox", "The kiosk's inbox", false, "/var/lib/otklik/inbox"}},
        run};
}

}  // namespace otk::cli
