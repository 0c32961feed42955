#include "core/config/documents.h"

#include <array>

#include "core/base/assert.h"
#include "core/base/format.h"

namespace otk::config {
namespace {

constexpr auto processes =
    std::to_array({Process::Kiosk, Process::Printd, Process::Syncd, Process::Server});

std::string_view program_of(Process process) {
    switch (process) {
        case Process::Kiosk:
            return "otklik-kiosk";
        case Process::Printd:
            return "otklik-printd";
        case Process::Syncd:
            return "otklik-syncd";
        case Process::Server:
            return "otklik-server";
    }
    OTK_UNREACHABLE();
}

std::string type_words(const Setting& setting) {
    const std::string unit = setting.unit.empty() ? "" : format(" {}", setting.unit);
    switch (setting.type) {
        case SettingType::Text:
            return "text";
        case SettingType::Choice:
            return format("one of {}", setting.choices);
        case SettingType::Path:
            return "path";
        case SettingType::Integer:
            return format("whole number, {} to {}{}", setting.smallest, setting.largest, unit);
        case SettingType::Decimal:
            return format("number, {} to {}{}", setting.smallest, setting.largest, unit);
        case SettingType::Boolean:
            return "true or false";
    }
    OTK_UNREACHABLE();
}

/// The default as it stands in the file.
std::string literal_of(const Setting& setting) {
    switch (setting.type) {
        case SettingType::Text:
        case SettingType::Choice:
        case SettingType::Path:
            return format("\"{}\"", setting.standard == must_be_set ? "" : setting.standard);
        case SettingType::Integer:
        case SettingType::Decimal:
        case SettingType::Boolean:
            return std::string(setting.standard);
    }
    OTK_UNREACHABLE();
}

/// Comment lines of at most 100 columns, broken between words.
std::string commented(std::string_view text) {
    constexpr std::size_t columns = 100;
    std::string lines = "#";
    std::size_t line_begin = 0;
    while (!text.empty()) {
        const std::size_t space = text.find(' ');
        const std::string_view word = text.substr(0, space);
        if (lines.size() - line_begin + 1 + word.size() > columns) {
            lines += "\n";
            line_begin = lines.size();
            lines += "#";
        }
        lines += format(" {}", word);
        text.remove_prefix(space == std::string_view::npos ? text.size() : space + 1);
    }
    return lines + "\n";
}

/// "|" divides the columns of a Markdown table.
std::string escaped(std::string_view text) {
    std::string out;
    for (const char letter : text) {
        if (letter == '|') out += '\\';
        out += letter;
    }
    return out;
}

}  // namespace

std::string default_file(Process process) {
    const std::string_view name = name_of(process);
    std::string file = format(
        "# Settings of {}: copy to /etc/otklik/{}.toml.\n"
        "# A line that begins with # says what holds without it. A relative path starts at the\n"
        "# folder of this file. An unknown key is an error.\n"
        "# Generated from core/config/settings.cpp by otk_write_settings.\n\n[{}]\n",
        program_of(process), name, name);
    for (const Setting& setting : settings()) {
        if (setting.process != process) continue;
        const bool demanded = setting.standard == must_be_set;
        file += "\n" + commented(setting.doc) +
                commented(format("({}{})", type_words(setting), demanded ? "; must be set" : ""));
        file += format("{}{} = {}\n", demanded ? "" : "#", setting.name, literal_of(setting));
    }
    return file;
}

std::string settings_manual() {
    std::string manual =
        "# Settings\n\n"
        "Each process reads one TOML file, `/etc/otklik/<process>.toml`, or the one named by "
        "`--config`.\n"
        "An unknown key, a wrong type and a value outside its range stop the process with file, "
        "line and column.\n"
        "A relative path starts at the folder of that file.\n"
        "This page and the commented files in [config/defaults](../config/defaults) are generated "
        "from `core/config/settings.cpp`.\n";
    for (const Process process : processes) {
        manual += format("\n## {}: `[{}]`\n\n", program_of(process), name_of(process));
        manual += "| key | type | default | meaning |\n|---|---|---|---|\n";
        for (const Setting& setting : settings()) {
            if (setting.process != process) continue;
            const bool demanded = setting.standard == must_be_set;
            manual +=
                format("| `{}` | {} | {} | {} |\n", setting.name, escaped(type_words(setting)),
                    demanded ? "must be set" : format("`{}`", literal_of(setting)),
                    escaped(setting.doc));
        }
    }
    return manual;
}

}  // namespace otk::config
