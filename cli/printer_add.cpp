#include <algorithm>
#include <array>
#include <filesystem>

#include "cli/commands.h"
#include "cli/printer_job.h"
#include "core/base/format.h"
#include "core/base/nearest_word.h"
#include "core/config/config.h"
#include "drivers/printer/models.h"

namespace otk::cli {
namespace {

/// The setting that says where the printer is.
struct Way {
    std::string_view port;
    std::string_view key;
};

constexpr std::array ways{
    Way{"usb", "usb_device"},
    Way{"network", "network_address"},
    Way{"serial", "serial_device"},
    Way{"cups", "cups_queue"},
    Way{"file", "file_folder"},
};

Result<Way> way_named(std::string_view port) {
    std::vector<std::string_view> names;
    for (const Way& way : ways) {
        if (way.port == port) return way;
        names.push_back(way.port);
    }
    const auto meant = nearest_word(port, names);
    return fail(
        ErrorKind::InvalidInput, format("--port: usb, network, serial, cups or file expected{}",
                                     meant ? format("; did you mean \"{}\"?", *meant) : ""));
}

/// Refuses what would have to be written otherwise within quotation marks.
Result<std::string> quoted(std::string_view option, const std::string& value) {
    const bool is_plain = std::all_of(value.begin(), value.end(),
        [](char letter) { return letter >= ' ' && letter != '"' && letter != '\\'; });
    if (!is_plain)
        return fail(ErrorKind::InvalidInput, format("{}: no quotation mark, no backslash", option));
    return format("\"{}\"", value);
}

Result<std::string> settings_of(const Arguments& arguments) {
    const std::string& name = arguments.text("NAME");
    const Way way = OTK_TRY(way_named(arguments.text("--port")));
    const std::string& model = arguments.text("--model");
    OTK_TRY(printer::model_named(model));
    std::string text = format(
        "# Written by otklik printer add; all settings: docs/SETTINGS.md.\n[printd]\n"
        "socket = \"/run/otklik/printd-{0}/printd.sock\"\n"
        "state_folder = \"/var/lib/otklik/printd-{0}\"\n"
        "status_file = \"/run/otklik/printd-{0}/status.json\"\n"
        "model = \"{1}\"\nport = \"{2}\"\n",
        name, model, way.port);
    if (!arguments.text("--at").empty()) {
        const std::string value = OTK_TRY(quoted("--at", arguments.text("--at")));
        text += format("{} = {}\n", way.key, value);
    }
    return text;
}

Result<ExitCode> run(const Arguments& arguments, const Console& console) {
    const std::string& name = arguments.text("NAME");
    if (!is_printer_name(name))
        return fail(ErrorKind::InvalidInput, "NAME: small letters, digits and \"-\" expected");
    const Path file = arguments.path("--config-folder") / format("printd-{}.toml", name);
    const std::string text = OTK_TRY(settings_of(arguments));
    OTK_TRY(config::Config::parse(config::Process::Printd, text, file));
    std::error_code problem;
    if (std::filesystem::exists(file, problem))
        return fail(ErrorKind::Conflict, format("{} is there already", file.string()));
    OTK_TRY(write_durably(file, bytes_of(text), 0644));
    console.out << format(
        "{}\nзапустите: systemctl enable --now otklik-printd@{}\n", file.string(), name);
    return ExitCode::Ok;
}

}  // namespace

Command printer_add_command() {
    using enum OptionKind;
    return {"printer", "add", "Write the settings of one more printer",
        {{Positional, "NAME", "Its name here: small letters, digits and \"-\"", true},
            {Value, "--port", "usb, network, serial, cups or file", true},
            {Value, "--at",
                "USB numbers (04b8:0e15), IP address, serial line, CUPS queue or folder; USB: "
                "empty "
                "for the first that is found"},
            {Value, "--model", "A name of the table of models", false, "generic-80"},
            {Value, "--config-folder", "Where the services' settings lie", false, "/etc/otklik"}},
        run};
}

}  // namespace otk::cli
