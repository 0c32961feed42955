#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <span>

#include <poll.h>

#include "core/base/file.h"
#include "core/base/result.h"
#include "kiosk/evdev/devices.h"

union SDL_Event;
struct SDL_KeyboardEvent;

namespace otk::kiosk::shell {

/// Fingers and keys where no X and no Wayland hands them on, as SDL's events. SDL's own reading
/// there looks a thousand times a second, and leaves absolute pointers in the device's units
/// (2.26.5). This one sleeps until something happens. Drawing thread only, but for the waker.
class ConsoleInput {
  public:
    /// `folder`: where the kernel's event nodes are.
    static Result<std::unique_ptr<ConsoleInput>> open(const Path& folder = "/dev/input");
    ~ConsoleInput();
    ConsoleInput(const ConsoleInput&) = delete;
    ConsoleInput& operator=(const ConsoleInput&) = delete;

    /// As Window::wait(). Ends as well when one of `others` is readable, and says so in its
    /// revents.
    bool wait(SDL_Event& event, std::optional<int> timeout_ms, std::span<pollfd> others);
    /// As Window::waker().
    std::function<void()> waker() const;
    /// An event of ours, after those that wait already.
    void push(const SDL_Event& event);

    /// Whether fingers and keys are the kiosk's: while another program has the display they are
    /// that program's, and none is read here.
    void hold(bool is_ours);

  private:
    ConsoleInput(std::unique_ptr<evdev::Devices> devices, std::shared_ptr<Descriptor> wake);
    bool take_waiting(SDL_Event& event);
    void take_told();

    std::unique_ptr<evdev::Devices> m_devices;
    std::shared_ptr<Descriptor> m_wake;
    std::deque<SDL_Event> m_waiting;
    bool m_is_ours = true;
};

/// A finger or key as SDL would tell it; a key's end that was lost is a release that says so.
SDL_Event to_sdl(const evdev::Event& event);
/// Whether that release tells that the key's end was lost: what it held does not act. SDL itself
/// has no such thing, and repeats strokes only.
bool is_lost(const SDL_KeyboardEvent& release);

}  // namespace otk::kiosk::shell
