#include "tests/drivers/network_far_end.h"

#include <netinet/in.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>

#include <catch2/catch.hpp>

namespace otk::test {
namespace {

/// Small, so that a deaf printer soon takes nothing more.
constexpr int receive_buffer_bytes = 4096;

Descriptor listening_socket() {
    Descriptor socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    REQUIRE(::setsockopt(socket.number(), SOL_SOCKET, SO_RCVBUF, &receive_buffer_bytes,
                sizeof receive_buffer_bytes) == 0);
    REQUIRE(
        ::bind(socket.number(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
    REQUIRE(::listen(socket.number(), 4) == 0);
    return socket;
}

/// True if the first is readable, false if the second is.
bool wait_for_either(int first, int second) {
    std::array<pollfd, 2> watched{{{first, POLLIN, 0}, {second, POLLIN, 0}}};
    while (::poll(watched.data(), watched.size(), -1) < 0) {
    }
    return watched[1].revents == 0;
}

}  // namespace

NetworkFarEnd::NetworkFarEnd(FakePrinter& printer, NetworkFault fault)
    : m_printer(printer),
      m_listening(listening_socket()),
      m_wake(::eventfd(0, EFD_CLOEXEC)),
      m_fault(fault),
      m_thread([this] { serve(); }) {}

NetworkFarEnd::~NetworkFarEnd() {
    m_ends = true;
    hang_up();
    m_thread.join();
}

port::NetworkAddress NetworkFarEnd::address() const {
    sockaddr_in address{};
    socklen_t size = sizeof address;
    REQUIRE(::getsockname(m_listening.number(), reinterpret_cast<sockaddr*>(&address), &size) == 0);
    return {"127.0.0.1", std::to_string(ntohs(address.sin_port))};
}

void NetworkFarEnd::hang_up() {
    const std::uint64_t one = 1;
    REQUIRE(::write(m_wake.number(), &one, sizeof one) == sizeof one);
}

void NetworkFarEnd::serve() {
    while (!m_ends) {
        if (!wait_for_either(m_listening.number(), m_wake.number())) {
            std::uint64_t count = 0;
            static_cast<void>(!::read(m_wake.number(), &count, sizeof count));
            continue;
        }
        const Descriptor client(::accept4(m_listening.number(), nullptr, nullptr, SOCK_CLOEXEC));
        if (!client.is_open()) continue;
        ++m_connections;
        talk(client.number());
    }
}

void NetworkFarEnd::talk(int client) {
    if (m_fault == NetworkFault::HalfClose) ::shutdown(client, SHUT_WR);
    // A deaf one waits for the end only.
    const int heard = m_fault == NetworkFault::Deaf ? -1 : client;
    while (wait_for_either(heard, m_wake.number())) {
        std::array<std::uint8_t, 4096> part{};
        const ssize_t got = ::recv(client, part.data(), part.size(), 0);
        if (got <= 0) return;
        if (m_fault == NetworkFault::Reset) {
            const linger at_once{1, 0};
            ::setsockopt(client, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
            return;
        }
        const Bytes answer = m_printer.take(ByteView(part.data(), static_cast<std::size_t>(got)));
        if (!answer.empty()) ::send(client, answer.data(), answer.size(), MSG_NOSIGNAL);
    }
    std::uint64_t count = 0;
    static_cast<void>(!::read(m_wake.number(), &count, sizeof count));
}

}  // namespace otk::test
