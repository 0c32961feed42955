#include "drivers/printer/code_page.h"

#include <algorithm>
#include <array>

#include "core/base/assert.h"

namespace otk::printer {
namespace {

struct Entry {
    char32_t letter;
    std::uint8_t byte;
};

/// The upper half of a code page, sorted by letter.
using Page = std::array<Entry, 128>;

/// From a chart of sixteen rows' upper half: bytes 0x80 to 0xFF in order, U+FFFD for one that the
/// page leaves empty.
constexpr Page page_of(const char32_t (&chart)[129]) {
    Page page{};
    for (std::size_t index = 0; index < page.size(); ++index) {
        page[index] = {chart[index], static_cast<std::uint8_t>(0x80 + index)};
    }
    std::sort(page.begin(), page.end(),
        [](const Entry& left, const Entry& right) { return left.letter < right.letter; });
    return page;
}

// The charts of unicode.org/Public/MAPPINGS/VENDORS (MICSFT/PC, MICSFT/WINDOWS); CP858 is CP850
// with € in the place of ı.
constexpr Page cp437 = page_of(
    U"ÇüéâäàåçêëèïîìÄÅ"
    U"ÉæÆôöòûùÿÖÜ¢£¥₧ƒ"
    U"áíóúñÑªº¿⌐¬½¼¡«»"
    U"░▒▓│┤╡╢╖╕╣║╗╝╜╛┐"
    U"└┴┬├─┼╞╟╚╔╩╦╠═╬╧"
    U"╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀"
    U"αßΓπΣσµτΦΘΩδ∞φε∩"
    U"≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00A0");
constexpr Page cp858 = page_of(
    U"ÇüéâäàåçêëèïîìÄÅ"
    U"ÉæÆôöòûùÿÖÜø£Ø×ƒ"
    U"áíóúñÑªº¿®¬½¼¡«»"
    U"░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐"
    U"└┴┬├─┼ãÃ╚╔╩╦╠═╬¤"
    U"ðÐÊËÈ€ÍÎÏ┘┌█▄¦Ì▀"
    U"ÓßÔÒõÕµþÞÚÛÙýÝ¯´"
    U"\u00AD±‗¾¶§÷¸°¨·¹³²■\u00A0");
constexpr Page cp866 = page_of(
    U"АБВГДЕЖЗИЙКЛМНОП"
    U"РСТУФХЦЧШЩЪЫЬЭЮЯ"
    U"абвгдежзийклмноп"
    U"░▒▓│┤╡╢╖╕╣║╗╝╜╛┐"
    U"└┴┬├─┼╞╟╚╔╩╦╠═╬╧"
    U"╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀"
    U"рстуфхцчшщъыьэюя"
    U"ЁёЄєЇїЎў°∙·√№¤■\u00A0");
constexpr Page cp1251 = page_of(
    U"ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏ"
    U"ђ‘’“”•–—\uFFFD™љ›њќћџ"
    U"\u00A0ЎўЈ¤Ґ¦§Ё©Є«¬\u00AD®Ї"
    U"°±Ііґµ¶·ё№є»јЅѕї"
    U"АБВГДЕЖЗИЙКЛМНОП"
    U"РСТУФХЦЧШЩЪЫЬЭЮЯ"
    U"абвгдежзийклмноп"
    U"рстуфхцчшщъыьэюя");
constexpr Page cp1252 = page_of(
    U"€\uFFFD‚ƒ„…†‡ˆ‰Š‹Œ\uFFFDŽ\uFFFD"
    U"\uFFFD‘’“”•–—˜™š›œ\uFFFDžŸ"
    U"\u00A0¡¢£¤¥¦§¨©ª«¬\u00AD®¯"
    U"°±²³´µ¶·¸¹º»¼½¾¿"
    U"ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏ"
    U"ÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞß"
    U"àáâãäåæçèéêëìíîï"
    U"ðñòóôõö÷øùúûüýþÿ");

const Page& chart_of(CodePage page) {
    switch (page) {
        case CodePage::Cp437:
            return cp437;
        case CodePage::Cp858:
            return cp858;
        case CodePage::Cp866:
            return cp866;
        case CodePage::Cp1251:
            return cp1251;
        case CodePage::Cp1252:
            return cp1252;
    }
    OTK_UNREACHABLE();
}

constexpr char32_t no_letter = U'\uFFFD';
constexpr char32_t no_break_space = U'\u00A0';

}  // namespace

std::string_view name_of(CodePage page) {
    switch (page) {
        case CodePage::Cp437:
            return "CP437";
        case CodePage::Cp858:
            return "CP858";
        case CodePage::Cp866:
            return "CP866";
        case CodePage::Cp1251:
            return "CP1251";
        case CodePage::Cp1252:
            return "CP1252";
    }
    OTK_UNREACHABLE();
}

std::optional<std::uint8_t> byte_of(CodePage page, char32_t letter) {
    if (letter < 0x80) {
        if (letter < 0x20 || letter == 0x7F) return std::nullopt;
        return static_cast<std::uint8_t>(letter);
    }
    if (letter == no_break_space) return std::uint8_t{0x20};
    if (letter == no_letter) return std::nullopt;
    const Page& chart = chart_of(page);
    const auto found = std::lower_bound(chart.begin(), chart.end(), letter,
        [](const Entry& entry, char32_t wanted) { return entry.letter < wanted; });
    if (found == chart.end() || found->letter != letter) return std::nullopt;
    return found->byte;
}

}  // namespace otk::printer
