#pragma once

#include <memory>

#include "kiosk/kms/plug_watch.h"
#include "kiosk/shell/console_input.h"
#include "kiosk/shell/kms_presenter.h"
#include "kiosk/shell/window.h"

namespace otk::kiosk::shell {

/// The panel itself, by the kernel's mode setting, with fingers and keys from the kernel's devices:
/// no X, no Wayland, no window of SDL's. While another program has the display it has fingers and
/// keys as well. NotFound, Permission, Unavailable: no card, no panel, or
/// they may not be opened. Conflict: another program has the display.
Result<std::unique_ptr<Window>> open_console_window(const WindowOptions& options);

/// The same of these parts, whatever card and devices they stand on.
std::unique_ptr<Window> make_console_window(const WindowOptions& options,
    std::unique_ptr<KmsPresenter> presenter, std::unique_ptr<ConsoleInput> input,
    std::unique_ptr<kms::PlugWatch> plugs);

}  // namespace otk::kiosk::shell
