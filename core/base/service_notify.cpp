#include "core/base/service_notify.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstddef>
#include <cstdlib>
#include <cstring>

#include "core/base/format.h"

namespace otk {
namespace {

std::string_view environment(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? std::string_view() : std::string_view(value);
}

std::optional<std::int64_t> number_in(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (problem != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
}

std::optional<std::int64_t> wanted_interval_ms() {
    const auto limit_us = number_in(environment("WATCHDOG_USEC"));
    if (!limit_us || *limit_us <= 0) return std::nullopt;
    const std::string_view watched = environment("WATCHDOG_PID");
    if (!watched.empty() && number_in(watched) != ::getpid()) return std::nullopt;
    return *limit_us / 2000;
}

struct SocketAddress {
    sockaddr_un address{};
    socklen_t size = 0;
};

/// A path, or with "@" a name in the abstract space.
Result<SocketAddress> address_from(std::string_view text) {
    SocketAddress found;
    if ((text[0] != '/' && text[0] != '@') || text.size() >= sizeof found.address.sun_path) {
        return fail(ErrorKind::InvalidInput, "NOTIFY_SOCKET is no address of a Unix socket");
    }
    found.address.sun_family = AF_UNIX;
    std::memcpy(found.address.sun_path, text.data(), text.size());
    if (text[0] == '@') found.address.sun_path[0] = '\0';
    found.size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + text.size());
    return found;
}

}  // namespace

Result<ServiceNotify> ServiceNotify::from_environment() {
    ServiceNotify notify;
    notify.m_address = environment("NOTIFY_SOCKET");
    if (notify.m_address.empty()) return notify;
    OTK_TRY(address_from(notify.m_address));
    notify.m_socket = Descriptor(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (!notify.m_socket.is_open()) {
        return Failure(error_from_errno("socket", notify.m_address, errno));
    }
    notify.m_watchdog_interval_ms = wanted_interval_ms();
    return notify;
}

Result<void> ServiceNotify::starting(std::string_view status, std::int64_t limit_ms) {
    return send(format("EXTEND_TIMEOUT_USEC={}\nSTATUS={}", limit_ms * 1000, status));
}

Result<void> ServiceNotify::send(std::string_view message) {
    if (!m_socket.is_open()) return {};
    const SocketAddress to = OTK_TRY(address_from(m_address));
    const ssize_t sent = ::sendto(m_socket.number(), message.data(), message.size(), MSG_NOSIGNAL,
        reinterpret_cast<const sockaddr*>(&to.address), to.size);
    if (sent < 0) return Failure(error_from_errno("notify", m_address, errno));
    return {};
}

}  // namespace otk
