#include "drivers/printer/code_page.h"

#include <array>

#include "core/base/assert.h"

namespace otk::printer {
namespace {

struct Run {
    char32_t first;
    char32_t last;
    std::uint8_t byte;  ///< of the first
};

// IBM code page 866 without its frame pieces, which a slip never needs.
constexpr std::array cp866{
    Run{U' ', U'~', 0x20},
    Run{U'А', U'Я', 0x80},
    Run{U'а', U'п', 0xA0},
    Run{U'р', U'я', 0xE0},
    Run{U'Ё', U'Ё', 0xF0},
    Run{U'ё', U'ё', 0xF1},
    Run{U'Є', U'Є', 0xF2},
    Run{U'є', U'є', 0xF3},
    Run{U'Ї', U'Ї', 0xF4},
    Run{U'ї', U'ї', 0xF5},
    Run{U'Ў', U'Ў', 0xF6},
    Run{U'ў', U'ў', 0xF7},
    Run{U'°', U'°', 0xF8},
    Run{U'∙', U'∙', 0xF9},
    Run{U'·', U'·', 0xFA},
    Run{U'√', U'√', 0xFB},
    Run{U'№', U'№', 0xFC},
    Run{U'¤', U'¤', 0xFD},
    Run{U'\u00A0', U'\u00A0', 0x20},
};

}  // namespace

std::optional<std::uint8_t> byte_of(CodePage page, char32_t letter) {
    switch (page) {
        case CodePage::Cp866:
            for (const Run& run : cp866) {
                if (letter < run.first || letter > run.last) continue;
                return static_cast<std::uint8_t>(run.byte + (letter - run.first));
            }
            return std::nullopt;
    }
    OTK_UNREACHABLE();
}

}  // namespace otk::printer
