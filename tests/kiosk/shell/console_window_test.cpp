#include <catch2/catch.hpp>

#include <imgui.h>
#include <imgui_internal.h>
#include <SDL.h>

#include "kiosk/shell/console_window.h"
#include "tests/kiosk/evdev/pipe_node.h"
#include "tests/kiosk/kms/fake_card.h"
#include "tests/support/temporary_folder.h"

using namespace otk;
using namespace otk::kiosk;
using test::record;
using test::report;

namespace {

constexpr int width = 64;
constexpr int height = 48;

/// The console's window on a card in memory and a keyboard that is a pipe.
struct Console {
    test::TemporaryFolder folder;
    test::PipeNode keyboard{folder.path() / "event0"};
    test::FakeCard* card = nullptr;
    std::unique_ptr<shell::Window> window;
    ImDrawListSharedData shared;
    ImDrawList list{&shared};

    Console() {
        auto made = std::make_unique<test::FakeCard>();
        card = made.get();
        card->plugged = {test::panel_at("HDMI-A-1", width, height)};
        auto presenter = shell::KmsPresenter::create(std::move(made), "");
        auto input = shell::ConsoleInput::open(folder.path());
        auto plugs = kms::PlugWatch::open();
        REQUIRE(presenter);
        REQUIRE(input);
        REQUIRE(plugs);
        window = shell::make_console_window(
            {}, std::move(*presenter), std::move(*input), std::move(*plugs));
        shared.ClipRectFullscreen = ImVec4(0, 0, width, height);
    }

    Result<bool> show_something() {
        list._ResetForNewFrame();
        list.PushTextureID(nullptr);
        list.PushClipRectFullScreen();
        list.AddRectFilled({0, 0}, {width, height}, IM_COL32(255, 0, 0, 255));
        raster::Picture picture;
        picture.read(list, {0, 0, width, height});
        return window->presenter().present(picture);
    }

    /// The type of the next event, waited for at most so long; 0: none came.
    std::uint32_t next(int timeout_ms) {
        SDL_Event event{};
        return window->wait(event, timeout_ms) ? event.type : 0U;
    }

    void press() { keyboard.say({record(EV_KEY, KEY_A, 1), report()}); }
};

}  // namespace

TEST_CASE(
    "who has the display has fingers and keys as well, and the kiosk has them again with it") {
    Console console;
    console.press();
    CHECK(console.next(10'000) == SDL_KEYDOWN);
    REQUIRE(console.show_something());
    console.card->refresh();

    // A console switch: pictures are refused, and so is the display when it is asked for.
    console.card->flip_fails = ErrorKind::Permission;
    console.card->take_display_fails = ErrorKind::Permission;
    CHECK_FALSE(console.window->presenter().beat());
    CHECK(console.window->presenter().is_held());
    // Of the key that was held the end is not seen: it rises without acting.
    SDL_Event risen{};
    REQUIRE(console.window->wait(risen, 0));
    REQUIRE(risen.type == SDL_KEYUP);
    CHECK(shell::is_lost(risen.key));
    CHECK(console.next(0) == 0);
    CHECK_FALSE(console.keyboard.is_read());

    console.card->flip_fails.reset();
    console.card->take_display_fails.reset();
    std::uint32_t told = 0;
    for (int tries = 0; told == 0 && tries < 5; ++tries)
        told = console.next(10'000);
    CHECK(told == SDL_WINDOWEVENT);
    CHECK_FALSE(console.window->presenter().is_held());
    CHECK(console.keyboard.is_read());
    console.press();
    CHECK(console.next(10'000) == SDL_KEYDOWN);
}

TEST_CASE("a panel that is unplugged leaves fingers and keys to the kiosk") {
    Console console;
    REQUIRE(console.show_something());
    console.card->refresh();
    console.card->plugged.clear();
    console.card->flip_fails = ErrorKind::NotFound;
    CHECK_FALSE(console.window->presenter().beat());
    CHECK_FALSE(console.window->presenter().is_held());
    CHECK(console.next(0) == 0);
    CHECK(console.keyboard.is_read());
}
