#include "core/config/toml.h"

#include <algorithm>

#include "core/base/assert.h"
#include "core/base/format.h"
#include "core/base/nearest_word.h"
#include "core/config/toml_tree.h"

namespace otk::config {
namespace {

std::string_view kind_word(const TomlValue& value) {
    struct Words {
        std::string_view operator()(const TomlValue::Table&) const { return "a table"; }
        std::string_view operator()(const TomlValue::Array&) const { return "a list"; }
        std::string_view operator()(const std::string&) const { return "a text"; }
        std::string_view operator()(std::int64_t) const { return "a whole number"; }
        std::string_view operator()(double) const { return "a decimal number"; }
        std::string_view operator()(bool) const { return "true or false"; }
        std::string_view operator()(TomlValue::Moment) const { return "a date or time"; }
    };
    return std::visit(Words{}, value.content);
}

const TomlValue* member_of(const TomlValue& value, std::string_view key) {
    const auto* table = std::get_if<TomlValue::Table>(&value.content);
    if (table == nullptr) return nullptr;
    const auto found = std::find_if(table->begin(), table->end(),
        [key](const TomlMember& member) { return member.key == key; });
    return found == table->end() ? nullptr : &found->value;
}

/// Absence becomes nothing, every other error stays one.
template <typename Value, typename Read>
Result<std::optional<Value>> if_there(bool there, const Read& read) {
    if (!there) return std::optional<Value>();
    Value value = OTK_TRY(read());
    return std::optional<Value>(std::move(value));
}

}  // namespace

Result<TomlTable> TomlTable::parse(std::string_view text, std::string source) {
    TomlTree tree = OTK_TRY(parse_toml(text, std::move(source)));
    auto shared = std::make_shared<const TomlTree>(std::move(tree));
    const TomlValue* root = &shared->root;
    return TomlTable(std::move(shared), root);
}

Result<TomlTable> TomlTable::load(const Path& path) {
    const Bytes bytes = OTK_TRY(read_file(path, size_bytes_max));
    return parse(text_of(bytes), path.string());
}

const TomlValue* TomlTable::find_own(std::string_view key) const {
    return member_of(*m_value, key);
}

const TomlValue* TomlTable::find(std::string_view key) const {
    const TomlValue* value = m_value;
    while (value != nullptr) {
        const std::size_t dot = key.find('.');
        value = member_of(*value, key.substr(0, dot));
        if (dot == std::string_view::npos) return value;
        key.remove_prefix(dot + 1);
    }
    return nullptr;
}

Failure TomlTable::fail_at(Position position, std::string_view message) const {
    return fail_in(m_tree->source, position, message);
}

Failure TomlTable::fail_at(std::string_view key, std::string_view message) const {
    return fail_at(position(key), format("{}: {}", key, message));
}

Failure TomlTable::fail_kind(
    std::string_view key, const TomlValue& value, std::string_view expected) const {
    return fail_at(
        value.position, format("{} must be {}, not {}", key, expected, kind_word(value)));
}

Failure TomlTable::fail_missing(std::string_view key) const {
    return fail_at(m_value->position, format("{} is missing", key));
}

Result<std::string> TomlTable::text(std::string_view key) const {
    const TomlValue* value = find(key);
    if (value == nullptr) return fail_missing(key);
    if (const auto* text = std::get_if<std::string>(&value->content)) return *text;
    return fail_kind(key, *value, "a text");
}

Result<std::int64_t> TomlTable::integer(std::string_view key) const {
    const TomlValue* value = find(key);
    if (value == nullptr) return fail_missing(key);
    if (const auto* number = std::get_if<std::int64_t>(&value->content)) return *number;
    return fail_kind(key, *value, "a whole number");
}

Result<double> TomlTable::decimal(std::string_view key) const {
    const TomlValue* value = find(key);
    if (value == nullptr) return fail_missing(key);
    if (const auto* number = std::get_if<double>(&value->content)) return *number;
    if (const auto* number = std::get_if<std::int64_t>(&value->content)) {
        return static_cast<double>(*number);
    }
    return fail_kind(key, *value, "a number");
}

Result<bool> TomlTable::boolean(std::string_view key) const {
    const TomlValue* value = find(key);
    if (value == nullptr) return fail_missing(key);
    if (const auto* yes = std::get_if<bool>(&value->content)) return *yes;
    return fail_kind(key, *value, "true or false");
}

Result<TomlTable> TomlTable::table(std::string_view key) const {
    const TomlValue* value = find(key);
    if (value == nullptr) return fail_missing(key);
    if (!std::holds_alternative<TomlValue::Table>(value->content)) {
        return fail_kind(key, *value, "a table");
    }
    return TomlTable(m_tree, value);
}

Result<std::vector<std::string>> TomlTable::texts(std::string_view key) const {
    const TomlValue* value = find(key);
    if (value == nullptr) return fail_missing(key);
    const auto* elements = std::get_if<TomlValue::Array>(&value->content);
    if (elements == nullptr) return fail_kind(key, *value, "a list of texts");
    std::vector<std::string> texts;
    for (const TomlValue& element : *elements) {
        const auto* text = std::get_if<std::string>(&element.content);
        if (text == nullptr) return fail_kind(key, element, "a list of texts");
        texts.push_back(*text);
    }
    return texts;
}

Result<std::vector<std::int64_t>> TomlTable::integers(std::string_view key) const {
    const TomlValue* value = find(key);
    if (value == nullptr) return fail_missing(key);
    const auto* elements = std::get_if<TomlValue::Array>(&value->content);
    if (elements == nullptr) return fail_kind(key, *value, "a list of whole numbers");
    std::vector<std::int64_t> numbers;
    for (const TomlValue& element : *elements) {
        const auto* number = std::get_if<std::int64_t>(&element.content);
        if (number == nullptr) return fail_kind(key, element, "a list of whole numbers");
        numbers.push_back(*number);
    }
    return numbers;
}

Result<std::vector<TomlTable>> TomlTable::tables(std::string_view key) const {
    std::vector<TomlTable> tables;
    const TomlValue* value = find(key);
    if (value == nullptr) return tables;
    const auto* elements = std::get_if<TomlValue::Array>(&value->content);
    if (elements == nullptr) return fail_kind(key, *value, "a list of tables");
    for (const TomlValue& element : *elements) {
        if (!std::holds_alternative<TomlValue::Table>(element.content)) {
            return fail_kind(key, element, "a list of tables");
        }
        tables.push_back(TomlTable(m_tree, &element));
    }
    return tables;
}

Result<std::optional<std::string>> TomlTable::text_if(std::string_view key) const {
    return if_there<std::string>(has(key), [&] { return text(key); });
}

Result<std::optional<TomlTable>> TomlTable::table_if(std::string_view key) const {
    return if_there<TomlTable>(has(key), [&] { return table(key); });
}

Result<std::optional<std::vector<std::string>>> TomlTable::texts_if(std::string_view key) const {
    return if_there<std::vector<std::string>>(has(key), [&] { return texts(key); });
}

bool TomlTable::has(std::string_view key) const {
    return find(key) != nullptr;
}

std::vector<std::string> TomlTable::keys() const {
    const auto* table = std::get_if<TomlValue::Table>(&m_value->content);
    OTK_ASSERT(table != nullptr);
    std::vector<std::string> names;
    for (const TomlMember& member : *table)
        names.push_back(member.key);
    return names;
}

Result<void> TomlTable::allow_only(std::initializer_list<std::string_view> allowed) const {
    for (const std::string& key : keys()) {
        if (std::find(allowed.begin(), allowed.end(), key) != allowed.end()) continue;
        const auto meant = nearest_word(key, std::span(allowed.begin(), allowed.size()));
        const std::string hint = meant ? format("; did you mean {}?", *meant) : std::string();
        return fail_at(find_own(key)->position, format("unknown key {}{}", key, hint));
    }
    return {};
}

Position TomlTable::position(std::string_view key) const {
    OTK_ASSERT(m_value != nullptr);
    const TomlValue* value = find(key);
    return value == nullptr ? m_value->position : value->position;
}

}  // namespace otk::config
