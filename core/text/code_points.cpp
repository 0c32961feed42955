#include "core/text/code_points.h"

#include <algorithm>

#include "core/base/bytes.h"

namespace otk::text {
namespace {

constexpr char32_t replacement = 0xFFFD;

std::size_t length_by_lead(unsigned char lead) {
    if (lead < 0x80) return 1;
    if (lead < 0xE0) return 2;
    if (lead < 0xF0) return 3;
    return 4;
}

char32_t decoded(std::string_view bytes) {
    const auto lead = static_cast<unsigned char>(bytes.front());
    if (bytes.size() == 1) return lead;
    // A lead byte of n bytes carries 7 - n bits, each further byte six.
    char32_t value = lead & (0xFFU >> (bytes.size() + 1));
    for (const char byte : bytes.substr(1)) {
        value = (value << 6U) | (static_cast<unsigned char>(byte) & 0x3FU);
    }
    return value;
}

}  // namespace

std::vector<CodePoint> code_points_of(std::string_view text) {
    std::vector<CodePoint> letters;
    letters.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length =
            std::min(length_by_lead(static_cast<unsigned char>(text[at])), text.size() - at);
        const std::string_view bytes = text.substr(at, length);
        if (is_utf8(bytes)) {
            letters.push_back({decoded(bytes), at, at + length});
            at += length;
        } else {
            letters.push_back({replacement, at, at + 1});
            ++at;
        }
    }
    return letters;
}

char32_t folded(char32_t letter) {
    if (letter >= U'A' && letter <= U'Z') return letter + 32;
    if (letter >= U'А' && letter <= U'Я') return letter + 32;
    if (letter == U'Ё' || letter == U'ё') return U'е';
    return letter;
}

bool is_digit(char32_t letter) {
    return letter >= U'0' && letter <= U'9';
}

bool is_latin(char32_t letter) {
    return (letter >= U'a' && letter <= U'z') || (letter >= U'A' && letter <= U'Z');
}

bool is_cyrillic(char32_t letter) {
    return letter >= 0x0400 && letter <= 0x04FF;
}

bool is_blank(char32_t letter) {
    return letter == U' ' || letter == U'\t' || letter == 0x00A0 || letter == 0x2007 ||
           letter == 0x2009 || letter == 0x202F;
}

}  // namespace otk::text
