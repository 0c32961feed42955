#include <catch2/catch.hpp>

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <vector>

#include "kiosk/shell/headset_watch.h"
#include "tests/kiosk/evdev/pipe_node.h"
#include "tests/support/temporary_folder.h"

using namespace otk;
using namespace otk::kiosk;
using test::record;
using test::report;

namespace {

/// What the watch told, in order.
class Ear {
  public:
    void hear(bool is_plugged) {
        const std::lock_guard guard(m_mutex);
        m_heard.push_back(is_plugged);
        m_changed.notify_all();
    }

    std::vector<bool> heard(std::size_t wanted) {
        std::unique_lock lock(m_mutex);
        REQUIRE(m_changed.wait_for(
            lock, std::chrono::seconds(10), [&] { return m_heard.size() >= wanted; }));
        return m_heard;
    }

  private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::vector<bool> m_heard;
};

}  // namespace

TEST_CASE("a headset is told once when it comes and once when it goes") {
    const test::TemporaryFolder folder;
    test::PipeNode node(folder.path() / "event0");
    bool is_in_at_start = false;
    SECTION("it is plugged in later") {}
    SECTION("it was there before") {
        is_in_at_start = true;
    }
    auto socket = evdev::HeadsetSocket::open(
        folder.path(), [&](int) { return std::optional(is_in_at_start); });
    REQUIRE(socket);
    Ear ear;
    const auto watch = shell::HeadsetWatch::start(
        std::move(*socket), [&ear](bool is_plugged) { ear.hear(is_plugged); });
    REQUIRE(watch);
    node.say({record(EV_SW, SW_HEADPHONE_INSERT, 1), report()});
    CHECK(ear.heard(1) == std::vector{true});
    node.say({record(EV_SW, SW_HEADPHONE_INSERT, 1), report(),
        record(EV_SW, SW_HEADPHONE_INSERT, 0), report()});
    CHECK(ear.heard(2) == std::vector{true, false});
}

TEST_CASE("a watch ends while nothing happens") {
    const test::TemporaryFolder folder;
    auto socket = evdev::HeadsetSocket::open(folder.path());
    REQUIRE(socket);
    Ear ear;
    {
        const auto watch = shell::HeadsetWatch::start(
            std::move(*socket), [&ear](bool is_plugged) { ear.hear(is_plugged); });
        REQUIRE(watch);
    }
    CHECK(ear.heard(0).empty());
}
