#include "kiosk/writer/doorbell.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <algorithm>
#include <array>

#include "core/base/assert.h"

namespace otk::kiosk::writer {
namespace {

constexpr std::int64_t sleep_ms_max = std::int64_t{60} * 60 * 1000;

/// Reads away what woke us; both descriptors are non-blocking.
void drain(const Descriptor& descriptor) {
    std::array<std::uint8_t, 4096> ignored{};
    while (descriptor.is_open() &&
           ::read(descriptor.number(), ignored.data(), ignored.size()) ==
               static_cast<ssize_t>(ignored.size())) {
    }
}

}  // namespace

Doorbell::Doorbell() : m_ring(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {
    OTK_ASSERT(m_ring.is_open());
}

void Doorbell::ring() const {
    // The only refusal is "it rings already", which will do.
    const int ignored = ::eventfd_write(m_ring.number(), 1);
    static_cast<void>(ignored);
}

bool Doorbell::watch(const Path& folder) {
    Descriptor watch(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC));
    if (!watch.is_open()) return false;
    if (::inotify_add_watch(watch.number(), folder.c_str(), IN_MOVED_TO | IN_CLOSE_WRITE) < 0) {
        return false;
    }
    m_watch = std::move(watch);
    return true;
}

void Doorbell::sleep(std::int64_t milliseconds) const {
    std::array<pollfd, 2> descriptors{{{m_ring.number(), POLLIN, 0}, {m_watch.number(), POLLIN, 0}}};
    const int timeout =
        static_cast<int>(std::clamp<std::int64_t>(milliseconds, 0, sleep_ms_max));
    // An interrupted sleep is a short one; a closed descriptor (-1) is passed over by poll.
    const int ignored = ::poll(descriptors.data(), descriptors.size(), timeout);
    static_cast<void>(ignored);
    drain(m_ring);
    drain(m_watch);
}

}  // namespace otk::kiosk::writer
