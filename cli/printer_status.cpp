#include <ostream>

#include "cli/commands.h"
#include "cli/printer_job.h"
#include "cli/printer_words.h"
#include "core/base/format.h"

namespace otk::cli {
namespace {

/// "нет бумаги, в очереди 3" and the remedy in a line of its own.
Result<ExitCode> show(const Json& status, std::ostream& out) {
    const Json* printer = OTK_TRY(status.object_at("printer"));
    const std::string state = OTK_TRY(printer->string_at("state"));
    const PrinterWords* words = printer_words(state);
    const std::string_view text = words != nullptr ? words->text : std::string_view(state);
    out << format("{} ({}), в очереди {}\n", text, OTK_TRY(printer->string_at("model")),
        OTK_TRY(status.integer_at("queue")));
    if (words != nullptr && !words->remedy.empty()) out << format("  {}\n", words->remedy);
    out << std::flush;
    const bool is_broken = words == nullptr || words->judged == ProcessState::Broken;
    return is_broken ? ExitCode::NotWell : ExitCode::Ok;
}

Result<ExitCode> status(const Arguments& arguments, const Console& console) {
    LineClient client = OTK_TRY(connect_printer(arguments));
    const Json reply = OTK_TRY(client.ask(Json::object().set("op", "status")));
    if (!arguments.flag("--json")) return show(reply, console.out);
    console.out << reply.dump_pretty();
    return ExitCode::Ok;
}

Result<ExitCode> watch(const Arguments& arguments, const Console& console) {
    LineClient client = OTK_TRY(connect_printer(arguments));
    Json news = OTK_TRY(client.ask(Json::object().set("op", "watch")));
    for (;;) {
        if (arguments.flag("--json")) {
            console.out << news.dump() << "\n" << std::flush;
        } else {
            OTK_TRY(show(news, console.out));
        }
        // Ends with the service, or by the person who watches.
        news = OTK_TRY(client.next());
    }
}

std::vector<Option> options() {
    std::vector<Option> all = printer_options();
    all.push_back({OptionKind::Flag, "--json", "Print JSON for a script"});
    return all;
}

}  // namespace

Command printer_status_command() {
    return {
        "printer", "status", "Show the printer's state and what to do about it", options(), status};
}

Command printer_watch_command() {
    return {"printer", "watch", "Show the printer's state each time it changes", options(), watch};
}

}  // namespace otk::cli
