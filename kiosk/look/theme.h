#pragma once

#include <array>
#include <cstdint>

namespace otk::kiosk::look {

enum class Theme { Light, Dark, HighContrast };
enum class TextSize { Normal, Large };

/// 0xRRGGBB.
using Color = std::uint32_t;

struct Shade {
    Color color;
    std::uint8_t alpha;
};

/// How one mark is coloured.
struct FaceColors {
    Color fill;
    Color tint;  ///< the disc under the digit
};

/// The colour tokens of a theme (paper, ink, one river blue).
struct Colors {
    Color paper1, paper2;  ///< background, top and bottom
    Color plinth;
    bool plinth_line;
    Color card, ink, ink2, line, primary, on_primary, primary_pressed, chosen, on_chosen_key;
    Color chosen_key;  ///< ground of a view key that is on
    Color press, on_press, digit;
    bool digit_tint;  ///< a tinted disc under the digit
    Color ring_inner, ring_outer;
    Color warn, bad, off;
    Shade scrim, shadow;
    Color face_ink;
    bool face_outline;  ///< the rim in ink instead of the fill
    std::array<FaceColors, 5> faces;
};

const Colors& colors_of(Theme theme);

/// WCAG 2 contrast ratio, 1 to 21.
double contrast(Color one, Color other);

/// What lies under `shade` as it shows through.
Color blend(Color ground, Shade shade);

}  // namespace otk::kiosk::look
