// The whole kiosk with its threads, its disk and a service manager's watchdog, on a panel in memory
// and a clock that a test moves.

#include <algorithm>
#include <array>
#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>

#include <SDL.h>
#include <sys/socket.h>
#include <sys/un.h>

#include "kiosk/shell/burn_in_shift.h"
#include "kiosk/shell/kiosk.h"
#include "tests/kiosk/presenters/counted_new.h"
#include "tests/kiosk/screens/gallery.h"
#include "tests/kiosk/writer/writer_sample.h"
#include "tests/support/manual_clock.h"

using namespace otk;
using namespace otk::kiosk;

namespace {

constexpr look::Panel panel_size{1080, 1920, 267.84F, 476.16F};
constexpr std::int64_t hour_ms = 3'600'000;
/// After the last of the first screen's calm movements.
constexpr std::int64_t settled_ms = 300'000;

/// What woke the drawing thread, and what it did until it waited again.
struct Turn {
    std::int64_t allocations = 0;
    int frames = 0;
    int beats = 0;
};

class PanelInMemory final : public shell::Presenter {
  public:
    Result<bool> present(const raster::Picture& picture) override {
        ++now.frames;
        REQUIRE_FALSE(picture.primitives().empty());
        return true;
    }
    void forget() override {}
    Result<void> beat() override {
        ++now.beats;
        return {};
    }
    std::string name() const override { return "memory"; }

    Turn now;
};

/// A service manager that watches, as systemd does.
class Manager {
  public:
    explicit Manager(const Path& socket)
        : m_socket(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0)) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        REQUIRE(socket.string().size() < sizeof address.sun_path);
        socket.string().copy(address.sun_path, sizeof address.sun_path - 1);
        REQUIRE(::bind(m_socket.number(), reinterpret_cast<const sockaddr*>(&address),
                    sizeof address) == 0);
        REQUIRE(::setenv("NOTIFY_SOCKET", socket.c_str(), 1) == 0);
        REQUIRE(::setenv("WATCHDOG_USEC", "20000000", 1) == 0);
        REQUIRE(::unsetenv("WATCHDOG_PID") == 0);
    }
    ~Manager() {
        ::unsetenv("NOTIFY_SOCKET");
        ::unsetenv("WATCHDOG_USEC");
    }
    /// Takes what it was told; else its socket fills up.
    void hear() const {
        std::array<char, 64> told{};
        while (::recv(m_socket.number(), told.data(), told.size(), MSG_DONTWAIT) > 0) {
        }
    }
    Manager(const Manager&) = delete;
    Manager& operator=(const Manager&) = delete;

  private:
    Descriptor m_socket;
};

/// Nobody touches it. Each wait moves the clock to the moment that was waited for.
class RestingWindow final : public shell::Window {
  public:
    RestingWindow(test::ManualClock& clock, const Manager& manager)
        : m_clock(clock), m_manager(manager), m_heard(std::make_shared<Heard>()) {}

    look::Panel panel() const override { return panel_size; }
    shell::Presenter& presenter() override { return m_presenter; }

    bool wait(SDL_Event& event, std::optional<int> timeout_ms) override {
        if (timeout_ms == 0) return false;
        if (!m_is_open) {
            // The writer's word that the buffer is open, without which the first screen is another.
            m_heard->wait();
            m_is_open = true;
            return false;
        }
        const std::int64_t allocated = test::allocations_of_this_thread();
        m_presenter.now.allocations = allocated - m_allocated;
        if (m_clock.monotonic_ms() > settled_ms) m_turns.push_back(m_presenter.now);
        if (m_clock.monotonic_ms() > settled_ms + hour_ms) {
            event.type = SDL_QUIT;
            return true;
        }
        m_manager.hear();
        m_clock.advance_ms(std::max(timeout_ms.value_or(60'000), 1));
        m_presenter.now = {};
        m_allocated = test::allocations_of_this_thread();
        return false;
    }

    std::function<void()> waker() const override {
        return [heard = m_heard] { heard->call(); };
    }

    /// Since the first screen stands still.
    std::vector<Turn>& turns() { return m_turns; }

  private:
    struct Heard {
        void call() {
            const std::lock_guard guard(mutex);
            was_called = true;
            changed.notify_all();
        }
        void wait() {
            std::unique_lock lock(mutex);
            REQUIRE(
                changed.wait_for(lock, std::chrono::seconds(60), [this] { return was_called; }));
        }
        std::mutex mutex;
        std::condition_variable changed;
        bool was_called = false;
    };

    test::ManualClock& m_clock;
    const Manager& m_manager;
    std::shared_ptr<Heard> m_heard;
    PanelInMemory m_presenter;
    std::vector<Turn> m_turns;
    std::int64_t m_allocated = 0;
    bool m_is_open = false;
};

}  // namespace

TEST_CASE("an hour at rest takes no memory, and draws only to move the picture") {
    const test::WriterSample sample;
    sample.enrol();
    const Manager manager(sample.folder / "notify");
    test::ManualClock clock;
    shell::Content content;
    content.form = test::sample_forms().at("reception");
    content.surroundings = test::surroundings();
    content.wording = test::wording();
    shell::Settings settings;
    settings.production = false;
    settings.language = "ru";
    settings.has_speech = false;
    settings.status_file = sample.folder / "status.json";
    settings.model.language = "ru";
    settings.writer = sample.options();

    auto window = std::make_unique<RestingWindow>(clock, manager);
    RestingWindow& watched = *window;
    watched.turns().reserve(10'000);
    shell::Mailbox mailbox(window->waker());
    shell::Kiosk kiosk(std::move(settings), std::move(content), std::move(window), mailbox, clock);
    const auto ended = kiosk.run();
    REQUIRE(ended);

    int frames = 0;
    int beats = 0;
    std::int64_t allocations_without_a_frame = 0;
    for (const Turn& turn : watched.turns()) {
        frames += turn.frames;
        beats += turn.beats;
        if (turn.frames == 0) allocations_without_a_frame += turn.allocations;
    }
    INFO(watched.turns().size() << " turns");
    // The counter counts.
    const std::int64_t before = test::allocations_of_this_thread();
    const auto taken = std::make_unique<std::vector<int>>(1'000);
    CHECK(test::allocations_of_this_thread() >= before + 2);
    CHECK(taken->size() == 1'000);

    CHECK(allocations_without_a_frame == 0);
    CHECK(frames == hour_ms / shell::BurnInShift::every_ms);
    CHECK(beats >= 300);
    // What the bar allows is one a second.
    CHECK(watched.turns().size() < 1'000);
}
