#include "drivers/preview/code_page_letters.h"

#include <map>
#include <string_view>
#include <vector>

#include "core/text/code_points.h"

namespace otk::preview {
namespace {

struct Chart {
    std::string_view page;
    /// Bytes 0x80 to 0xFF as the code page's chart prints them, sixteen a row; U+FFFD where it is
    /// empty.
    std::string_view letters;
};

constexpr Chart charts[]{{"CP437",
                             "ÇüéâäàåçêëèïîìÄÅ"
                             "ÉæÆôöòûùÿÖÜ¢£¥₧ƒ"
                             "áíóúñÑªº¿⌐¬½¼¡«»"
                             "░▒▓│┤╡╢╖╕╣║╗╝╜╛┐"
                             "└┴┬├─┼╞╟╚╔╩╦╠═╬╧"
                             "╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀"
                             "αßΓπΣσµτΦΘΩδ∞φε∩"
                             "≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00A0"},
    {"CP858",
        "ÇüéâäàåçêëèïîìÄÅ"
        "ÉæÆôöòûùÿÖÜø£Ø×ƒ"
        "áíóúñÑªº¿®¬½¼¡«»"
        "░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐"
        "└┴┬├─┼ãÃ╚╔╩╦╠═╬¤"
        "ðÐÊËÈ€ÍÎÏ┘┌█▄¦Ì▀"
        "ÓßÔÒõÕµþÞÚÛÙýÝ¯´"
        "\u00AD±‗¾¶§÷¸°¨·¹³²■\u00A0"},
    {"CP866",
        "АБВГДЕЖЗИЙКЛМНОП"
        "РСТУФХЦЧШЩЪЫЬЭЮЯ"
        "абвгдежзийклмноп"
        "░▒▓│┤╡╢╖╕╣║╗╝╜╛┐"
        "└┴┬├─┼╞╟╚╔╩╦╠═╬╧"
        "╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀"
        "рстуфхцчшщъыьэюя"
        "ЁёЄєЇїЎў°∙·√№¤■\u00A0"},
    {"CP1251",
        "ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏ"
        "ђ‘’“”•–—\uFFFD™љ›њќћџ"
        "\u00A0ЎўЈ¤Ґ¦§Ё©Є«¬\u00AD®Ї"
        "°±Ііґµ¶·ё№є»јЅѕї"
        "АБВГДЕЖЗИЙКЛМНОП"
        "РСТУФХЦЧШЩЪЫЬЭЮЯ"
        "абвгдежзийклмноп"
        "рстуфхцчшщъыьэюя"},
    {"CP1252",
        "€\uFFFD‚ƒ„…†‡ˆ‰Š‹Œ\uFFFDŽ\uFFFD"
        "\uFFFD‘’“”•–—˜™š›œ\uFFFDžŸ"
        "\u00A0¡¢£¤¥¦§¨©ª«¬\u00AD®¯"
        "°±²³´µ¶·¸¹º»¼½¾¿"
        "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏ"
        "ÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞß"
        "àáâãäåæçèéêëìíîï"
        "ðñòóôõö÷øùúûüýþÿ"}};

constexpr std::string_view no_letter = "\uFFFD";

using Letters = std::vector<std::string>;

/// Page → its upper half, split into letters once.
const std::map<std::string_view, Letters>& pages() {
    static const std::map<std::string_view, Letters> split = [] {
        std::map<std::string_view, Letters> made;
        for (const Chart& chart : charts) {
            for (const text::CodePoint& letter : text::code_points_of(chart.letters)) {
                made[chart.page].emplace_back(
                    chart.letters.substr(letter.begin, letter.end - letter.begin));
            }
        }
        return made;
    }();
    return split;
}

}  // namespace

std::optional<std::string> letter_of(std::string_view page, std::uint8_t byte) {
    if (byte < 0x20 || byte == 0x7F) return std::nullopt;
    if (byte < 0x80) return std::string(1, static_cast<char>(byte));
    const auto found = pages().find(page);
    if (found == pages().end()) return std::nullopt;
    const std::string& letter = found->second.at(byte - 0x80U);
    if (letter == no_letter) return std::nullopt;
    return letter;
}

}  // namespace otk::preview
