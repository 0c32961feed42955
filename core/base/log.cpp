#include "core/base/log.h"

#include <unistd.h>

#include <cstdlib>

#include "core/base/format.h"

namespace otk::log {
namespace {

void append_escaped(std::string& line, std::string_view value) {
    for (const char letter : value) {
        const auto code = static_cast<unsigned char>(letter);
        if (code < 0x20 || code == 0x7F) {
            line += format("\\x{:02x}", static_cast<unsigned>(code));
        } else {
            line.push_back(letter);
        }
    }
}

void write_line(int priority, std::string_view message, Fields fields) {
    std::string line = format("<{}>", priority);
    append_escaped(line, message);
    for (const Field& field : fields) {
        line.append(" ").append(field.key()).append("=");
        append_escaped(line, field.value());
    }
    line.push_back('\n');
    // A log that cannot be written has nobody left to be told: the result is dropped knowingly.
    const ssize_t written = ::write(STDERR_FILENO, line.data(), line.size());
    static_cast<void>(written);
}

}  // namespace

void debug(std::string_view message, Fields fields) {
    static const bool wanted = std::getenv("OTKLIK_DEBUG") != nullptr;
    if (wanted) write_line(7, message, fields);
}

void info(std::string_view message, Fields fields) { write_line(6, message, fields); }

void warning(std::string_view message, Fields fields) { write_line(4, message, fields); }

void error(std::string_view message, Fields fields) { write_line(3, message, fields); }

}  // namespace otk::log
