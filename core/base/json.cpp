#include "core/base/json.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

#include <nlohmann/json.hpp>

#include "core/base/assert.h"
#include "core/base/bytes.h"
#include "core/base/format.h"

namespace otk {
namespace {

using Foreign = nlohmann::ordered_json;

/// Builds our tree from nlohmann's events, so that depth and repeated names are refused while
/// reading and no foreign tree is made first.
class TreeBuilder {
  public:
    explicit TreeBuilder(const JsonLimits& limits) : m_limits(limits) {}

    bool null() { return put(Json()); }
    bool boolean(bool value) { return put(Json(value)); }
    bool number_integer(std::int64_t value) { return put(Json(value)); }
    bool number_unsigned(std::uint64_t value) {
        if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
            return refuse("a whole number is out of range");
        }
        return put(Json(static_cast<std::int64_t>(value)));
    }
    bool number_float(double value, const std::string&) {
        if (!std::isfinite(value)) return refuse("a number is out of range");
        return put(Json(value));
    }
    bool string(std::string& value) { return put(Json(std::move(value))); }
    bool binary(Foreign::binary_t&) { return refuse("binary values are not JSON"); }
    bool start_object(std::size_t) { return open(Json::object()); }
    bool start_array(std::size_t) { return open(Json::array()); }
    bool end_object() { return close(); }
    bool end_array() { return close(); }
    bool key(std::string& name) {
        const Json& object = m_open.back().value;
        const Json::Object* const members = object.if_object();
        OTK_ASSERT(members != nullptr);  // a key comes only within an object
        if (members->size() == m_limits.members_max) return refuse("too many members");
        if (object.find(name) != nullptr) return refuse("a member's name is repeated");
        m_open.back().name = std::move(name);
        return true;
    }
    bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) {
        m_error_at = position;
        return refuse("not JSON");
    }

    Json take_root() { return std::move(*m_root); }
    bool has_root() const { return m_root.has_value(); }
    std::string_view error() const { return m_error; }
    std::optional<std::size_t> error_at() const { return m_error_at; }

  private:
    struct Open {
        Json value;
        std::string name;  ///< of the member that is being read
    };

    bool refuse(std::string_view why) {
        if (m_error.empty()) m_error = why;
        return false;
    }
    bool put(Json value) {
        if (m_open.empty()) {
            m_root = std::move(value);
        } else if (m_open.back().value.is_array()) {
            m_open.back().value.push_back(std::move(value));
        } else {
            m_open.back().value.set(std::move(m_open.back().name), std::move(value));
        }
        return true;
    }
    bool open(Json value) {
        if (m_open.size() == m_limits.depth_max) return refuse("nested too deeply");
        m_open.push_back(Open{std::move(value), {}});
        return true;
    }
    bool close() {
        Json value = std::move(m_open.back().value);
        m_open.pop_back();
        return put(std::move(value));
    }

    JsonLimits m_limits;
    std::vector<Open> m_open;
    std::optional<Json> m_root;
    std::string m_error;
    std::optional<std::size_t> m_error_at;
};

std::string place_in(std::string_view text, std::size_t position) {
    const std::string_view before = text.substr(0, std::min(position, text.size()));
    const auto line = std::count(before.begin(), before.end(), '\n') + 1;
    const std::size_t last_break = before.rfind('\n');
    const std::size_t column =
        last_break == std::string_view::npos ? before.size() : before.size() - last_break - 1;
    return format("line {}, column {}", line, std::max<std::size_t>(column, 1));
}

/// Depth is bounded by JsonLimits on the way in and by our own code's shapes on the way out.
Foreign to_foreign(const Json& json) {  // NOLINT(misc-no-recursion): depth bounded, see above
    if (const bool* yes = json.if_bool()) return Foreign(*yes);
    if (const std::int64_t* number = json.if_integer()) return Foreign(*number);
    if (json.is_number()) return Foreign(json.number());
    if (const std::string* text = json.if_string()) return Foreign(*text);
    if (const Json::Array* elements = json.if_array()) {
        Foreign foreign = Foreign::array();
        for (const Json& element : *elements) foreign.push_back(to_foreign(element));
        return foreign;
    }
    if (const Json::Object* members = json.if_object()) {
        Foreign foreign = Foreign::object();
        for (const auto& [name, value] : *members) foreign[name] = to_foreign(value);
        return foreign;
    }
    return Foreign();
}

constexpr char hex_digits[] = "0123456789abcdef";

void append_escaped(std::string& into, char letter) {
    constexpr std::string_view letters = "\"\\\b\f\n\r\t";
    constexpr std::string_view names = "\"\\bfnrt";
    into += '\\';
    const std::size_t index = letters.find(letter);
    if (index != std::string_view::npos) {
        into += names[index];
        return;
    }
    const auto code = static_cast<unsigned char>(letter);
    into += "u00";
    into += hex_digits[code >> 4U];
    into += hex_digits[code & 0xFU];
}

/// Straight into the text; a foreign tree first cost three times as much.
void append(std::string& into, const Json& json) {  // NOLINT(misc-no-recursion): as to_foreign
    if (const bool* yes = json.if_bool()) {
        into += *yes ? "true" : "false";
    } else if (const std::int64_t* number = json.if_integer()) {
        into += std::to_string(*number);
    } else if (json.is_number()) {
        into += Foreign(json.number()).dump();  // the shortest text that reads back the same
    } else if (const std::string* text = json.if_string()) {
        append_json_text(into, *text);
    } else if (const Json::Array* elements = json.if_array()) {
        const char* separator = "[";
        for (const Json& element : *elements) {
            into += std::exchange(separator, ",");
            append(into, element);
        }
        into += elements->empty() ? "[]" : "]";
    } else if (const Json::Object* members = json.if_object()) {
        const char* separator = "{";
        for (const auto& [name, value] : *members) {
            into += std::exchange(separator, ",");
            append_json_text(into, name);
            into += ':';
            append(into, value);
        }
        into += members->empty() ? "{}" : "}";
    } else {
        into += "null";
    }
}

Failure wrong_member(std::string_view name, std::string_view wanted) {
    return fail(ErrorKind::InvalidInput, format("member \"{}\": {} expected", name, wanted));
}

}  // namespace

// A tree copies and compares itself level by level, as deep as to_foreign and append go.
Json::Json(const Json&) = default;             // NOLINT(misc-no-recursion): depth bounded
Json& Json::operator=(const Json&) = default;  // NOLINT(misc-no-recursion): depth bounded

bool operator==(const Json& left, const Json& right) {  // NOLINT(misc-no-recursion): depth bounded
    return left.m_value == right.m_value;
}

Json::Json(std::uint64_t value) : m_value(static_cast<std::int64_t>(value)) {
    OTK_ASSERT(value <= static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()));
}

Json::Json(double value) : m_value(value) { OTK_ASSERT(std::isfinite(value)); }

Result<Json> Json::parse(std::string_view text, const JsonLimits& limits) {
    if (text.size() > limits.size_bytes_max) {
        return fail(ErrorKind::InvalidInput, format("larger than {} bytes", limits.size_bytes_max));
    }
    if (!is_utf8(text)) return fail(ErrorKind::InvalidInput, "not UTF-8");
    // The library takes a NUL for the end, and whatever stands behind it would go unread.
    if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos) {
        return fail(ErrorKind::InvalidInput, format("not JSON at {}", place_in(text, nul + 1)));
    }
    TreeBuilder builder(limits);
    const bool complete = Foreign::sax_parse(text, &builder);
    if (!complete || !builder.has_root()) {
        const std::string where =
            builder.error_at() ? format(" at {}", place_in(text, *builder.error_at())) : "";
        return fail(ErrorKind::InvalidInput, format("{}{}", builder.error(), where));
    }
    return builder.take_root();
}

std::string Json::dump() const {
    std::string text;
    append(text, *this);
    return text;
}

std::string Json::dump_pretty() const {
    return to_foreign(*this).dump(2, ' ', false, Foreign::error_handler_t::replace) + "\n";
}

void append_json_text(std::string& into, std::string_view text) {
    if (!is_utf8(text)) {
        into += Foreign(text).dump(-1, ' ', false, Foreign::error_handler_t::replace);
        return;
    }
    into += '"';
    std::size_t plain_from = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char letter = text[at];
        const bool control = static_cast<unsigned char>(letter) < 0x20;
        if (!control && letter != '"' && letter != '\\') continue;
        into += text.substr(plain_from, at - plain_from);
        append_escaped(into, letter);
        plain_from = at + 1;
    }
    into += text.substr(plain_from);
    into += '"';
}

double Json::number() const {
    if (const auto* whole = std::get_if<std::int64_t>(&m_value)) return static_cast<double>(*whole);
    if (const auto* real = std::get_if<double>(&m_value)) return *real;
    return 0;
}

const Json* Json::find(std::string_view name) const {
    const Object* members = if_object();
    if (members == nullptr) return nullptr;
    const auto found = std::find_if(members->begin(), members->end(),
        [name](const Member& member) { return member.first == name; });
    return found == members->end() ? nullptr : &found->second;
}

Result<std::string> Json::string_at(std::string_view name) const {
    const Json* value = find(name);
    if (value == nullptr || !value->is_string()) return wrong_member(name, "a text");
    return *value->if_string();
}

Result<std::int64_t> Json::integer_at(std::string_view name) const {
    const Json* value = find(name);
    if (value == nullptr || !value->is_integer()) return wrong_member(name, "a whole number");
    return *value->if_integer();
}

Result<bool> Json::bool_at(std::string_view name) const {
    const Json* value = find(name);
    if (value == nullptr || !value->is_bool()) return wrong_member(name, "true or false");
    return *value->if_bool();
}

Result<const Json::Array*> Json::array_at(std::string_view name) const {
    const Json* value = find(name);
    if (value == nullptr || !value->is_array()) return wrong_member(name, "an array");
    return value->if_array();
}

Result<const Json*> Json::object_at(std::string_view name) const {
    const Json* value = find(name);
    if (value == nullptr || !value->is_object()) return wrong_member(name, "an object");
    return value;
}

Json& Json::set(std::string name, Json value) {
    if (is_null()) m_value = Object{};
    auto* members = std::get_if<Object>(&m_value);
    OTK_ASSERT(members != nullptr);
    for (Member& member : *members) {
        if (member.first == name) {
            member.second = std::move(value);
            return *this;
        }
    }
    members->emplace_back(std::move(name), std::move(value));
    return *this;
}

void Json::push_back(Json value) {
    if (is_null()) m_value = Array{};
    auto* elements = std::get_if<Array>(&m_value);
    OTK_ASSERT(elements != nullptr);
    elements->push_back(std::move(value));
}

}  // namespace otk
