#pragma once

#include <map>
#include <optional>

#include "core/base/result.h"
#include "core/config/config.h"
#include "kiosk/focus/key_role.h"

namespace otk::kiosk::shell {

/// Which key of a keypad or keyboard is for what, from the settings `kiosk.key_…`. Keys are known
/// by their place (USB HID usage numbers, which are SDL's scancodes), not by the letter on them:
/// whatever layout the display server has, the same key does the same.
class KeyMap {
  public:
    /// InvalidInput for a name that no key has, a key with two roles, and a role that nobody can do
    /// without and no key has.
    static Result<KeyMap> read(const config::Config& config);

    std::optional<focus::KeyRole> role_of(int scancode) const;

  private:
    std::map<int, focus::KeyRole> m_roles;
};

}  // namespace otk::kiosk::shell
