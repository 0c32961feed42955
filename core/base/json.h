#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/base/result.h"

namespace otk {

struct JsonLimits {
    std::size_t size_bytes_max = 1U << 20U;
    std::size_t depth_max = 32;
    std::size_t members_max = 4096;  ///< of one object: finding a member is linear
};

/// A JSON value (RFC 8259). Objects keep the order in which members were put; parsing refuses a
/// repeated name, invalid UTF-8 and a number that fits neither int64 nor a finite double.
/// A plain value type: copying copies the tree.
class Json {
  public:
    using Array = std::vector<Json>;
    using Member = std::pair<std::string, Json>;
    using Object = std::vector<Member>;

    Json() = default;  ///< null
    Json(const Json&);
    Json(Json&&) noexcept = default;
    Json& operator=(const Json&);
    Json& operator=(Json&&) noexcept = default;
    ~Json() = default;
    // Implicit on purpose: `json.set("a", 1)` is what this type is for.
    // NOLINTBEGIN(google-explicit-constructor)
    Json(bool value) : m_value(value) {}
    Json(int value) : m_value(static_cast<std::int64_t>(value)) {}
    Json(std::int64_t value) : m_value(value) {}
    Json(std::uint64_t value);  ///< asserts that it fits int64
    Json(double value);         ///< asserts that it is finite
    Json(const char* value) : m_value(std::string(value)) {}
    Json(std::string value) : m_value(std::move(value)) {}
    Json(std::string_view value) : m_value(std::string(value)) {}
    Json(Array value) : m_value(std::move(value)) {}
    Json(Object value) : m_value(std::move(value)) {}
    // NOLINTEND(google-explicit-constructor)

    static Json array() { return Json(Array{}); }
    static Json object() { return Json(Object{}); }

    /// Errors name line and column, never the text.
    static Result<Json> parse(std::string_view text, const JsonLimits& limits = {});

    /// One line, no spaces.
    std::string dump() const;
    /// Two spaces of indent, for people and for files under version control.
    std::string dump_pretty() const;

    bool is_null() const { return std::holds_alternative<std::monostate>(m_value); }
    bool is_object() const { return std::holds_alternative<Object>(m_value); }
    bool is_array() const { return std::holds_alternative<Array>(m_value); }
    bool is_string() const { return std::holds_alternative<std::string>(m_value); }
    bool is_bool() const { return std::holds_alternative<bool>(m_value); }
    bool is_integer() const { return std::holds_alternative<std::int64_t>(m_value); }
    bool is_number() const { return is_integer() || std::holds_alternative<double>(m_value); }

    /// Null pointers where the value is of another kind.
    const Array* if_array() const { return std::get_if<Array>(&m_value); }
    Array* if_array() { return std::get_if<Array>(&m_value); }
    const Object* if_object() const { return std::get_if<Object>(&m_value); }
    const std::string* if_string() const { return std::get_if<std::string>(&m_value); }
    const bool* if_bool() const { return std::get_if<bool>(&m_value); }
    const std::int64_t* if_integer() const { return std::get_if<std::int64_t>(&m_value); }

    /// The number as a double; 0 for every other kind: ask is_number first.
    double number() const;

    /// The member's value, or null pointer (also when this is no object). O(members).
    const Json* find(std::string_view name) const;

    /// Members that must be there and be of that kind; the error names the member.
    Result<std::string> string_at(std::string_view name) const;
    Result<std::int64_t> integer_at(std::string_view name) const;
    Result<bool> bool_at(std::string_view name) const;
    Result<const Array*> array_at(std::string_view name) const;
    Result<const Json*> object_at(std::string_view name) const;

    /// Adds or replaces a member; asserts that this is an object (null becomes one).
    Json& set(std::string name, Json value);
    /// Appends; asserts that this is an array (null becomes one).
    void push_back(Json value);

    friend bool operator==(const Json& left, const Json& right);

  private:
    std::variant<std::monostate, bool, std::int64_t, double, std::string, Array, Object> m_value;
};

/// Appends a text as a JSON string, quotation marks included, as Json::dump writes it; bytes that
/// are not UTF-8 become U+FFFD.
void append_json_text(std::string& into, std::string_view text);

}  // namespace otk
