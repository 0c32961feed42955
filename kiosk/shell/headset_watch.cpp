#include "kiosk/shell/headset_watch.h"

#include <array>
#include <cerrno>
#include <cstdint>
#include <utility>

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace otk::kiosk::shell {

Result<std::unique_ptr<HeadsetWatch>> HeadsetWatch::start(
    std::unique_ptr<evdev::HeadsetSocket> socket, std::function<void(bool is_plugged)> changed) {
    Descriptor end(::eventfd(0, EFD_CLOEXEC));
    if (!end.is_open()) return Failure(error_from_errno("headset", "eventfd", errno));
    return std::unique_ptr<HeadsetWatch>(
        new HeadsetWatch(std::move(socket), std::move(changed), std::move(end)));
}

HeadsetWatch::HeadsetWatch(
    std::unique_ptr<evdev::HeadsetSocket> socket, std::function<void(bool)> changed, Descriptor end)
    : m_socket(std::move(socket)),
      m_changed(std::move(changed)),
      m_end(std::move(end)),
      m_thread([this] { watch(); }) {}

HeadsetWatch::~HeadsetWatch() {
    const std::uint64_t once = 1;
    // An eventfd takes the first 8 bytes at once; only a signal comes between.
    while (::write(m_end.number(), &once, sizeof once) < 0 && errno == EINTR) {
    }
    m_thread.join();
}

void HeadsetWatch::watch() {
    bool was_plugged = false;
    do {
        const bool is_plugged = m_socket->is_plugged();
        if (std::exchange(was_plugged, is_plugged) != is_plugged) m_changed(is_plugged);
    } while (wait());
}

bool HeadsetWatch::wait() const {
    std::array<pollfd, 2> watched{
        pollfd{m_socket->descriptor(), POLLIN, 0}, pollfd{m_end.number(), POLLIN, 0}};
    while (::poll(watched.data(), watched.size(), -1) < 0 && errno == EINTR) {
    }
    return watched[1].revents == 0;
}

}  // namespace otk::kiosk::shell
