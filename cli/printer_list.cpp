#include <algorithm>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/line_client.h"
#include "cli/printer_devices.h"
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

/// Where the settings say that the printer is, as `printer add --at` takes it.
std::string place_in(const config::Config& config) {
    const std::string& port = config.text("printd.port");
    if (port == "usb") return config.text("printd.usb_device");
    if (port == "serial") return config.path("printd.serial_device").string();
    return port == "cups" ? config.text("printd.cups_queue") : std::string();
}

/// Of USB printers the settings name the first, a kind, or one of it.
bool is_meant(const FoundDevice& device, const Json& printer) {
    const std::string at = printer.string_at("at").value_or("");
    return printer.string_at("port").value_or("") == device.port &&
           (device.at == at || (device.port == "usb" && device.at.starts_with(at)));
}

std::vector<FoundDevice> unused_devices(const Path& root, const std::vector<Json>& printers) {
    std::vector<FoundDevice> devices = found_devices(root);
    for (const Json& printer : printers) {
        const auto found = std::find_if(devices.begin(), devices.end(),
            [&printer](const FoundDevice& device) { return is_meant(device, printer); });
        if (found != devices.end()) devices.erase(found);
    }
    return devices;
}

Json as_json(const FoundDevice& device) {
    Json models = Json::array();
    for (const std::string& model : device.models)
        models.push_back(model);
    return Json::object()
        .set("port", device.port)
        .set("at", device.at)
        .set("what", device.what)
        .set("models", std::move(models));
}

void show(const std::vector<FoundDevice>& devices, std::ostream& out) {
    if (devices.empty()) return;
    out << "\nНайдено, службы печати для них нет:\n";
    for (const FoundDevice& device : devices) {
        out << format("  {}{}otklik printer add ИМЯ --port {} --at {}", device.what,
            device.what.empty() ? "" : ": ", device.port, device.at);
        for (const std::string& model : device.models)
            out << format("{}{}", &model == device.models.data() ? " --model " : "|", model);
        out << "\n";
    }
}

Result<Json> describe(const Path& file, const std::string& name) {
    const auto config = OTK_TRY(config::Config::load(config::Process::Printd, file));
    return Json::object()
        .set("at", place_in(config))
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
    std::vector<Json> printers;
    auto files = list_files(folder, suffix);
    // Before the first printer there is no folder of settings.
    const bool is_fresh = !files && files.error().kind == ErrorKind::NotFound;
    if (is_fresh) files = std::vector<std::string>();
    for (const std::string& file : OTK_TRY(files)) {
        const auto name = printer_of(file);
        if (name) printers.push_back(OTK_TRY(describe(folder / file, *name)));
    }
    const std::vector<FoundDevice> devices =
        unused_devices(arguments.path("--system-root"), printers);
    if (!arguments.flag("--json")) {
        for (const Json& printer : printers)
            show(printer, console.out);
        show(devices, console.out);
        return ExitCode::Ok;
    }
    Json all = Json::array();
    for (Json& printer : printers) {
        if (!arguments.flag("--found")) all.push_back(std::move(printer));
    }
    for (const FoundDevice& device : devices) {
        if (arguments.flag("--found")) all.push_back(as_json(device));
    }
    console.out << all.dump_pretty();
    return ExitCode::Ok;
}

}  // namespace

Command printer_list_command() {
    using enum OptionKind;
    return {"printer", "list",
        "List the printers of this machine and their states, and what could be one",
        {{Flag, "--json", "Print JSON for a script: the printers that have a service"},
            {Flag, "--found", "With --json: the devices and queues that have none"},
            {Value, "--system-root", "Root of the file system in which devices are looked for",
                false, "/"},
            {Value, "--config-folder", "Where the services' settings lie", false, "/etc/otklik"}},
        run};
}

}  // namespace otk::cli
