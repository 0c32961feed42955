#pragma once

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace otk::log {

/// A text that may be shown in a log. Writing the word is the author's promise that no answer, name,
/// address or fine time of a visitor is in it.
struct Shown {
    std::string_view text;
};

/// One named value of a log line. Made only from numbers, yes/no, errors and Shown texts: a plain
/// string (an answer, say) does not compile into a log.
class Field {
  public:
    template <std::integral Number>
    Field(std::string_view key, Number number) : m_key(key), m_value(std::to_string(number)) {}
    Field(std::string_view key, bool yes) : m_key(key), m_value(yes ? "yes" : "no") {}
    Field(std::string_view key, Shown shown) : m_key(key), m_value(shown.text) {}
    Field(std::string_view key, const Error& error) : m_key(key), m_value(error.context) {}

    std::string_view key() const { return m_key; }
    std::string_view value() const { return m_value; }

  private:
    std::string_view m_key;
    std::string m_value;
};

using Fields = std::initializer_list<Field>;

/// Each writes one line to standard error with journald's priority (`<6>message key=value`, see
/// sd-daemon(3)); control characters in values are escaped. Any thread; a line is one write.
void debug(std::string_view message, Fields fields = {});
void info(std::string_view message, Fields fields = {});
void warning(std::string_view message, Fields fields = {});
void error(std::string_view message, Fields fields = {});

}  // namespace otk::log
