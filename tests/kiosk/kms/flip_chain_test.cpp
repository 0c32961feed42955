#include <algorithm>

#include <catch2/catch.hpp>

#include "kiosk/kms/flip_chain.h"
#include "kiosk/kms/output.h"
#include "tests/kiosk/kms/fake_card.h"

using namespace otk;
using namespace otk::kiosk;
using namespace otk::kiosk::kms;
using raster::Area;

namespace {

constexpr int width = 16;
constexpr int height = 12;

/// A picture in memory that changes by areas, and a chain that shows it.
struct Panel {
    test::FakeCard card;
    std::vector<std::uint32_t> pixels =
        std::vector<std::uint32_t>(std::size_t{width} * std::size_t{height}, 0x111111);
    std::unique_ptr<FlipChain> chain;

    Panel() {
        card.plugged = {test::panel_at("DP-1", width, height)};
        auto started = FlipChain::start(card, *choose_output(card.plugged, ""));
        REQUIRE(started);
        chain = std::move(*started);
    }

    raster::Surface surface() { return {pixels.data(), width, height, width}; }

    Result<void> show(const Area& area, std::uint32_t colour) {
        for (int y = area.top; y < area.bottom; ++y) {
            std::fill_n(surface().row(y) + area.left, area.width(), colour);
        }
        return chain->show(surface(), {area});
    }

    Result<void> refresh() {
        card.refresh();
        return chain->take_flips();
    }
};

constexpr Area left{0, 0, 4, 12};
constexpr Area middle{4, 3, 9, 7};
constexpr Area right{10, 1, 16, 5};

}  // namespace

TEST_CASE("pictures are shown in turns, each with all that changed since its buffer was shown") {
    Panel panel;
    CHECK(panel.card.shown() == std::vector<std::uint32_t>(width * height, 0));
    std::uint32_t colour = 0x200000;
    for (const Area& area : {Area{0, 0, width, height}, left, middle, right, left, left, middle}) {
        REQUIRE(panel.show(area, ++colour));
        CHECK(panel.chain->is_flipping());
        REQUIRE(panel.refresh());
        CHECK_FALSE(panel.chain->is_flipping());
        CHECK(panel.card.shown() == panel.pixels);
    }
    CHECK(panel.card.modes_set() == 1);
}

TEST_CASE("a picture that comes during a flip waits for it, and the newest one is shown") {
    Panel panel;
    REQUIRE(panel.show({0, 0, width, height}, 1));
    REQUIRE(panel.show(left, 2));
    REQUIRE(panel.show(middle, 3));
    CHECK(panel.chain->is_flipping());
    REQUIRE(panel.refresh());
    CHECK(panel.chain->is_flipping());  // to what waited
    REQUIRE(panel.refresh());
    CHECK(panel.card.shown() == panel.pixels);
    CHECK_FALSE(panel.card.has_flip_to_do());
}

TEST_CASE("a refresh that ended no flip changes nothing") {
    Panel panel;
    REQUIRE(panel.show(left, 1));
    REQUIRE(panel.chain->take_flips());
    CHECK(panel.chain->is_flipping());
    REQUIRE(panel.refresh());
    REQUIRE(panel.chain->take_flips());
    CHECK_FALSE(panel.chain->is_flipping());
}

TEST_CASE("EBUSY: the picture waits for the flip that the kernel still has, and is shown whole") {
    Panel panel;
    REQUIRE(panel.show({0, 0, width, height}, 1));
    REQUIRE(panel.refresh());
    REQUIRE(panel.show(left, 2));
    REQUIRE(panel.refresh());
    panel.card.flip_fails = ErrorKind::Unavailable;
    CHECK(panel.show(middle, 3));
    CHECK(panel.chain->is_flipping());
    panel.card.flip_fails.reset();
    // The kernel's flip ends: nothing is on its way in the fake, so its end is made by hand.
    REQUIRE(panel.card.flip(panel.chain->output(), {1, 1, {}}));
    REQUIRE(panel.refresh());
    REQUIRE(panel.refresh());
    CHECK(panel.card.shown() == panel.pixels);
    REQUIRE(panel.show(right, 4));
    REQUIRE(panel.refresh());
    CHECK(panel.card.shown() == panel.pixels);
}

TEST_CASE("EACCES: another program has the display, until it is given back") {
    Panel panel;
    REQUIRE(panel.show({0, 0, width, height}, 1));
    REQUIRE(panel.refresh());
    panel.card.flip_fails = ErrorKind::Permission;
    const auto refused = panel.show(left, 2);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == ErrorKind::Permission);
    CHECK_FALSE(panel.chain->is_flipping());
    panel.card.set_mode_fails = ErrorKind::Permission;
    CHECK_FALSE(panel.chain->restore());
    panel.card.set_mode_fails.reset();
    panel.card.flip_fails.reset();
    REQUIRE(panel.chain->restore());
    CHECK(panel.card.shown() == panel.pixels);
    for (const Area& area : {middle, right, left}) {
        REQUIRE(panel.show(area, 7));
        REQUIRE(panel.refresh());
        CHECK(panel.card.shown() == panel.pixels);
    }
}

TEST_CASE("ENOENT: a panel that was unplugged is told as gone") {
    Panel panel;
    panel.card.flip_fails = ErrorKind::NotFound;
    const auto gone = panel.show(left, 2);
    REQUIRE_FALSE(gone);
    CHECK(gone.error().kind == ErrorKind::NotFound);
}

TEST_CASE("a chain that cannot start leaves no buffers behind") {
    test::FakeCard card;
    card.plugged = {test::panel_at("DP-1", width, height)};
    const auto output = choose_output(card.plugged, "");
    REQUIRE(output);
    card.buffers_max = 1;
    CHECK(FlipChain::start(card, *output).error().kind == ErrorKind::NoSpace);
    CHECK(card.buffer_count() == 0);
    card.buffers_max = 2;
    card.set_mode_fails = ErrorKind::Permission;
    CHECK(FlipChain::start(card, *output).error().kind == ErrorKind::Permission);
    CHECK(card.buffer_count() == 0);
    card.set_mode_fails.reset();
    {
        const auto chain = FlipChain::start(card, *output);
        REQUIRE(chain);
        CHECK(card.buffer_count() == 2);
    }
    CHECK(card.buffer_count() == 0);
}
