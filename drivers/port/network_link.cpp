#include "drivers/port/network_link.h"

#include <arpa/inet.h>
#include <linux/sockios.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <memory>
#include <system_error>

#include "core/base/format.h"
#include "drivers/port/wait.h"

namespace otk::port {
namespace {

constexpr std::string_view usual_port = "9100";
constexpr int acknowledgement_interval_ms = 2;

using Addresses = std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)>;

Failure broken(std::string_view what, int error_number) {
    return fail(ErrorKind::Unavailable,
        format("network printer: {}: {}", what, std::generic_category().message(error_number)));
}

/// A reset is told apart from a printer that only closed its side: after the first, nobody knows
/// what became of the bytes.
Failure broken_sending(int error_number) {
    const bool is_reset = error_number == ECONNRESET || error_number == EPIPE;
    return is_reset ? fail(ErrorKind::Unavailable, "network printer: it reset the connection")
                    : broken("send", error_number);
}

bool is_port(std::string_view text) {
    constexpr int port_max = 65'535;
    int number = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    return problem == std::errc() && end == text.data() + text.size() && number > 0 &&
           number <= port_max;
}

/// Four numbers or IPv6; getaddrinfo would also take "192.0.2" and mean 192.0.0.2.
bool is_numeric(const std::string& host) {
    in6_addr bytes{};
    return ::inet_pton(AF_INET, host.c_str(), &bytes) == 1 ||
           ::inet_pton(AF_INET6, host.c_str(), &bytes) == 1;
}

Addresses resolve(const NetworkAddress& address) {
    addrinfo hints{};
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV;
    addrinfo* found = nullptr;
    if (::getaddrinfo(address.host.c_str(), address.port.c_str(), &hints, &found) != 0)
        found = nullptr;
    return {found, &::freeaddrinfo};
}

/// A peer that vanished without a word is noticed within a minute instead of two hours.
void notice_silence(int socket) {
    const int on = 1;
    const int idle_s = 30;
    const int interval_s = 10;
    const int probes = 3;
    // Best effort: without them a slip's deadline still bounds every wait.
    static_cast<void>(::setsockopt(socket, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof on));
    static_cast<void>(::setsockopt(socket, IPPROTO_TCP, TCP_KEEPIDLE, &idle_s, sizeof idle_s));
    static_cast<void>(
        ::setsockopt(socket, IPPROTO_TCP, TCP_KEEPINTVL, &interval_s, sizeof interval_s));
    static_cast<void>(::setsockopt(socket, IPPROTO_TCP, TCP_KEEPCNT, &probes, sizeof probes));
    static_cast<void>(::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on));
}

}  // namespace

Result<NetworkAddress> NetworkAddress::parse(std::string_view text) {
    NetworkAddress address{std::string(text), std::string(usual_port)};
    if (text.starts_with('[')) {
        const std::size_t end = text.find(']');
        if (end == std::string_view::npos)
            return fail(ErrorKind::InvalidInput, "printer address: \"]\" is missing");
        address.host = text.substr(1, end - 1);
        text.remove_prefix(end + 1);
        if (!text.empty() && text.front() != ':')
            return fail(ErrorKind::InvalidInput, "printer address: \":port\" expected after \"]\"");
        if (!text.empty()) address.port = text.substr(1);
    } else if (std::count(text.begin(), text.end(), ':') == 1) {
        const std::size_t colon = text.find(':');
        address = {std::string(text.substr(0, colon)), std::string(text.substr(colon + 1))};
    }
    if (!is_port(address.port))
        return fail(ErrorKind::InvalidInput, "printer address: port 1 to 65535 expected");
    if (!is_numeric(address.host)) {
        return fail(ErrorKind::InvalidInput,
            "printer address: an IP address in numbers expected, such as 192.0.2.7:9100");
    }
    return address;
}

Result<void> NetworkLink::open(const Deadline& deadline) {
    if (m_socket.is_open() && is_alive()) return {};
    close();
    return connect(deadline);
}

bool NetworkLink::is_alive() const {
    std::uint8_t byte = 0;
    const ssize_t got = ::recv(m_socket.number(), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    // 0: the printer closed its side, and will take nothing for long.
    return got > 0 || (got < 0 && errno == EAGAIN);
}

Result<void> NetworkLink::connect(const Deadline& deadline) {
    const Addresses addresses = resolve(m_address);
    if (!addresses) return fail(ErrorKind::InvalidInput, "network printer: no such address");
    const addrinfo& target = *addresses;
    Descriptor socket(::socket(
        target.ai_family, target.ai_socktype | SOCK_CLOEXEC | SOCK_NONBLOCK, target.ai_protocol));
    if (!socket.is_open()) return broken("socket", errno);
    if (::connect(socket.number(), target.ai_addr, target.ai_addrlen) != 0 && errno != EINPROGRESS)
        return broken("connect", errno);
    if (wait_for(socket.number(), POLLOUT, deadline) == 0) return broken("connect", ETIMEDOUT);
    int problem = 0;
    socklen_t size = sizeof problem;
    if (::getsockopt(socket.number(), SOL_SOCKET, SO_ERROR, &problem, &size) != 0) problem = errno;
    if (problem != 0) return broken("connect", problem);
    notice_silence(socket.number());
    m_socket = std::move(socket);
    return {};
}

Sent NetworkLink::send(ByteView bytes, const Deadline& deadline) {
    std::size_t sent = 0;
    while (sent < bytes.size()) {
        const ssize_t put = ::send(m_socket.number(), bytes.data() + sent, bytes.size() - sent,
            MSG_NOSIGNAL | MSG_DONTWAIT);
        if (put >= 0) {
            sent += static_cast<std::size_t>(put);
            continue;
        }
        if (errno == EINTR) continue;
        if (errno != EAGAIN) return {sent, broken_sending(errno).value()};
        if (wait_for(m_socket.number(), POLLOUT, deadline) == 0)
            return {sent, broken("it takes nothing", ETIMEDOUT).value()};
    }
    const auto acknowledged = wait_for_acknowledgement(deadline);
    if (!acknowledged) return {sent, acknowledged.error()};
    return {sent, std::nullopt};
}

Result<void> NetworkLink::wait_for_acknowledgement(const Deadline& deadline) {
    for (;;) {
        int unacknowledged = 0;
        if (::ioctl(m_socket.number(), SIOCOUTQ, &unacknowledged) != 0)
            return broken("send", errno);
        int problem = 0;
        socklen_t size = sizeof problem;
        if (::getsockopt(m_socket.number(), SOL_SOCKET, SO_ERROR, &problem, &size) != 0)
            problem = errno;
        if (problem != 0) return broken_sending(problem);
        if (unacknowledged == 0) return {};
        if (deadline.is_over()) return broken("bytes are not acknowledged", ETIMEDOUT);
        // No event tells of an acknowledgement; an error ends the wait at once.
        wait_for(m_socket.number(), 0, deadline.or_in(acknowledgement_interval_ms));
    }
}

Result<Bytes> NetworkLink::receive(const Deadline& deadline) {
    constexpr std::size_t part_bytes = 256;
    Bytes part(part_bytes);
    if (wait_for(m_socket.number(), POLLIN, deadline) == 0)
        return fail(ErrorKind::Unavailable, "network printer: it says nothing");
    const ssize_t got = ::recv(m_socket.number(), part.data(), part.size(), MSG_DONTWAIT);
    if (got < 0) return broken("receive", errno);
    if (got == 0) return fail(ErrorKind::Unavailable, "network printer: it closed its side");
    part.resize(static_cast<std::size_t>(got));
    return part;
}

PrinterState NetworkLink::line_state(const Deadline&) {
    return PrinterState::Unknown;
}

void NetworkLink::close() {
    m_socket = Descriptor();
}

}  // namespace otk::port
