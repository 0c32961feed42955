#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/widgets/canvas.h"

namespace otk::kiosk::widgets {

enum class KeyStyle {
    Card,      ///< on a card's ground
    Quiet,     ///< an edge only
    Primary,   ///< filled; at most one a screen
    On,        ///< a view that is on
    Letter,    ///< of the keyboard
    Function,  ///< of the keyboard: shift, erase, space
};

struct Key {
    std::string id;
    std::string_view label;
    KeyStyle style = KeyStyle::Card;
    look::Type type = look::Type::Key;
    look::Type tight = look::Type::KeyTight;  ///< where the label is too long at `type`
    std::optional<look::Icon> icon = {};
    bool sign_only = false;  ///< the icon alone is drawn; the label is for machines and listeners
    std::optional<model::Intent> intent = {};
    Role role = Role::Button;
};

/// The width in which a key of that height says its words on one line, without its sign; its height
/// if it shows the sign only. Pixels.
float least_width_of(const Canvas& canvas, const Key& key, float height);

/// Whether a key of the keyboard with that place shows the letter at that step.
bool stands_in_letter_key(
    const Canvas& canvas, std::string_view letter, look::Type type, const Rect& place);

/// A key that stands alone.
void draw_key(const Canvas& canvas, const Rect& rect, const Key& key);

/// How keys that stand together say their words.
struct Saying {
    look::Type type;
    bool with_sign;
};
/// A key of keys that stand together is drawn as all of them are (kiosk/widgets/key_row.h).
void draw_key(const Canvas& canvas, const Rect& rect, const Key& key, const Saying& saying);
/// Whether the key's words stand so in that place on so many lines.
bool stands(const Canvas& canvas, const Key& key, const Rect& place, const Saying& saying,
    std::size_t lines_max);
/// The width in which a key of that height says its words so on one line; pixels.
float width_for(const Canvas& canvas, const Key& key, float height, const Saying& saying);

}  // namespace otk::kiosk::widgets
