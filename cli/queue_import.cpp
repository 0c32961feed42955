#include <ostream>

#include "cli/commands.h"
#include "core/base/format.h"
#include "core/wire/batch.h"
#include "core/wire/receipt.h"

namespace otk::cli {
namespace {

constexpr std::string_view batch_suffix = ".batch";
constexpr std::string_view void_suffix = ".void";
constexpr std::string_view receipt_suffix = ".receipt";

/// A receipt for a batch, or a void, that waits here; a stick may carry other kiosks' too.
Result<bool> is_for_us(const wire::BatchName& name, const Path& outbox) {
    for (const std::string_view suffix : {batch_suffix, void_suffix}) {
        std::error_code problem;
        const bool waits = std::filesystem::exists(
            outbox / wire::batch_stem(name.buffer, name.number).append(suffix), problem);
        if (problem) return fail(ErrorKind::Io, format("the outbox: {}", problem.message()));
        if (waits) return true;
    }
    return false;
}

/// Unread: only the kiosk knows whom to believe.
Result<ExitCode> run(const Arguments& arguments, const Console& console) {
    const Path folder = arguments.path("FOLDER");
    const Path inbox = arguments.path("--inbox");
    const auto files = OTK_TRY(list_files(folder, receipt_suffix));
    std::size_t taken = 0;
    std::size_t left = 0;
    std::size_t refused = 0;
    for (const std::string& file : files) {
        const auto name = wire::parse_batch_file_name(file, receipt_suffix);
        const bool is_ours = name && OTK_TRY(is_for_us(*name, arguments.path("--outbox")));
        if (!is_ours) {
            ++left;
            continue;
        }
        const Result<Bytes> reply = read_file(folder / file, wire::reply_bytes_max);
        if (!reply) {  // too large, or the stick fails there: the others are taken
            console.err << format("warning: {} is left: {}\n", file, reply.error().context);
            ++refused;
            continue;
        }
        OTK_TRY(write_durably(inbox / file, *reply));
        ++taken;
    }
    console.out << format("{} receipts taken, {} are for no batch that waits here\n", taken, left);
    return refused > 0 ? ExitCode::NotWell : ExitCode::Ok;
}

}  // namespace

Command queue_import_command() {
    using enum OptionKind;
    return {"queue", "import", "Take a server's receipts from a USB stick",
        {{Positional, "FOLDER", "The folder on the stick", true},
            {Value, "--inbox", "The kiosk's inbox", false, "/var/lib/otklik/inbox"},
            {Value, "--outbox", "The kiosk's outbox", false, "/var/lib/otklik/outbox"}},
        run};
}

}  // namespace otk::cli
