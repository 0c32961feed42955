#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

#include "core/base/format.h"
#include "core/config/toml_tree.h"

namespace otk::config {
namespace {

Position position_of(const toml::node& node) {
    const toml::source_position begin = node.source().begin;
    // Tables that only a dotted key implies have no place of their own.
    return begin ? Position{begin.line, begin.column} : Position{};
}

// Bounded by the parser: toml++ refuses more than TOML_MAX_NESTED_VALUES (256) levels.
TomlValue value_from(const toml::node& node);  // NOLINT(misc-no-recursion)

TomlValue::Table table_from(const toml::table& table) {  // NOLINT(misc-no-recursion): bound above
    TomlValue::Table members;
    members.reserve(table.size());
    for (const auto& [key, node] : table) {
        TomlValue value = value_from(node);
        const toml::source_position begin = key.source().begin;
        // Of a table the key tells better where it is than the node (whose place is its `[`).
        if (node.is_table() && begin) value.position = Position{begin.line, begin.column};
        members.emplace_back(std::string(key.str()), std::move(value));
    }
    return members;
}

TomlValue value_from(const toml::node& node) {  // NOLINT(misc-no-recursion): bound above
    TomlValue value{TomlValue::Moment{}, position_of(node)};
    if (const toml::table* table = node.as_table()) {
        value.content = table_from(*table);
    } else if (const toml::array* array = node.as_array()) {
        TomlValue::Array elements;
        elements.reserve(array->size());
        for (const toml::node& element : *array) elements.push_back(value_from(element));
        value.content = std::move(elements);
    } else if (const auto* text = node.as_string()) {
        value.content = text->get();
    } else if (const auto* integer = node.as_integer()) {
        value.content = integer->get();
    } else if (const auto* decimal = node.as_floating_point()) {
        value.content = decimal->get();
    } else if (const auto* boolean = node.as_boolean()) {
        value.content = boolean->get();
    }
    return value;
}

}  // namespace

Failure fail_in(std::string_view source, Position position, std::string_view message) {
    return fail(ErrorKind::InvalidInput,
        format("{}:{}:{}: {}", source, position.line, position.column, message));
}

Result<TomlTree> parse_toml(std::string_view text, std::string source) {
    if (text.size() > TomlTable::size_bytes_max) {
        return fail_in(source, {}, "the file is too large");
    }
    const toml::parse_result parsed = toml::parse(text);
    if (!parsed) {
        const toml::parse_error& error = parsed.error();
        const toml::source_position begin = error.source().begin;
        return fail_in(source, {begin.line, begin.column}, error.description());
    }
    return TomlTree{std::move(source), TomlValue{table_from(parsed.table()), {}}};
}

}  // namespace otk::config
