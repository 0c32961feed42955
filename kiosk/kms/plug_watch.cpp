#include "kiosk/kms/plug_watch.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <string>
#include <system_error>

#include <linux/netlink.h>
#include <sys/socket.h>

#include "core/base/format.h"

namespace otk::kiosk::kms {
namespace {

/// The kernel's own messages; udev repeats them in group 2.
constexpr unsigned kernel_group = 1;
/// UEVENT_BUFFER_SIZE of the kernel is 2048, and the path comes before it.
constexpr std::size_t message_bytes_max = 8192;

}  // namespace

bool tells_of_a_panel(std::string_view message) {
    bool is_of_a_card = false;
    bool is_of_a_plug = false;
    while (!message.empty()) {
        const std::string_view field = message.substr(0, message.find('\0'));
        is_of_a_card = is_of_a_card || field == "SUBSYSTEM=drm";
        is_of_a_plug = is_of_a_plug || field == "HOTPLUG=1";
        message.remove_prefix(std::min(message.size(), field.size() + 1));
    }
    return is_of_a_card && is_of_a_plug;
}

Result<std::unique_ptr<PlugWatch>> PlugWatch::open() {
    Descriptor socket(
        ::socket(AF_NETLINK, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, NETLINK_KOBJECT_UEVENT));
    if (!socket.is_open()) {
        return fail(
            ErrorKind::Unavailable, format("netlink: {}", std::generic_category().message(errno)));
    }
    sockaddr_nl address{};
    address.nl_family = AF_NETLINK;
    address.nl_groups = kernel_group;
    if (::bind(socket.number(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        return fail(
            ErrorKind::Unavailable, format("netlink: {}", std::generic_category().message(errno)));
    }
    return std::unique_ptr<PlugWatch>(new PlugWatch(std::move(socket)));
}

bool PlugWatch::take() {
    bool has_changed = false;
    std::array<char, message_bytes_max> message{};
    for (;;) {
        const ssize_t got = ::recv(m_socket.number(), message.data(), message.size(), 0);
        if (got < 0 && errno == EINTR) continue;
        // ENOBUFS: messages were lost, any of which may have been of a panel.
        if (got < 0 && errno == ENOBUFS) {
            has_changed = true;
            continue;
        }
        if (got <= 0) return has_changed;
        has_changed =
            has_changed || tells_of_a_panel({message.data(), static_cast<std::size_t>(got)});
    }
}

}  // namespace otk::kiosk::kms
