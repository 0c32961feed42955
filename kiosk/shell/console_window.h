#pragma once

#include <memory>

#include "kiosk/shell/window.h"

namespace otk::kiosk::shell {

/// The panel itself, by the kernel's mode setting, with fingers and keys from the kernel's devices:
/// no X, no Wayland, no window of SDL's. NotFound, Permission, Unavailable: no card, no panel, or
/// they may not be opened. Conflict: another program has the display.
Result<std::unique_ptr<Window>> open_console_window(const WindowOptions& options);

}  // namespace otk::kiosk::shell
