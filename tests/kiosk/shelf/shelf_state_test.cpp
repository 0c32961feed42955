#include "kiosk/shelf/shelf_state.h"

#include <catch2/catch.hpp>

using namespace otk;
using kiosk::shelf::parse_shelf_state;
using kiosk::shelf::Refused;
using kiosk::shelf::ShelfState;
using kiosk::shelf::Shelved;
using kiosk::shelf::write_shelf_state;

TEST_CASE("what a kiosk knows of its bundles is read as it was written") {
    ShelfState state;
    CHECK(parse_shelf_state(write_shelf_state(state)).value() == state);
    state.previous = Shelved{"first", 0, "1970-01-01"};
    state.current = Shelved{"12-0a1b2c3d4e5f6071", 12, "2026-11-26"};
    state.next = Shelved{"13-0a1b2c3d4e5f6072", 13, "2026-12-01"};
    state.highest[std::string(64, 'a')] = 13;
    state.refused = Refused{"14", "its texts \"have\" no letters"};
    state.unproved_starts = -1;
    CHECK(parse_shelf_state(write_shelf_state(state)).value() == state);
}

TEST_CASE("a folder's name that leads away, and anything unknown, is refused") {
    ShelfState state;
    state.current = Shelved{"12-0a1b2c3d4e5f6071", 12, "2026-11-26"};
    const std::string good = write_shelf_state(state);
    const auto changed = [&good](const std::string& from, const std::string& to) {
        std::string text = good;
        text.replace(text.find(from), from.size(), to);
        return text;
    };
    CHECK(parse_shelf_state(good));
    CHECK_FALSE(parse_shelf_state(changed("12-0a1b2c3d4e5f6071", "..")));
    CHECK_FALSE(parse_shelf_state(changed("12-0a1b2c3d4e5f6071", "a/b")));
    CHECK_FALSE(parse_shelf_state(changed("12-0a1b2c3d4e5f6071", "")));
    CHECK_FALSE(parse_shelf_state(changed("2026-11-26", "yesterday")));
    CHECK_FALSE(parse_shelf_state(changed("\"version\": 1", "\"version\": 2")));
    CHECK_FALSE(parse_shelf_state(changed("\"version\"", "\"versions\"")));
    CHECK_FALSE(parse_shelf_state(good.substr(0, good.size() / 2)));
    CHECK_FALSE(parse_shelf_state(""));
}
