#include "kiosk/shell/key_map.h"

#include <array>
#include <charconv>
#include <string>
#include <string_view>

#include <SDL_scancode.h>

#include "core/base/format.h"
#include "kiosk/shell/key_names.h"

namespace otk::kiosk::shell {
namespace {

using focus::KeyRole;

struct Row {
    KeyRole role;
    std::string_view setting;
    bool must_be_there;
};

constexpr std::array rows{
    Row{KeyRole::Previous, "kiosk.key_previous", true},
    Row{KeyRole::Next, "kiosk.key_next", true},
    Row{KeyRole::Above, "kiosk.key_above", false},
    Row{KeyRole::Below, "kiosk.key_below", false},
    Row{KeyRole::Activate, "kiosk.key_activate", true},
    Row{KeyRole::Back, "kiosk.key_back", false},
    Row{KeyRole::Help, "kiosk.key_help", false},
    Row{KeyRole::Louder, "kiosk.key_louder", false},
    Row{KeyRole::Quieter, "kiosk.key_quieter", false},
    Row{KeyRole::HeadsetIn, "kiosk.key_headset_in", false},
    Row{KeyRole::HeadsetOut, "kiosk.key_headset_out", false},
};

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blank = " \t";
    const std::size_t begin = text.find_first_not_of(blank);
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(blank) - begin + 1);
}

/// "usb 104": how a keypad's manual names what no keyboard has.
std::optional<int> usage_number(std::string_view name) {
    constexpr std::string_view prefix = "usb ";
    if (!name.starts_with(prefix)) return std::nullopt;
    const std::string_view digits = trimmed(name.substr(prefix.size()));
    int number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    const bool is_number = error == std::errc() && end == digits.data() + digits.size();
    // 1 to 3 are a keyboard's own errors (USB HID Usage Tables, page 0x07).
    return is_number && number > 3 && number < SDL_NUM_SCANCODES ? std::optional(number)
                                                                 : std::nullopt;
}

Result<int> scancode_of(std::string_view setting, std::string_view name) {
    if (const std::optional<int> number = usage_number(name)) return *number;
    if (const std::optional<int> known = usage_named(name)) return *known;
    return fail(ErrorKind::InvalidInput,
        format("{}: \"{}\" is no key: give SDL's name (\"Right\", \"F1\", \"Keypad 6\") or the "
               "keypad's USB usage number (\"usb 104\")",
            setting, name));
}

}  // namespace

Result<KeyMap> KeyMap::read(const config::Config& config) {
    KeyMap map;
    for (const Row& row : rows) {
        std::string_view names = config.text(row.setting);
        if (trimmed(names).empty()) {
            if (!row.must_be_there) continue;
            return fail(ErrorKind::InvalidInput,
                format("{}: without such a key nothing can be done by keys", row.setting));
        }
        while (!names.empty()) {
            const std::string_view name = trimmed(names.substr(0, names.find(',')));
            names.remove_prefix(std::min(names.size(), names.find(',')));
            if (!names.empty()) names.remove_prefix(1);
            const int scancode = OTK_TRY(scancode_of(row.setting, name));
            if (!map.m_roles.emplace(scancode, row.role).second) {
                return fail(ErrorKind::InvalidInput,
                    format("{}: \"{}\" is named twice", row.setting, name));
            }
        }
    }
    return map;
}

std::optional<KeyRole> KeyMap::role_of(int scancode) const {
    const auto found = m_roles.find(scancode);
    return found != m_roles.end() ? std::optional(found->second) : std::nullopt;
}

}  // namespace otk::kiosk::shell
