#include "kiosk/model/letter_case.h"

#include <algorithm>
#include <cstdint>

namespace otk::kiosk::model {
namespace {

bool continues(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

/// Unicode's simple upper case of U+0430–U+052F.
std::uint32_t cyrillic_capital(std::uint32_t letter) {
    if (letter >= 0x0430 && letter <= 0x044F) return letter - 0x20;
    if (letter >= 0x0450 && letter <= 0x045F) return letter - 0x50;
    if (letter == 0x04CF) return 0x04C0;
    // Pairs whose small letter is even lie between the two palochkas, odd ones all around.
    const bool is_even_pair = letter >= 0x04C1 && letter <= 0x04CE;
    const bool is_pair = is_even_pair || (letter >= 0x0460 && letter <= 0x0481) ||
                         (letter >= 0x048A && letter <= 0x04BF) ||
                         (letter >= 0x04D0 && letter <= 0x052F);
    if (is_pair && (letter % 2 == 0) == is_even_pair) return letter - 1;
    return letter;
}

}  // namespace

std::string capital_of(std::string_view letter) {
    if (letter.size() == 1 && letter[0] >= 'a' && letter[0] <= 'z') {
        return std::string(1, static_cast<char>(letter[0] - 'a' + 'A'));
    }
    if (letter.size() != 2 || !continues(letter[1])) return std::string(letter);
    const std::uint32_t code = (static_cast<std::uint32_t>(letter[0] & 0x1F) << 6U) |
                               static_cast<std::uint32_t>(letter[1] & 0x3F);
    const std::uint32_t capital = cyrillic_capital(code);
    return {static_cast<char>(0xC0U | (capital >> 6U)), static_cast<char>(0x80U | (capital & 0x3FU))};
}

std::string without_last_letter(std::string_view text) {
    if (text.empty()) return {};
    std::size_t end = text.size() - 1;
    while (end > 0 && continues(text[end])) --end;
    return std::string(text.substr(0, end));
}

std::size_t count_letters(std::string_view text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char byte) { return !continues(byte); }));
}

}  // namespace otk::kiosk::model
