#pragma once

#include <functional>
#include <memory>
#include <thread>

#include "core/base/file.h"
#include "core/base/result.h"
#include "kiosk/evdev/headset_socket.h"

namespace otk::kiosk::shell {

/// Tells when a headset is plugged into the machine's own socket or pulled out of it, whatever
/// shows the picture. On a thread of its own, which sleeps until the kernel says something.
class HeadsetWatch {
  public:
    /// `changed` is called on that thread: at once if one is plugged in, then at each change.
    static Result<std::unique_ptr<HeadsetWatch>> start(
        std::unique_ptr<evdev::HeadsetSocket> socket, std::function<void(bool is_plugged)> changed);
    ~HeadsetWatch();
    HeadsetWatch(const HeadsetWatch&) = delete;
    HeadsetWatch& operator=(const HeadsetWatch&) = delete;

  private:
    HeadsetWatch(std::unique_ptr<evdev::HeadsetSocket> socket, std::function<void(bool)> changed,
        Descriptor end);
    void watch();
    /// False: the end was asked for.
    bool wait() const;

    std::unique_ptr<evdev::HeadsetSocket> m_socket;
    std::function<void(bool)> m_changed;
    Descriptor m_end;  ///< an eventfd: readable once the end was asked for
    std::thread m_thread;
};

}  // namespace otk::kiosk::shell
