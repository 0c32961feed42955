#include "kiosk/shell/display_wait.h"

#include <vector>

#include <SDL.h>
#include <catch2/catch.hpp>

#include "kiosk/shell/kms_presenter.h"
#include "tests/kiosk/kms/fake_card.h"

using namespace otk;
using namespace otk::kiosk;
using shell::DisplayWait;
using shell::Window;

namespace {

/// A window over a presenter of the card's, without input.
class CardWindow final : public Window {
  public:
    explicit CardWindow(std::unique_ptr<shell::KmsPresenter> presenter)
        : m_presenter(std::move(presenter)) {}
    look::Panel panel() const override { return {}; }
    shell::Presenter& presenter() override { return *m_presenter; }
    bool wait(SDL_Event&, std::optional<int>) override { return false; }
    std::function<void()> waker() const override {
        return [] {};
    }

  private:
    std::unique_ptr<shell::KmsPresenter> m_presenter;
};

/// A machine on which another program has the display for so many tries.
struct Machine {
    int held_for = 0;
    ErrorKind why = ErrorKind::Permission;  ///< what the kernel says to who is not its master
    std::int64_t end_asked_after_ms = 1'000'000;
    int tries = 0;
    std::int64_t rested_ms = 0;
    std::vector<std::int64_t> told = {};
    std::string last_words = {};

    Result<std::unique_ptr<Window>> open() {
        auto card = std::make_unique<test::FakeCard>();
        card->plugged = {test::panel_at("HDMI-A-1", 64, 48)};
        if (++tries <= held_for) card->set_mode_fails = why;
        auto presenter = OTK_TRY(shell::KmsPresenter::create(std::move(card), ""));
        return std::unique_ptr<Window>(std::make_unique<CardWindow>(std::move(presenter)));
    }
    DisplayWait wait() {
        return {.open = [this] { return open(); },
            .rest =
                [this](std::int64_t ms) {
                    rested_ms += ms;
                    return rested_ms < end_asked_after_ms;
                },
            .tell =
                [this](const Error& error, std::int64_t ms) {
                    told.push_back(ms);
                    last_words = error.context;
                }};
    }
};

}  // namespace

TEST_CASE("a display that another program has is waited for, ever more slowly") {
    Machine machine{.held_for = 6};
    const auto window = shell::open_when_free(machine.wait());
    REQUIRE(window);
    CHECK(machine.told == std::vector<std::int64_t>{1'000, 2'000, 4'000, 8'000, 10'000, 10'000});
    CHECK(machine.tries == 7);
    CHECK_FALSE((*window)->presenter().is_held());
}

TEST_CASE("who waits says what has to be done") {
    Machine machine{.held_for = 1};
    REQUIRE(shell::open_when_free(machine.wait()));
    CHECK(machine.last_words.find("another program has the display") != std::string::npos);
    CHECK(machine.last_words.find("display-manager") != std::string::npos);
}

TEST_CASE("the wait for a display ends when the program is asked to end") {
    Machine machine{.held_for = 1'000, .end_asked_after_ms = 7'000};
    CHECK(shell::open_when_free(machine.wait()).error().kind == ErrorKind::Conflict);
    CHECK(machine.tries == 3);
}

TEST_CASE("what no waiting mends is no reason to wait") {
    Machine machine{.held_for = 1'000, .why = ErrorKind::NoSpace};
    CHECK(shell::open_when_free(machine.wait()).error().kind == ErrorKind::NoSpace);
    CHECK(machine.tries == 1);
    CHECK(machine.told.empty());
}

TEST_CASE("patience begins anew where a display was let go") {
    shell::Patience patience;
    CHECK(patience.next_ms() == 1'000);
    CHECK(patience.next_ms() == 2'000);
    patience.reset();
    CHECK(patience.next_ms() == 1'000);
}
