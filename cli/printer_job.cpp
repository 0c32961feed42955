#include "cli/printer_job.h"

#include <algorithm>
#include <chrono>
#include <thread>

#include "cli/printer_words.h"
#include "core/base/format.h"

namespace otk::cli {
namespace {

constexpr auto progress_interval = std::chrono::milliseconds(200);
constexpr std::size_t name_letters_max = 32;

/// ": нет бумаги — вставьте рулон…" where a slip waits for a person; else nothing.
Result<std::string> what_it_waits_for(LineClient& client) {
    const Json reply = OTK_TRY(client.ask(Json::object().set("op", "status")));
    const Json* printer = OTK_TRY(reply.object_at("printer"));
    const PrinterWords* words = printer_words(OTK_TRY(printer->string_at("state")));
    if (words == nullptr || words->judged != ProcessState::Broken) return std::string();
    return format(": {} — {}", words->text, words->remedy);
}

}  // namespace

bool is_printer_name(std::string_view name) {
    return !name.empty() && name.size() <= name_letters_max &&
           std::all_of(name.begin(), name.end(), [](char letter) {
               return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') ||
                      letter == '-';
           });
}

std::vector<Option> printer_options() {
    using enum OptionKind;
    return {{Value, "--printer", "The printer's name, if there are several"},
        {Value, "--socket", "The printer service's socket, instead of the name"}};
}

Result<Path> printer_socket(const Arguments& arguments) {
    if (!arguments.text("--socket").empty()) return arguments.path("--socket");
    const std::string& name = arguments.text("--printer");
    if (name.empty()) return Path("/run/otklik/printd/printd.sock");
    if (!is_printer_name(name)) {
        return fail(ErrorKind::InvalidInput, "--printer: small letters, digits and \"-\" expected");
    }
    return Path(format("/run/otklik/printd-{}/printd.sock", name));
}

Result<LineClient> connect_printer(const Arguments& arguments) {
    const Path socket = OTK_TRY(printer_socket(arguments));
    return LineClient::connect(socket);
}

Result<Json> follow_job(LineClient& client, std::int64_t job, std::ostream& err) {
    std::string last_line;
    for (;;) {
        Json reply = OTK_TRY(client.ask(Json::object().set("op", "job").set("job", job)));
        const std::string state = OTK_TRY(reply.string_at("state"));
        const std::int64_t printed = OTK_TRY(reply.integer_at("printed"));
        const std::int64_t copies = OTK_TRY(reply.integer_at("copies"));
        const bool is_over = state != "queued" && state != "sending";
        const std::string waits = is_over ? std::string() : OTK_TRY(what_it_waits_for(client));
        const std::string line = format("{} из {}{}", printed, copies, waits);
        if (line != last_line) err << line << "\n" << std::flush;
        last_line = line;
        if (is_over) return reply;
        // The service tells on asking; five times a second is soon enough for a reader.
        std::this_thread::sleep_for(progress_interval);
    }
}

Result<ExitCode> tell_end(
    const Json& end, std::int64_t job, const Arguments& arguments, const Console& console) {
    const std::string state = OTK_TRY(end.string_at("state"));
    if (arguments.flag("--json")) {
        console.out << end.dump_pretty();
    } else {
        console.out << format("задание {}: напечатано {}, не напечатано {}, неизвестно {}\n", job,
            OTK_TRY(end.integer_at("printed")), OTK_TRY(end.integer_at("failed")),
            OTK_TRY(end.integer_at("unknown")));
    }
    return state == "printed" ? ExitCode::Ok : ExitCode::NotWell;
}

}  // namespace otk::cli
