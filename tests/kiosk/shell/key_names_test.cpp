#include "kiosk/shell/key_names.h"

#include <string>

#include <SDL.h>
#include <catch2/catch.hpp>

#include "kiosk/shell/sdl_library.h"

using namespace otk;
using kiosk::shell::usage_named;

TEST_CASE("keys have the names that SDL gives them") {
    REQUIRE(kiosk::shell::load_sdl());
    int named = 0;
    for (int usage = 0; usage < SDL_NUM_SCANCODES; ++usage) {
        const std::string name = SDL_GetScancodeName(static_cast<SDL_Scancode>(usage));
        if (name.empty()) continue;
        CAPTURE(name);
        // Two keys are called "Return"; the name means the first.
        CHECK(usage_named(name) == static_cast<int>(SDL_GetScancodeFromName(name.c_str())));
        ++named;
    }
    CHECK(named > 200);
}

TEST_CASE("a key's name is known in whichever case, and nothing else is a name") {
    CHECK(usage_named("keypad ENTER") == 88);
    CHECK(usage_named("Keypad") == std::nullopt);
    CHECK(usage_named("") == std::nullopt);
    CHECK(usage_named("Right ") == std::nullopt);
}
