#include "core/form/json_members.h"

#include <algorithm>

#include "core/base/format.h"

namespace otk::form {

Result<JsonMembers> JsonMembers::of(const Json& json, std::string place) {
    if (!json.is_object()) {
        return fail(ErrorKind::InvalidInput, format("{}: an object expected", place));
    }
    return JsonMembers(json, std::move(place));
}

Failure JsonMembers::refuse(std::string_view name, std::string_view what) const {
    return fail(ErrorKind::InvalidInput, format("{}: member \"{}\": {}", m_place, name, what));
}

const Json* JsonMembers::take(std::string_view name) {
    const Json* value = m_json->find(name);
    if (value != nullptr) m_read.push_back(name);
    return value;
}

Result<std::string> JsonMembers::text_or_empty(std::string_view name) {
    const Json* value = take(name);
    if (value == nullptr) return std::string();
    if (!value->is_string()) return refuse(name, "a text expected");
    if (value->if_string()->empty()) return refuse(name, "an empty text: leave the member out");
    return *value->if_string();
}

Result<std::string> JsonMembers::text(std::string_view name) {
    if (!has(name)) return refuse(name, "missing");
    return text_or_empty(name);
}

Result<std::optional<std::int64_t>> JsonMembers::integer(std::string_view name) {
    const Json* value = take(name);
    if (value == nullptr) return std::optional<std::int64_t>();
    if (!value->is_integer()) return refuse(name, "a whole number expected");
    return std::optional<std::int64_t>(*value->if_integer());
}

Result<std::optional<double>> JsonMembers::number(std::string_view name) {
    const Json* value = take(name);
    if (value == nullptr) return std::optional<double>();
    if (!value->is_number()) return refuse(name, "a number expected");
    return std::optional<double>(value->number());
}

Result<bool> JsonMembers::flag(std::string_view name) {
    const Json* value = take(name);
    if (value == nullptr) return false;
    if (!value->is_bool()) return refuse(name, "true or false expected");
    return *value->if_bool();
}

Result<std::map<std::string, std::string, std::less<>>> JsonMembers::strings(std::string_view name) {
    std::map<std::string, std::string, std::less<>> strings;
    const Json* value = take(name);
    if (value == nullptr) return strings;
    if (!value->is_object()) return refuse(name, "an object of texts expected");
    for (const auto& [key, text] : *value->if_object()) {
        if (!text.is_string()) return refuse(name, "an object of texts expected");
        strings.emplace(key, *text.if_string());
    }
    if (strings.empty()) return refuse(name, "an empty object: leave the member out");
    return strings;
}

Result<Texts> JsonMembers::texts(std::string_view name) {
    return Texts{OTK_TRY(strings(name))};
}

Result<std::optional<Expression>> JsonMembers::expression(std::string_view name) {
    const std::string source = OTK_TRY(text_or_empty(name));
    if (source.empty()) return std::optional<Expression>();
    Result<Expression> parsed = Expression::parse(source);
    if (!parsed) return refuse(name, parsed.error().context);
    return std::optional<Expression>(std::move(*parsed));
}

Result<std::vector<std::string>> JsonMembers::words(std::string_view name) {
    std::vector<std::string> words;
    const Json* value = take(name);
    if (value == nullptr) return words;
    const Json::Array* array = value->if_array();
    if (array == nullptr) return refuse(name, "an array of texts expected");
    for (const Json& word : *array) {
        if (!word.is_string()) return refuse(name, "an array of texts expected");
        words.push_back(*word.if_string());
    }
    return words;
}

Result<const Json::Array*> JsonMembers::array(std::string_view name, std::size_t size_max) {
    const Json* value = take(name);
    const Json::Array* array = value == nullptr ? nullptr : value->if_array();
    if (array == nullptr) return refuse(name, "an array expected");
    if (array->size() > size_max) return refuse(name, format("more than {} elements", size_max));
    return array;
}

Result<JsonMembers> JsonMembers::object(std::string_view name) {
    const Json* value = take(name);
    if (value == nullptr) return refuse(name, "missing");
    return of(*value, format("{}.{}", m_place, name));
}

Result<void> JsonMembers::finish() const {
    for (const auto& [name, value] : *m_json->if_object()) {
        if (std::find(m_read.begin(), m_read.end(), name) == m_read.end()) {
            return refuse(name, "unknown");
        }
    }
    return {};
}

}  // namespace otk::form
