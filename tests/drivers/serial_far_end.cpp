#include "tests/drivers/serial_far_end.h"

#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>  // NOLINT(modernize-deprecated-headers): posix_openpt() and its like
#include <sys/eventfd.h>
#include <unistd.h>

#include <array>

#include <catch2/catch.hpp>

namespace otk::test {
namespace {

Descriptor new_master() {
    Descriptor master(::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC));
    REQUIRE(master.is_open());
    REQUIRE(::grantpt(master.number()) == 0);
    REQUIRE(::unlockpt(master.number()) == 0);
    return master;
}

Path device_of(const Descriptor& master) {
    std::array<char, 128> name{};
    REQUIRE(::ptsname_r(master.number(), name.data(), name.size()) == 0);
    return Path(name.data());
}

}  // namespace

SerialFarEnd::SerialFarEnd(FakePrinter& printer, bool is_deaf)
    : m_printer(printer),
      m_master(new_master()),
      m_device(device_of(m_master)),
      m_kept(::open(m_device.c_str(), O_RDWR | O_NOCTTY | O_CLOEXEC)),
      m_wake(::eventfd(0, EFD_CLOEXEC)) {
    REQUIRE(m_kept.is_open());
    if (!is_deaf) m_thread = std::thread([this] { serve(); });
}

SerialFarEnd::~SerialFarEnd() {
    unplug();
}

void SerialFarEnd::say(std::uint8_t byte) {
    REQUIRE(::write(m_master.number(), &byte, 1) == 1);
}

void SerialFarEnd::wait_for(std::size_t bytes) {
    std::unique_lock lock(m_mutex);
    REQUIRE(m_read.wait_for(lock, std::chrono::seconds(20),
        [this, bytes] { return m_printer.printed().size() >= bytes; }));
}

void SerialFarEnd::unplug() {
    if (m_thread.joinable()) {
        const std::uint64_t one = 1;
        static_cast<void>(!::write(m_wake.number(), &one, sizeof one));
        m_thread.join();
    }
    m_kept = Descriptor();
    m_master = Descriptor();
}

void SerialFarEnd::serve() {
    for (;;) {
        std::array<pollfd, 2> watched{
            {{m_master.number(), POLLIN, 0}, {m_wake.number(), POLLIN, 0}}};
        if (::poll(watched.data(), watched.size(), -1) < 0) continue;
        if (watched[1].revents != 0) return;
        std::array<std::uint8_t, 4096> part{};
        const ssize_t got = ::read(m_master.number(), part.data(), part.size());
        if (got <= 0) return;
        Bytes answer;
        {
            const std::lock_guard lock(m_mutex);
            answer = m_printer.take(ByteView(part.data(), static_cast<std::size_t>(got)));
        }
        m_read.notify_all();
        if (!answer.empty())
            static_cast<void>(!::write(m_master.number(), answer.data(), answer.size()));
    }
}

}  // namespace otk::test
