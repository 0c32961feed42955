#pragma once

#include <memory>

#include "core/base/file.h"
#include "core/base/result.h"

namespace otk::kiosk::shell {

/// The lamp behind the panel. May wait for the hardware: never on the drawing thread.
class Backlight {
  public:
    Backlight() = default;
    Backlight(const Backlight&) = delete;
    Backlight& operator=(const Backlight&) = delete;
    virtual ~Backlight() = default;

    /// Percent of its full light, 1 to 100.
    virtual Result<void> shine(int percent) = 0;
};

/// A panel whose driver has a file for its lamp (Documentation/ABI/stable/sysfs-class-backlight of
/// the Linux kernel): the first below `folder`. NotFound without one, Permission where the file may
/// not be written (the udev rule in systemd/60-otklik-display.rules gives it to group video).
Result<std::unique_ptr<Backlight>> find_backlight(const Path& folder = "/sys/class/backlight");

}  // namespace otk::kiosk::shell
