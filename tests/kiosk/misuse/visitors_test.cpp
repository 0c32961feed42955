#include <catch2/catch.hpp>

#include "tests/kiosk/misuse/visitors.h"

using namespace otk::test;

TEST_CASE("misuse is caught and honest visitors are left alone") {
    const Quality quality = otk::test::quality(20261126, 500);
    CHECK(quality.precision > 0.95);
    CHECK(quality.recall > 0.75);
    for (std::size_t index = 0; index < visitor_kinds.size(); ++index) {
        const Hall::Count& count = quality.by_kind.at(index);
        CAPTURE(visitor_kinds.at(index).name, count.visits, count.flagged);
        if (visitor_kinds.at(index).is_misuse) {
            // Leaning is hard to tell from a hand at rest, and the first two of a row are never
            // flagged.
            CHECK(count.flagged * 3 > count.visits);
        } else {
            // Trembling hands and agreeing families above all must not lose their voice.
            CHECK(count.flagged * 50 < count.visits);
        }
    }
}
