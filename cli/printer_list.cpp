#include <optional>
#include <ostream>
#include <string>

#include "cli/commands.h"
#include "cli/line_client.h"
#include "cli/printer_words.h"
#include "core/base/format.h"
#include "core/config/config.h"

namespace otk::cli {
namespace {

constexpr std::string_view prefix = "printd";
constexpr std::string_view suffix = ".toml";

/// "printd.toml" is the printer without a name, "printd-hall-2.toml" is "hall-2"; nothing for any
/// other file.
std::optional<std::string> printer_of(std::string_view file) {
    if (!file.starts_with(prefix) || !file.ends_with(suffix)) return std::nullopt;
    file.remove_prefix(prefix.size());
    file.remove_suffix(suffix.size());
    if (file.empty()) return std::string();
    return file.front() == '-' ? std::optional(std::string(file.substr(1))) : std::nullopt;
}

/// The protocol's word; "stopped" where no service answers.
std::string state_at(const Path& socket) {
    auto client = LineClient::connect(socket);
    if (!client) return "stopped";
    const auto reply = client->ask(Json::object().set("op", "status"));
    const auto printer =
        reply ? reply->object_at("printer") : Result<const Json*>(Failure(reply.error()));
    const auto state =
        printer ? (*printer)->string_at("state") : Result<std::string>(Failure(printer.error()));
    return state.value_or("stopped");
}

Result<Json> describe(const Path& file, const std::string& name) {
    const auto config = OTK_TRY(config::Config::load(config::Process::Printd, file));
    return Json::object()
        .set("name", name)
        .set("port", config.text("printd.port"))
        .set("model", config.text("printd.model"))
        .set("state", state_at(config.path("printd.socket")));
}

void show(const Json& printer, std::ostream& out) {
    const auto word = [&printer](std::string_view member) {
        return printer.string_at(member).value_or("");
    };
    const std::string name = word("name");
    const std::string state = word("state");
    const PrinterWords* words = printer_words(state);
    const std::string_view said = words != nullptr ? words->text : "служба не запущена";
    out << format(
        "{:12} {:8} {:20} {}\n", name.empty() ? "-" : name, word("port"), word("model"), said);
}

Result<ExitCode> run(const Arguments& arguments, const Console& console) {
    const Path folder = arguments.path("--config-folder");
    Json all = Json::array();
    for (const std::string& file : OTK_TRY(list_files(folder, suffix))) {
        const auto name = printer_of(file);
        if (!name) continue;
        Json printer = OTK_TRY(describe(folder / file, *name));
        if (!arguments.flag("--json")) show(printer, console.out);
        all.push_back(std::move(printer));
    }
    if (arguments.flag("--json")) console.out << all.dump_pretty();
    return ExitCode::Ok;
}

}  // namespace

Command printer_list_command() {
    using enum OptionKind;
    return {"printer", "list", "List the printers of this machine and their states",
        {{Flag, "--json", "Print JSON for a script"},
            {Value, "--config-folder", "Where the services' settings lie", false, "/etc/otklik"}},
        run};
}

}  // namespace otk::cli
