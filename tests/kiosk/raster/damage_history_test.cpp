#include <catch2/catch.hpp>

#include "kiosk/raster/damage_history.h"

using otk::kiosk::raster::Area;
using otk::kiosk::raster::DamageHistory;

namespace {

constexpr Area bounds{0, 0, 100, 200};
constexpr Area first{0, 0, 10, 10};
constexpr Area second{20, 20, 40, 40};
constexpr Area third{90, 190, 120, 220};

}  // namespace

TEST_CASE("a buffer of the frame before lacks that frame's damage only") {
    DamageHistory history;
    history.add({bounds});
    history.add({first, second});
    CHECK(history.missing(1, bounds) == std::vector<Area>{first, second});
}

TEST_CASE("an older buffer lacks what all frames since it changed, each area once") {
    DamageHistory history;
    history.add({bounds});
    history.add({first});
    history.add({second, first});
    CHECK(history.missing(2, bounds) == std::vector<Area>{second, first});
}

TEST_CASE("foreign content, or older than is remembered, is drawn whole") {
    DamageHistory history;
    CHECK(history.missing(1, bounds) == std::vector<Area>{bounds});
    for (std::size_t frame = 0; frame < DamageHistory::frames_max + 2; ++frame)
        history.add({first});
    CHECK(history.missing(0, bounds) == std::vector<Area>{bounds});
    CHECK(history.missing(-3, bounds) == std::vector<Area>{bounds});
    CHECK(history.missing(static_cast<int>(DamageHistory::frames_max), bounds) ==
          std::vector<Area>{first});
    CHECK(history.missing(static_cast<int>(DamageHistory::frames_max) + 1, bounds) ==
          std::vector<Area>{bounds});
    history.forget();
    CHECK(history.missing(1, bounds) == std::vector<Area>{bounds});
}

TEST_CASE("what lies outside the picture is cut off") {
    DamageHistory history;
    history.add({third, {100, 0, 110, 10}});
    CHECK(history.missing(1, bounds) == std::vector<Area>{{90, 190, 100, 200}});
}
