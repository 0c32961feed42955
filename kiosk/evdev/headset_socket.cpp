#include "kiosk/evdev/headset_socket.h"

#include <algorithm>
#include <array>
#include <climits>
#include <utility>

#include <linux/input.h>
#include <sys/ioctl.h>

namespace otk::kiosk::evdev {
namespace {

/// The kernel's bitmaps are arrays of longs.
constexpr std::size_t long_bits = sizeof(unsigned long) * CHAR_BIT;
using Switches = std::array<unsigned long, (SW_MAX + long_bits) / long_bits>;

bool has_headphone_bit(const Switches& switches) {
    return ((switches[SW_HEADPHONE_INSERT / long_bits] >> (SW_HEADPHONE_INSERT % long_bits)) &
               1UL) != 0;
}

}  // namespace

std::optional<bool> is_headset_in(int device) {
    Switches there{};
    if (::ioctl(device, EVIOCGBIT(EV_SW, sizeof there), there.data()) < 0) return std::nullopt;
    if (!has_headphone_bit(there)) return std::nullopt;
    Switches on{};
    if (::ioctl(device, EVIOCGSW(sizeof on), on.data()) < 0) return std::nullopt;
    return has_headphone_bit(on);
}

Result<std::unique_ptr<HeadsetSocket>> HeadsetSocket::open(const Path& folder, Ask ask) {
    std::unique_ptr<HeadsetSocket> socket(new HeadsetSocket(std::move(ask)));
    socket->m_nodes = OTK_TRY(Nodes::open(folder, *socket));
    return socket;
}

HeadsetSocket::HeadsetSocket(Ask ask) : m_ask(std::move(ask)) {}

bool HeadsetSocket::is_plugged() {
    m_nodes->read();
    return std::any_of(
        m_sockets.begin(), m_sockets.end(), [](const auto& socket) { return socket.second; });
}

bool HeadsetSocket::begin(const std::string& name, int descriptor) {
    const std::optional<bool> is_in = m_ask(descriptor);
    if (is_in) m_sockets[name] = *is_in;
    return is_in.has_value();
}

void HeadsetSocket::take(const std::string& name, int descriptor, const input_event& record) {
    if (record.type == EV_SW && record.code == SW_HEADPHONE_INSERT) {
        m_sockets[name] = record.value != 0;
    }
    // Records were lost, and the state with them. Where it cannot be asked, others may hear.
    if (record.type == EV_SYN && record.code == SYN_DROPPED) {
        m_sockets[name] = m_ask(descriptor).value_or(false);
    }
}

void HeadsetSocket::end(const std::string& name) {
    m_sockets.erase(name);
}

}  // namespace otk::kiosk::evdev
