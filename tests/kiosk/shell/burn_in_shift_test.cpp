#include <algorithm>
#include <cstdlib>
#include <set>
#include <utility>

#include <catch2/catch.hpp>

#include <imgui.h>
#include <imgui_internal.h>

#include "kiosk/raster/picture.h"
#include "kiosk/shell/burn_in_shift.h"

using namespace otk::kiosk;
using shell::BurnInShift;
using shell::Shift;

TEST_CASE("at rest the picture stands elsewhere every three minutes, and comes back") {
    BurnInShift shift(0);
    std::set<std::pair<int, int>> seen;
    std::int64_t now = 0;
    for (int step = 0; step < 9; ++step) {
        CHECK(shift.next_ms(true) == now + BurnInShift::every_ms);
        CHECK_FALSE(shift.step(true, now + BurnInShift::every_ms - 1));
        now += BurnInShift::every_ms;
        const Shift before = shift.shift();
        REQUIRE(shift.step(true, now));
        CHECK_FALSE(shift.step(true, now));
        CHECK_FALSE(shift.shift() == before);
        CHECK(std::abs(shift.shift().right) <= BurnInShift::furthest_px);
        CHECK(std::abs(shift.shift().down) <= BurnInShift::furthest_px);
        seen.emplace(shift.shift().right, shift.shift().down);
    }
    CHECK(seen.size() == 9);
    CHECK(shift.shift() == Shift{});
}

TEST_CASE("within a visit the picture stays, without a timer, and moves after it") {
    BurnInShift shift(0);
    CHECK(shift.next_ms(false) == BurnInShift::no_deadline);
    CHECK_FALSE(shift.step(false, 10 * BurnInShift::every_ms));
    CHECK(shift.shift() == Shift{});
    CHECK(shift.step(true, 10 * BurnInShift::every_ms));
    // One step for all the time that has passed.
    CHECK_FALSE(shift.step(true, 10 * BurnInShift::every_ms + 1));
}

TEST_CASE("a moved picture covers the panel, and its targets move with it") {
    ImDrawListSharedData shared;
    shared.ClipRectFullscreen = ImVec4(0, 0, 100, 50);
    ImDrawList list(&shared);
    list._ResetForNewFrame();
    list.PushTextureID(nullptr);
    list.PushClipRectFullScreen();
    list.AddRectFilled({0, 0}, {100, 50}, IM_COL32(1, 2, 3, 255));
    list.AddRectFilled({20, 20}, {30, 30}, IM_COL32(200, 0, 0, 255));
    Frame frame;
    frame.draw = &list;
    frame.items.push_back({.id = "mark", .label = {}, .rect = {20, 20, 10, 10}, .intent = {}});
    const auto [right, down] = GENERATE(std::pair(2, -2), std::pair(-2, 2), std::pair(2, 2));
    shell::move_by({right, down}, frame, 100, 50);

    raster::Picture picture;
    picture.read(list, {0, 0, 100, 50});
    std::vector<std::uint32_t> pixels(100 * 50, 0xFFFFFF);
    picture.paint({pixels.data(), 100, 50, 100}, {0, 0, 100, 50});
    CHECK(std::count(pixels.begin(), pixels.end(), 0xC80000U) == 100);
    CHECK(std::count(pixels.begin(), pixels.end(), 0x010203U) == 100 * 50 - 100);
    const auto at = [&](int x, int y) {
        return pixels[static_cast<std::size_t>(y) * 100 + static_cast<std::size_t>(x)];
    };
    CHECK(at(20 + right, 20 + down) == 0xC80000U);
    CHECK(at(29 + right, 29 + down) == 0xC80000U);
    const Rect& rect = frame.items.front().rect;
    CHECK(
        rect == Rect{20.0F + static_cast<float>(right), 20.0F + static_cast<float>(down), 10, 10});
}

TEST_CASE("a picture in its place is left alone") {
    Frame frame;  // without a draw list: nothing may be looked at
    shell::move_by({}, frame, 100, 50);
    CHECK(frame.items.empty());
}
