#include "kiosk/shell/console_input.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <system_error>
#include <utility>
#include <variant>
#include <vector>

#include <SDL.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "core/base/assert.h"
#include "core/base/format.h"

namespace otk::kiosk::shell {
namespace {

constexpr std::size_t others_max = 4;

Uint32 type_of(evdev::Touch::Phase phase) {
    switch (phase) {
        case evdev::Touch::Phase::Down:
            return SDL_FINGERDOWN;
        case evdev::Touch::Phase::Move:
            return SDL_FINGERMOTION;
        case evdev::Touch::Phase::Up:
            return SDL_FINGERUP;
    }
    OTK_UNREACHABLE();
}

SDL_Event of_touch(const evdev::Touch& touch) {
    SDL_Event event{};
    event.type = type_of(touch.phase);
    event.tfinger.fingerId = touch.finger;
    event.tfinger.x = touch.x;
    event.tfinger.y = touch.y;
    return event;
}

SDL_Event of_key(const evdev::Key& key) {
    SDL_Event event{};
    event.type = key.is_down ? SDL_KEYDOWN : SDL_KEYUP;
    event.key.state = key.is_down ? SDL_PRESSED : SDL_RELEASED;
    event.key.repeat = key.is_repeated || key.is_lost ? 1 : 0;
    // SDL's scancodes are the usage numbers.
    event.key.keysym.scancode = static_cast<SDL_Scancode>(key.usage);
    return event;
}

}  // namespace

SDL_Event to_sdl(const evdev::Event& event) {
    if (const auto* touch = std::get_if<evdev::Touch>(&event)) return of_touch(*touch);
    return of_key(std::get<evdev::Key>(event));
}

bool is_lost(const SDL_KeyboardEvent& release) {
    return release.type == SDL_KEYUP && release.repeat != 0;
}

Result<std::unique_ptr<ConsoleInput>> ConsoleInput::open(const Path& folder) {
    auto devices = OTK_TRY(evdev::Devices::open(folder));
    auto wake = std::make_shared<Descriptor>(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
    if (!wake->is_open()) {
        return fail(
            ErrorKind::Unavailable, format("eventfd: {}", std::generic_category().message(errno)));
    }
    return std::unique_ptr<ConsoleInput>(new ConsoleInput(std::move(devices), std::move(wake)));
}

ConsoleInput::ConsoleInput(
    std::unique_ptr<evdev::Devices> devices, std::shared_ptr<Descriptor> wake)
    : m_devices(std::move(devices)), m_wake(std::move(wake)) {}

ConsoleInput::~ConsoleInput() = default;

bool ConsoleInput::take_waiting(SDL_Event& event) {
    if (m_waiting.empty()) return false;
    event = m_waiting.front();
    m_waiting.pop_front();
    return true;
}

void ConsoleInput::take_told() {
    for (const evdev::Event& told : m_devices->read())
        m_waiting.push_back(to_sdl(told));
}

bool ConsoleInput::wait(SDL_Event& event, std::optional<int> timeout_ms, std::span<pollfd> others) {
    OTK_ASSERT(others.size() <= others_max);
    if (take_waiting(event)) return true;
    std::array<pollfd, 2 + others_max> watched{
        pollfd{m_devices->descriptor(), POLLIN, 0}, pollfd{m_wake->number(), POLLIN, 0}};
    std::copy(others.begin(), others.end(), watched.begin() + 2);
    const int ready = ::poll(watched.data(), 2 + others.size(), timeout_ms ? *timeout_ms : -1);
    for (std::size_t at = 0; at < others.size(); ++at)
        others[at].revents = ready > 0 ? watched[2 + at].revents : short{0};
    if (ready <= 0) return false;  // the time is up, or a signal came
    if (watched[1].revents != 0) {
        std::uint64_t calls = 0;
        // Not blocking; that it was called is all that matters.
        if (::read(m_wake->number(), &calls, sizeof calls) < 0 && errno != EAGAIN) return false;
    }
    if (watched[0].revents != 0) take_told();
    return take_waiting(event);
}

std::function<void()> ConsoleInput::waker() const {
    return [wake = m_wake] {
        const std::uint64_t once = 1;
        // Full means that 2^64 − 2 calls wait already.
        while (::write(wake->number(), &once, sizeof once) < 0 && errno == EINTR) {
        }
    };
}

void ConsoleInput::push(const SDL_Event& event) {
    m_waiting.push_back(event);
}

void ConsoleInput::hold(bool is_ours) {
    if (std::exchange(m_is_ours, is_ours) == is_ours) return;
    if (is_ours) {
        m_devices->take_again();
    } else {
        m_devices->let_go();
    }
    take_told();  // fingers that lay on a panel lie nowhere now, and no key is held
}

}  // namespace otk::kiosk::shell
