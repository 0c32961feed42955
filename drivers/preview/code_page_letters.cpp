#include "drivers/preview/code_page_letters.h"

#include <string_view>
#include <vector>

#include "core/text/code_points.h"

namespace otk::preview {
namespace {

constexpr int cp437_number = 0;
constexpr int cp866_number = 17;

/// Bytes 0x80 to 0xFF, as the code page's chart prints them: sixteen a row.
constexpr std::string_view cp866_chart =
    "АБВГДЕЖЗИЙКЛМНОП"
    "РСТУФХЦЧШЩЪЫЬЭЮЯ"
    "абвгдежзийклмноп"
    "░▒▓│┤╡╢╖╕╣║╗╝╜╛┐"
    "└┴┬├─┼╞╟╚╔╩╦╠═╬╧"
    "╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀"
    "рстуфхцчшщъыьэюя"
    "ЁёЄєЇїЎў°∙·√№¤■\u00A0";

const std::vector<std::string>& cp866_letters() {
    static const std::vector<std::string> letters = [] {
        std::vector<std::string> split;
        for (const text::CodePoint& letter : text::code_points_of(cp866_chart)) {
            split.emplace_back(cp866_chart.substr(letter.begin, letter.end - letter.begin));
        }
        return split;
    }();
    return letters;
}

}  // namespace

std::optional<std::string> letter_of(int page_number, std::uint8_t byte) {
    const bool is_known = page_number == cp437_number || page_number == cp866_number;
    if (!is_known || byte < 0x20 || byte == 0x7F) return std::nullopt;
    if (byte < 0x80) return std::string(1, static_cast<char>(byte));
    if (page_number != cp866_number) return std::nullopt;
    return cp866_letters().at(byte - 0x80U);
}

}  // namespace otk::preview
