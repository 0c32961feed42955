#pragma once

#include <algorithm>

#include "kiosk/look/look.h"

/// Lengths of the design in scaled millimetres. A length that several places share has its name
/// here.
namespace otk::kiosk::look::tokens {

/// A length of the page that gives way on a small panel: `least` where the short side has 130 mm
/// (10 inches across) or less, `most` from 260 mm (21.5 inches) on, evenly between.
inline float between(const Look& look, float least, float most) {
    const float short_side = std::min(look.width_mm(), look.height_mm());
    return least + (most - least) * std::clamp((short_side - 130) / 130, 0.0F, 1.0F);
}

/// From a page's content to the panel's edge.
inline float margin(const Look& look) {
    return between(look, 4, 8);
}
constexpr float gap = 4;  ///< between targets; never under 3
constexpr float gap_least = 3;
constexpr float target_least = 15;
constexpr float mark_least = 20;

/// What the keyboard's keys need. Twelve of 15 mm with 3 mm between them are 213 mm wide: on a
/// narrower panel they give way to 9 mm (48 dp, the least that Material Design asks of what is
/// touched) and 1 mm. A wrong letter is seen and erased; a wrong mark is not.
struct KeyboardLeast {
    float key;
    float gap;
};
inline KeyboardLeast keyboard_least(const Panel& panel) {
    constexpr float columns = 12;
    const bool is_wide =
        panel.width_mm >= columns * target_least + (columns - 1) * gap_least + 2 * gap;
    return is_wide ? KeyboardLeast{target_least, gap_least} : KeyboardLeast{9, 1};
}

constexpr float radius_tile = 6;
constexpr float radius_key = 4;
constexpr float radius_panel = 8;
constexpr float radius_toast = 5;
constexpr float radius_letter = 3;

constexpr float edge = 0.75F;
constexpr float edge_strong = 1.25F;
constexpr float edge_letter = 0.6F;
constexpr float edge_box = 1;

/// The ring around what the keypad stands on: a bright line and, around it, a dark one.
constexpr float ring_away = 0.8F;  ///< from the item's edge
constexpr float ring_line = 1.5F;  ///< each of the two

// CSS speaks of blur; the Gaussian's sigma is half of it.
constexpr float shadow_sigma = 3;
constexpr float shadow_down = 2;
constexpr float shadow_sigma_pressed = 0.75F;
constexpr float shadow_down_pressed = 0.5F;
constexpr float shadow_sigma_dialog = 6;
constexpr float shadow_down_dialog = 4;

constexpr float header = 38;
constexpr float header_large = 48;
constexpr float header_landscape = 30;
constexpr float header_landscape_large = 36;
constexpr float emblem = 21;
constexpr float emblem_large = 30;
inline float footer_above(const Look& look) {
    return between(look, 1.6F, 6);
}
inline float footer_key(const Look& look) {
    return between(look, 15.2F, 26);
}
inline float footer_below(const Look& look) {
    return between(look, 1.6F, 9);
}

constexpr float face_inset = 3.6F;  ///< from a capsule's edge to its face
constexpr float cell_height = 35;
constexpr float cell_face = 28.6F;
constexpr float row_height = 40;
constexpr float row_face = 34.2F;
constexpr float pipe_width = 20.2F;
constexpr float pipe_height = 104;
constexpr float capsule_wide_width = 78;
constexpr float capsule_wide_height = 132;

constexpr float tile_least = 22;
constexpr float tile_most = 52;
constexpr float box = 12;
constexpr float toast_height = 30;
constexpr float toast_key_width = 62;
constexpr float action_height = 26;
constexpr float next_height = 22;
constexpr float key_large_least = 21;  ///< one line of doubled words with its air

/// Half the width of one of five capsules in a row.
inline float capsule_radius(const Look& look) {
    if (look.is_landscape()) return capsule_wide_width / 2;
    return (look.width_mm() - 2 * margin(look) - 4 * gap) / 10;
}

/// What a pressed part shrinks to.
constexpr float press_scale = 0.97F;

}  // namespace otk::kiosk::look::tokens
