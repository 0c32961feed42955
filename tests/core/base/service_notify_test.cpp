#include "core/base/service_notify.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <cstring>

#include <catch2/catch.hpp>

#include "tests/support/temporary_folder.h"

using namespace otk;

namespace {

/// Sets environment variables for one test.
class Environment {
  public:
    Environment() = default;
    Environment(const Environment&) = delete;
    Environment& operator=(const Environment&) = delete;
    ~Environment() {
        for (const char* name : {"NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"})
            ::unsetenv(name);
    }
    void set(const char* name, const std::string& value) { ::setenv(name, value.c_str(), 1); }
};

Descriptor listen_at(const Path& path) {
    Descriptor socket(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
    REQUIRE(
        ::bind(socket.number(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
    return socket;
}

std::string received(const Descriptor& socket) {
    std::array<char, 128> buffer{};
    const ssize_t size = ::recv(socket.number(), buffer.data(), buffer.size(), 0);
    return size < 0 ? std::string("nothing")
                    : std::string(buffer.data(), static_cast<std::size_t>(size));
}

}  // namespace

TEST_CASE("without a service manager every word succeeds and nothing is watched") {
    ServiceNotify notify = ServiceNotify::from_environment().value();
    CHECK(notify.ready().has_value());
    CHECK(notify.watchdog().has_value());
    CHECK_FALSE(notify.watchdog_interval_ms());
}

TEST_CASE("the service manager hears ready, watchdog and stopping") {
    const test::TemporaryFolder folder;
    const Descriptor manager = listen_at(folder / "notify");
    Environment environment;
    environment.set("NOTIFY_SOCKET", (folder / "notify").string());
    environment.set("WATCHDOG_USEC", "30000000");
    environment.set("WATCHDOG_PID", std::to_string(::getpid()));
    ServiceNotify notify = ServiceNotify::from_environment().value();
    CHECK(notify.watchdog_interval_ms() == 15000);
    CHECK(received(manager) == "nothing");
    REQUIRE(notify.starting("waits for the display", 40'000).has_value());
    CHECK(received(manager) == "EXTEND_TIMEOUT_USEC=40000000\nSTATUS=waits for the display");
    REQUIRE(notify.ready().has_value());
    CHECK(received(manager) == "READY=1");
    REQUIRE(notify.watchdog().has_value());
    CHECK(received(manager) == "WATCHDOG=1");
    REQUIRE(notify.stopping().has_value());
    CHECK(received(manager) == "STOPPING=1");
}

TEST_CASE("another process's watchdog is not fed by us") {
    const test::TemporaryFolder folder;
    Environment environment;
    environment.set("NOTIFY_SOCKET", (folder / "notify").string());
    environment.set("WATCHDOG_USEC", "30000000");
    environment.set("WATCHDOG_PID", std::to_string(::getppid()));
    ServiceNotify notify = ServiceNotify::from_environment().value();
    CHECK_FALSE(notify.watchdog_interval_ms());
    // Nobody listens at the socket: an error to log, not a hang.
    CHECK(notify.ready().error().kind == ErrorKind::NotFound);
}

TEST_CASE("a notify address that is none is refused") {
    Environment environment;
    environment.set("NOTIFY_SOCKET", "relative/path");
    CHECK(ServiceNotify::from_environment().error().kind == ErrorKind::InvalidInput);
    environment.set("NOTIFY_SOCKET", "/" + std::string(200, 'x'));
    CHECK(ServiceNotify::from_environment().error().kind == ErrorKind::InvalidInput);
}
