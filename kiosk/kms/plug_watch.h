#pragma once

#include <memory>
#include <string_view>
#include <utility>

#include "core/base/file.h"
#include "core/base/result.h"

namespace otk::kiosk::kms {

/// True for a kernel message (kobject_uevent(7), fields parted by zero bytes) that says that a
/// panel was plugged into a card or out of it: SUBSYSTEM=drm and HOTPLUG=1.
bool tells_of_a_panel(std::string_view message);

/// Hears from the kernel that a panel was plugged in or out (netlink, no udev). One thread.
class PlugWatch {
  public:
    /// Unavailable: the kernel does not tell.
    static Result<std::unique_ptr<PlugWatch>> open();

    /// Readable when the kernel has something to say.
    int descriptor() const { return m_socket.number(); }
    /// True if a panel came or went since the last call, or messages were lost.
    bool take();

  private:
    explicit PlugWatch(Descriptor socket) : m_socket(std::move(socket)) {}

    Descriptor m_socket;
};

}  // namespace otk::kiosk::kms
