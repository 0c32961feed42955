#include "core/form/json_length.h"

namespace otk::form {
namespace {

std::size_t escaped_length(char c) {
    switch (c) {
        case '"':
        case '\\':
        case '\n':
        case '\r':
        case '\t':
        case '\b':
        case '\f': return 2;
        default: return static_cast<unsigned char>(c) < 0x20 ? 6 : 1;  // \u001f
    }
}

}  // namespace

std::size_t json_length(std::string_view text) {
    std::size_t length = 2;
    for (const char c : text) length += escaped_length(c);
    return length;
}

}  // namespace otk::form
