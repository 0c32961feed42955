#include "core/base/bytes.h"

#include <cstring>

namespace otk {
namespace {

int digit_of(char letter) {
    if (letter >= '0' && letter <= '9') return letter - '0';
    if (letter >= 'a' && letter <= 'f') return letter - 'a' + 10;
    if (letter >= 'A' && letter <= 'F') return letter - 'A' + 10;
    return -1;
}

/// Length of the sequence that a lead byte opens, 0 if it opens none.
std::size_t sequence_length(std::uint8_t lead) {
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead <= 0xDF) return 2;
    if (lead >= 0xE0 && lead <= 0xEF) return 3;
    if (lead >= 0xF0 && lead <= 0xF4) return 4;
    return 0;
}

/// The second byte carries the bounds against overlong forms, surrogates and > U+10FFFF
/// (Unicode 15, table 3-7).
bool second_byte_allowed(std::uint8_t lead, std::uint8_t second) {
    switch (lead) {
        case 0xE0:
            return second >= 0xA0 && second <= 0xBF;
        case 0xED:
            return second >= 0x80 && second <= 0x9F;
        case 0xF0:
            return second >= 0x90 && second <= 0xBF;
        case 0xF4:
            return second >= 0x80 && second <= 0x8F;
        default:
            return second >= 0x80 && second <= 0xBF;
    }
}

/// Of the words of eight bytes that it begins with and that are ASCII: names, numbers and JSON's own
/// letters, of which most texts have nothing else.
std::size_t ascii_length(std::string_view text) {
    std::uint64_t word = 0;
    std::size_t at = 0;
    for (; at + sizeof word <= text.size(); at += sizeof word) {
        std::memcpy(&word, text.data() + at, sizeof word);
        if ((word & 0x8080808080808080U) != 0) break;
    }
    return at;
}

}  // namespace

ByteView bytes_of(std::string_view text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

std::string_view text_of(ByteView bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::string to_hex(ByteView bytes) {
    static constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const std::uint8_t byte : bytes) {
        text.push_back(digits[byte >> 4U]);
        text.push_back(digits[byte & 15U]);
    }
    return text;
}

Result<Bytes> from_hex(std::string_view text) {
    if (text.size() % 2 != 0) {
        return fail(ErrorKind::InvalidInput, "hexadecimal text of odd length");
    }
    Bytes bytes;
    bytes.reserve(text.size() / 2);
    for (std::size_t index = 0; index < text.size(); index += 2) {
        const int high = digit_of(text[index]);
        const int low = digit_of(text[index + 1]);
        if (high < 0 || low < 0) {
            return fail(ErrorKind::InvalidInput, "not a hexadecimal text");
        }
        bytes.push_back(static_cast<std::uint8_t>(high * 16 + low));
    }
    return bytes;
}

bool is_utf8(std::string_view text) {
    const ByteView bytes = bytes_of(text);
    for (std::size_t at = ascii_length(text); at < bytes.size();) {
        const std::size_t length = sequence_length(bytes[at]);
        if (length == 0 || at + length > bytes.size()) return false;
        if (length > 1 && !second_byte_allowed(bytes[at], bytes[at + 1])) return false;
        for (std::size_t next = 2; next < length; ++next) {
            if ((bytes[at + next] & 0xC0U) != 0x80U) return false;
        }
        at += length;
    }
    return true;
}

}  // namespace otk
