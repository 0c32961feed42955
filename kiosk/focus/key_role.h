#pragma once

namespace otk::kiosk::focus {

/// What a key of the keypad, or of a keyboard, is for. Five of them do everything (Previous, Next,
/// Activate, Back, Help); Above and Below are shorter ways for who has them, Louder and Quieter are
/// for speech and move nothing; HeadsetIn and HeadsetOut are no keys at all, but how a keypad with a
/// socket of its own tells that something was plugged in or pulled out.
enum class KeyRole {
    Previous,
    Next,
    Above,
    Below,
    Activate,
    Back,
    Help,
    Louder,
    Quieter,
    HeadsetIn,
    HeadsetOut,
};

/// A key that is held repeats its stroke by itself.
enum class Stroke { First, Repeated };

}  // namespace otk::kiosk::focus
