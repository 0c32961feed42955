#pragma once

#include <optional>
#include <span>
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

/// The first of the steps at which every label stands on one line beside its sign in a key of that
/// size, so that neighbours share it; the last one if it is none of them.
look::Type common_step(const Canvas& canvas, std::span<const Key> keys, float width, float height,
    std::span<const look::Type> steps);

void draw_key(const Canvas& canvas, const Rect& rect, const Key& key);

}  // namespace otk::kiosk::widgets
