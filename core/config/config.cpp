#include "core/config/config.h"

#include <algorithm>
#include <charconv>
#include <vector>

#include "core/base/assert.h"
#include "core/base/format.h"
#include "core/base/nearest_word.h"
#include "core/config/toml.h"

namespace otk::config {
namespace {

using Value = std::variant<std::string, std::int64_t, double, bool, Path>;

std::vector<std::string_view> names_of(Process process) {
    std::vector<std::string_view> names;
    for (const Setting& setting : settings()) {
        if (setting.process == process) names.push_back(setting.name);
    }
    return names;
}

template <typename Number>
Number number_from(std::string_view text) {
    Number number{};
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    OTK_ASSERT(problem == std::errc() && end == text.data() + text.size());
    return number;
}

Value standard_of(const Setting& setting) {
    switch (setting.type) {
        case SettingType::Text:
        case SettingType::Choice:
            return std::string(setting.standard);
        case SettingType::Path:
            return Path(setting.standard);
        case SettingType::Integer:
            return number_from<std::int64_t>(setting.standard);
        case SettingType::Decimal:
            return number_from<double>(setting.standard);
        case SettingType::Boolean:
            OTK_ASSERT(setting.standard == "true" || setting.standard == "false");
            return setting.standard == "true";
    }
    OTK_UNREACHABLE();
}

bool is_choice(std::string_view choices, std::string_view word) {
    while (!choices.empty()) {
        const std::size_t bar = choices.find('|');
        if (choices.substr(0, bar) == word) return true;
        if (bar == std::string_view::npos) return false;
        choices.remove_prefix(bar + 1);
    }
    return false;
}

Result<Value> choice_from(const TomlTable& table, const Setting& setting) {
    std::string word = OTK_TRY(table.text(setting.name));
    if (is_choice(setting.choices, word)) return Value(std::move(word));
    return table.fail_at(setting.name, format("must be one of {}", setting.choices));
}

template <typename Number>
Result<Value> in_range(const TomlTable& table, const Setting& setting, Number number) {
    // Written so that a NaN is outside.
    const bool inside = number >= static_cast<Number>(setting.smallest) &&
                        number <= static_cast<Number>(setting.largest);
    if (inside) return Value(number);
    return table.fail_at(
        setting.name, format("must be from {} to {}", setting.smallest, setting.largest));
}

Result<Value> path_from(const TomlTable& table, const Setting& setting, const Path& folder) {
    const std::string text = OTK_TRY(table.text(setting.name));
    if (text.find('\0') != std::string::npos) return table.fail_at(setting.name, "is no path");
    return Value(text.empty() ? Path() : (folder / text).lexically_normal());
}

Result<Value> value_from(const TomlTable& table, const Setting& setting, const Path& folder) {
    switch (setting.type) {
        case SettingType::Text:
            return Value(OTK_TRY(table.text(setting.name)));
        case SettingType::Choice:
            return choice_from(table, setting);
        case SettingType::Path:
            return path_from(table, setting, folder);
        case SettingType::Integer:
            return in_range(table, setting, OTK_TRY(table.integer(setting.name)));
        case SettingType::Decimal:
            return in_range(table, setting, OTK_TRY(table.decimal(setting.name)));
        case SettingType::Boolean:
            return Value(OTK_TRY(table.boolean(setting.name)));
    }
    OTK_UNREACHABLE();
}

Result<void> refuse_unknown(
    const TomlTable& table, std::string_view prefix, std::span<const std::string_view> known) {
    for (const std::string& key : table.keys()) {
        if (std::find(known.begin(), known.end(), key) != known.end()) continue;
        const auto meant = nearest_word(key, known);
        return table.fail_at(
            key, format("unknown {}{}", prefix.empty() ? "table" : "key",
                     meant ? format("; did you mean {}{}?", prefix, *meant) : std::string()));
    }
    return {};
}

}  // namespace

Result<Config> Config::load(Process process, const Path& path) {
    const Bytes bytes = OTK_TRY(in("configuration", read_file(path, TomlTable::size_bytes_max)));
    return parse(process, text_of(bytes), path);
}

Result<Config> Config::parse(Process process, std::string_view text, const Path& source) {
    const TomlTable document = OTK_TRY(TomlTable::parse(text, source.string()));
    const std::string_view own = name_of(process);
    OTK_TRY(refuse_unknown(document, "", std::span(&own, 1)));
    const auto table_given = OTK_TRY(document.table_if(own));
    const TomlTable& table = table_given ? *table_given : document;
    const std::vector<std::string_view> names = names_of(process);
    if (table_given) OTK_TRY(refuse_unknown(table, format("{}.", own), names));

    Config config(process);
    for (const Setting& setting : settings()) {
        if (setting.process != process) continue;
        if (table_given && table.has(setting.name)) {
            Value value = OTK_TRY(value_from(table, setting, source.parent_path()));
            config.m_values.emplace(setting.name, std::move(value));
        } else if (setting.standard == must_be_set) {
            return table.fail_at(setting.name, format("must be set below [{}]", own));
        } else {
            config.m_values.emplace(setting.name, standard_of(setting));
        }
    }
    return config;
}

template <typename Wanted>
const Wanted& Config::value(std::string_view key) const {
    const std::string_view own = name_of(m_process);
    OTK_ASSERT(key.starts_with(own) && key.substr(own.size()).starts_with('.'));
    const auto found = m_values.find(key.substr(own.size() + 1));
    OTK_ASSERT(found != m_values.end());
    const Wanted* wanted = std::get_if<Wanted>(&found->second);
    OTK_ASSERT(wanted != nullptr);
    return *wanted;
}

const std::string& Config::text(std::string_view key) const {
    return value<std::string>(key);
}
std::int64_t Config::integer(std::string_view key) const {
    return value<std::int64_t>(key);
}
double Config::decimal(std::string_view key) const {
    return value<double>(key);
}
bool Config::boolean(std::string_view key) const {
    return value<bool>(key);
}
const Path& Config::path(std::string_view key) const {
    return value<Path>(key);
}

}  // namespace otk::config
