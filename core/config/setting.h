#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace otk::config {

/// Whose configuration a file is; its settings stand in the table of that name.
enum class Process { Kiosk, Printd, Syncd, Server };

/// "kiosk", "printd", "syncd", "server".
std::string_view name_of(Process process);

enum class SettingType { Text, Choice, Path, Integer, Decimal, Boolean };

/// One row of the table of settings. The commented default files in config/defaults and
/// docs/SETTINGS.md are generated from the rows; a test compares them.
struct Setting {
    Process process;
    std::string_view name;  ///< "place": the file's key below [kiosk]
    SettingType type;
    std::string_view standard;  ///< the default as it would stand in the file, a text without its
                                ///< quotation marks; `must_be_set` if there is none
    std::string_view unit;      ///< "s", "mm", …; empty if it has none
    std::string_view doc;       ///< one or two sentences for the person who sets it
    std::int64_t smallest = 0;  ///< Integer and Decimal: the range, both ends allowed
    std::int64_t largest = 0;
    std::string_view choices = {};  ///< Choice: the allowed words, separated by "|"
};

/// The default of a setting that the file has to give.
inline constexpr std::string_view must_be_set = "\x01";

/// All rows; those of a process stand together, in the order of its file.
std::span<const Setting> settings();

}  // namespace otk::config
