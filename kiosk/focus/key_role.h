#pragma once

namespace otk::kiosk::focus {

/// What a key of the keypad, or of a keyboard, is for. Five of them do everything (Previous, Next,
/// Activate, Back, Help); Above and Below are shorter ways for who has them, Louder and Quieter are
/// for speech and move nothing.
enum class KeyRole { Previous, Next, Above, Below, Activate, Back, Help, Louder, Quieter };

/// A key that is held repeats its stroke by itself.
enum class Stroke { First, Repeated };

}  // namespace otk::kiosk::focus
