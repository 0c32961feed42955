#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace otk {

/// Reads one JSON text (RFC 8259) value by value, in order, without a tree: for small texts of a
/// known shape that come by the million. The caller asks for what must come next; anything else is
/// InvalidInput, and so is everything that Json::parse refuses, except that repeated names are the
/// caller's to refuse. Errors never hold the text, which must outlive the reader and be UTF-8.
class JsonReader {
  public:
    explicit JsonReader(std::string_view text) : m_text(text) {}

    Result<void> begin_object();
    /// The next member's name into `name` (its value comes next), or false at the object's end.
    Result<bool> next_member(std::string& name);
    Result<void> begin_array();
    /// True if an element comes next, false at the array's end.
    Result<bool> next_element();

    Result<std::string> text();
    Result<std::int64_t> integer();
    Result<bool> boolean();

    /// Nothing but white space may follow.
    Result<void> end();

  private:
    void skip_space();
    bool take(char letter);
    Result<bool> next(char closing);
    Result<void> read_text(std::string& into);
    Result<void> read_escape(std::string& into);
    Result<std::uint32_t> read_hex4();

    std::string_view m_text;
    std::size_t m_at = 0;
    bool m_first = false;  ///< the innermost object or array has no member yet
};

}  // namespace otk
