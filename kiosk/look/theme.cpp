#include "kiosk/look/theme.h"

#include <algorithm>
#include <cmath>

#include "core/base/assert.h"

namespace otk::kiosk::look {
namespace {

constexpr std::array<FaceColors, 5> light_faces{{
    {0xD6453B, 0xFBE3E0},
    {0xF08A3C, 0xFDE8D6},
    {0xFBD24E, 0xFEF3CF},
    {0x7CC68D, 0xDFF1E3},
    {0x269C8F, 0xD6EFEC},
}};

// On dark grounds: lighter fills without an outline, no tint.
constexpr std::array<FaceColors, 5> dark_faces{{
    {0xFF8A80, 0},
    {0xFFB36B, 0},
    {0xFFE27A, 0},
    {0xA8E6B4, 0},
    {0x5FD9C9, 0},
}};

constexpr Colors light{
    .paper1 = 0xFBF9F4, .paper2 = 0xF1ECE0, .plinth = 0xE9E2D2, .plinth_line = false,
    .card = 0xFFFFFF, .ink = 0x12222B, .ink2 = 0x1F3039, .line = 0x5F6F76,
    .primary = 0x0A4454, .on_primary = 0xFFFFFF, .primary_pressed = 0x06303C,
    .chosen = 0xDCECEC, .on_chosen_key = 0x12222B, .chosen_key = 0xDCECEC,
    .press = 0xCFE2E2, .on_press = 0x12222B, .digit = 0x12222B, .digit_tint = true,
    .ring_inner = 0xFFD400, .ring_outer = 0x12222B,
    .warn = 0xFFE9A8, .bad = 0x8A1A10, .off = 0x5A696F,
    .scrim = {0x0C181E, 184}, .shadow = {0x261F10, 51},
    .face_ink = 0x12222B, .face_outline = true, .faces = light_faces,
};

constexpr Colors dark{
    .paper1 = 0x14242C, .paper2 = 0x0D1A20, .plinth = 0x0A1418, .plinth_line = false,
    .card = 0x20343D, .ink = 0xF7F4EC, .ink2 = 0xE9E5DA, .line = 0x8FA3AB,
    .primary = 0xBFE6EA, .on_primary = 0x0D1A20, .primary_pressed = 0x8FC8CE,
    .chosen = 0x163F4B, .on_chosen_key = 0xF7F4EC, .chosen_key = 0x163F4B,
    .press = 0x0A2A33, .on_press = 0xF7F4EC, .digit = 0xF7F4EC, .digit_tint = false,
    .ring_inner = 0xFFD400, .ring_outer = 0x000000,
    .warn = 0x433605, .bad = 0xFFB4A8, .off = 0x93A5AC,
    .scrim = {0x000000, 204}, .shadow = {0x000000, 128},
    .face_ink = 0x0A1215, .face_outline = false, .faces = dark_faces,
};

constexpr Colors high_contrast{
    .paper1 = 0x000000, .paper2 = 0x000000, .plinth = 0x000000, .plinth_line = true,
    .card = 0x000000, .ink = 0xFFFFFF, .ink2 = 0xFFFFFF, .line = 0xFFFFFF,
    .primary = 0xFFE500, .on_primary = 0x000000, .primary_pressed = 0xFFFFFF,
    .chosen = 0x2B2600, .on_chosen_key = 0x000000, .chosen_key = 0xFFE500,
    .press = 0xFFE500, .on_press = 0x000000, .digit = 0xFFE500, .digit_tint = false,
    .ring_inner = 0x000000, .ring_outer = 0x00E5FF,
    .warn = 0x000000, .bad = 0xFFFFFF, .off = 0xAAAAAA,
    .scrim = {0x000000, 235}, .shadow = {0x000000, 0},
    .face_ink = 0x0A1215, .face_outline = false, .faces = dark_faces,
};

double channel(Color color, unsigned shift) {
    const double value = static_cast<double>((color >> shift) & 0xFFU) / 255.0;
    return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(Color color) {
    return 0.2126 * channel(color, 16) + 0.7152 * channel(color, 8) + 0.0722 * channel(color, 0);
}

}  // namespace

const Colors& colors_of(Theme theme) {
    switch (theme) {
        case Theme::Light:
            return light;
        case Theme::Dark:
            return dark;
        case Theme::HighContrast:
            return high_contrast;
    }
    OTK_UNREACHABLE();
}

double contrast(Color one, Color other) {
    const double a = luminance(one);
    const double b = luminance(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

Color blend(Color ground, Shade shade) {
    Color mixed = 0;
    for (const unsigned shift : {0U, 8U, 16U}) {
        const unsigned under = (ground >> shift) & 0xFFU;
        const unsigned over = (shade.color >> shift) & 0xFFU;
        mixed |= ((under * (255U - shade.alpha) + over * shade.alpha + 127U) / 255U) << shift;
    }
    return mixed;
}

}  // namespace otk::kiosk::look
