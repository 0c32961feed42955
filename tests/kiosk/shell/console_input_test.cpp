#include <catch2/catch.hpp>

#include <SDL.h>

#include "kiosk/shell/console_input.h"

using namespace otk::kiosk;
using shell::to_sdl;

TEST_CASE("fingers are told as SDL tells them") {
    using Phase = evdev::Touch::Phase;
    const SDL_Event down = to_sdl(evdev::Touch{Phase::Down, 17, 0.25F, 0.75F});
    CHECK(down.type == SDL_FINGERDOWN);
    CHECK(down.tfinger.fingerId == 17);
    CHECK(down.tfinger.x == 0.25F);
    CHECK(down.tfinger.y == 0.75F);
    CHECK(to_sdl(evdev::Touch{Phase::Move, 17, 0, 0}).type == SDL_FINGERMOTION);
    CHECK(to_sdl(evdev::Touch{Phase::Up, 17, 0, 0}).type == SDL_FINGERUP);
}

TEST_CASE("keys are told by SDL's scancodes, which are USB's usages") {
    const SDL_Event down = to_sdl(evdev::Key{79, true, true});
    CHECK(down.type == SDL_KEYDOWN);
    CHECK(down.key.keysym.scancode == SDL_SCANCODE_RIGHT);
    CHECK(down.key.repeat == 1);
    CHECK_FALSE(shell::is_lost(down.key));
    CHECK(to_sdl(evdev::Key{104, false, false}).type == SDL_KEYUP);
    CHECK_FALSE(shell::is_lost(to_sdl(evdev::Key{104, false, false}).key));
    CHECK(to_sdl(evdev::Key{104, false, false, true}).type == SDL_KEYUP);
    CHECK(shell::is_lost(to_sdl(evdev::Key{104, false, false, true}).key));
    CHECK(to_sdl(evdev::Key{104, false, false}).key.keysym.scancode == SDL_SCANCODE_F13);
}
