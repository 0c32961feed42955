#include <catch2/catch.hpp>

#include "tests/kiosk/model/visitor.h"

using otk::kiosk::model::IntentKind;
using otk::kiosk::model::Save;
using otk::kiosk::model::SaveKind;
using otk::test::Visitor;
namespace misuse = otk::kiosk::misuse;
using Flags = std::vector<std::string>;

namespace {

void drum(Visitor& visitor, int times) {
    for (int index = 0; index < times; ++index) {
        const std::int64_t from_ms = visitor.now() + index * 50;
        visitor.model().felt({from_ms, from_ms + 30, misuse::TouchKind::Missed});
    }
}

void tap(Visitor& visitor) {
    visitor.model().felt({visitor.now(), visitor.now(), misuse::TouchKind::Acted});
}

}  // namespace

TEST_CASE("a calm visit bears no flag") {
    Visitor visitor;
    tap(visitor);
    CHECK(visitor.rates(4).response.flags.empty());
    const auto saves = visitor.does(IntentKind::Done).saves;
    REQUIRE(saves.size() == 1);
    CHECK(saves[0].response.flags.empty());
}

TEST_CASE("drumming on the faces flags the answer, which is kept") {
    Visitor visitor;
    drum(visitor, 12);
    const Save save = visitor.rates(1);
    CHECK(save.kind == SaveKind::Open);
    CHECK(otk::test::answer_in(save.response, "rating") == "1");
    CHECK(save.response.flags == Flags{"mashing/1", "drumming/1"});
}

TEST_CASE("what is done after the mark flags the row that ends the visit") {
    Visitor visitor;
    tap(visitor);
    CHECK(visitor.rates(5).response.flags.empty());
    drum(visitor, 12);
    const auto saves = visitor.does(IntentKind::Done).saves;
    REQUIRE(saves.size() == 1);
    CHECK(saves[0].response.flags == Flags{"mashing/1", "drumming/1"});
}

TEST_CASE("the next visitor is not blamed for the one before") {
    Visitor visitor;
    drum(visitor, 12);
    visitor.rates(1);
    visitor.does(IntentKind::NextVisitor);
    visitor.waits(10'000);
    tap(visitor);
    CHECK(visitor.rates(1).response.flags.empty());
}

TEST_CASE("the third equal mark within seconds is flagged") {
    Visitor visitor;
    for (int visit = 0; visit < 4; ++visit) {
        CAPTURE(visit);
        tap(visitor);
        CHECK(visitor.rates(5).response.flags == (visit < 2 ? Flags{} : Flags{"same-marks/1"}));
        visitor.does(IntentKind::NextVisitor);
        visitor.waits(1'000);
    }
}

TEST_CASE("a mark taken back again and again beside the targets is flagged, once is not") {
    Visitor visitor;
    for (int times = 0; times < 3; ++times) {
        tap(visitor);
        const Save save = visitor.rates(2);
        CHECK(save.response.flags.empty());
        visitor.commits(save);
        visitor.does(IntentKind::Undo);
        visitor.waits(3'000);
        for (int index = 0; index < 3; ++index) {
            visitor.model().felt({visitor.now(), visitor.now() + 30, misuse::TouchKind::Missed});
            visitor.waits(700);
        }
    }
    CHECK(visitor.rates(2).response.flags == Flags{"drumming/1", "see-saw/1"});
}
