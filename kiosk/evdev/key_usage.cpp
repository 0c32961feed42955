#include "kiosk/evdev/key_usage.h"

#include <algorithm>
#include <array>
#include <iterator>

#include <linux/input.h>

namespace otk::kiosk::evdev {
namespace {

constexpr int first_usage = 4;
/// Kernel codes in the order of the HID Usage Tables 1.4, page 0x07, from usage 4 on.
constexpr std::array keys_by_usage{// 4: letters
    KEY_A, KEY_B, KEY_C, KEY_D, KEY_E, KEY_F, KEY_G, KEY_H, KEY_I, KEY_J, KEY_K, KEY_L, KEY_M,
    KEY_N, KEY_O, KEY_P, KEY_Q, KEY_R, KEY_S, KEY_T, KEY_U, KEY_V, KEY_W, KEY_X, KEY_Y, KEY_Z,
    // 30: digits
    KEY_1, KEY_2, KEY_3, KEY_4, KEY_5, KEY_6, KEY_7, KEY_8, KEY_9, KEY_0,
    // 40: what ends and parts; 50 is the key beside a European Enter
    KEY_ENTER, KEY_ESC, KEY_BACKSPACE, KEY_TAB, KEY_SPACE, KEY_MINUS, KEY_EQUAL, KEY_LEFTBRACE,
    KEY_RIGHTBRACE, KEY_BACKSLASH, KEY_RESERVED, KEY_SEMICOLON, KEY_APOSTROPHE, KEY_GRAVE,
    KEY_COMMA, KEY_DOT, KEY_SLASH, KEY_CAPSLOCK,
    // 58: functions
    KEY_F1, KEY_F2, KEY_F3, KEY_F4, KEY_F5, KEY_F6, KEY_F7, KEY_F8, KEY_F9, KEY_F10, KEY_F11,
    KEY_F12,
    // 70: the block above the arrows, and these
    KEY_SYSRQ, KEY_SCROLLLOCK, KEY_PAUSE, KEY_INSERT, KEY_HOME, KEY_PAGEUP, KEY_DELETE, KEY_END,
    KEY_PAGEDOWN, KEY_RIGHT, KEY_LEFT, KEY_DOWN, KEY_UP,
    // 83: the number block
    KEY_NUMLOCK, KEY_KPSLASH, KEY_KPASTERISK, KEY_KPMINUS, KEY_KPPLUS, KEY_KPENTER, KEY_KP1,
    KEY_KP2, KEY_KP3, KEY_KP4, KEY_KP5, KEY_KP6, KEY_KP7, KEY_KP8, KEY_KP9, KEY_KP0, KEY_KPDOT,
    // 100: the key beside a European shift, and on to the keys that only keypads have
    KEY_102ND, KEY_COMPOSE, KEY_POWER, KEY_KPEQUAL, KEY_F13, KEY_F14, KEY_F15, KEY_F16, KEY_F17,
    KEY_F18, KEY_F19, KEY_F20, KEY_F21, KEY_F22, KEY_F23, KEY_F24, KEY_OPEN, KEY_HELP, KEY_PROPS,
    KEY_FRONT, KEY_STOP, KEY_AGAIN, KEY_UNDO, KEY_CUT, KEY_COPY, KEY_PASTE, KEY_FIND, KEY_MUTE,
    KEY_VOLUMEUP, KEY_VOLUMEDOWN};
static_assert(first_usage + keys_by_usage.size() == 130, "129 is the key that makes it quieter");

}  // namespace

std::optional<int> usage_of(int key_code) {
    if (key_code == KEY_RESERVED) return std::nullopt;
    const auto found = std::find(keys_by_usage.begin(), keys_by_usage.end(), key_code);
    if (found == keys_by_usage.end()) return std::nullopt;
    return first_usage + static_cast<int>(std::distance(keys_by_usage.begin(), found));
}

}  // namespace otk::kiosk::evdev
