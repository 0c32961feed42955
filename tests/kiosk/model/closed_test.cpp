// The hours of the place: never in the middle of a visit, and never a black screen.

#include <catch2/catch.hpp>

#include "tests/kiosk/model/visitor.h"

namespace otk::test {

using namespace kiosk::model;

namespace {

const Closed tonight{{2026, 11, 26}, schedule::Moment{{2026, 11, 27}, 510}};

Effects closes(Visitor& visitor) {
    return visitor.model().tell(PlaceHours{tonight}, visitor.now());
}

Effects opens(Visitor& visitor) {
    return visitor.model().tell(PlaceHours{}, visitor.now());
}

}  // namespace

TEST_CASE("an empty hall is closed at once, and opens again with the first screen") {
    Visitor visitor;
    static_cast<void>(visitor.waits(60'000));
    const Effects effects = closes(visitor);
    CHECK(effects.page_turned);
    CHECK(effects.saves.empty());
    REQUIRE(visitor.state().screen == Screen::Closed);
    CHECK(visitor.state().closed == tonight);
    CHECK(visitor.state().visit == nullptr);
    CHECK(visitor.model().next_deadline_ms() == Model::no_deadline);
    CHECK(opens(visitor).page_turned);
    CHECK(visitor.state().screen == Screen::Rate);
    CHECK(visitor.state().visit != nullptr);
}

TEST_CASE("a kiosk that starts at night starts closed") {
    Options options;
    options.closed = tonight;
    Visitor visitor("reception", options);
    REQUIRE(visitor.state().screen == Screen::Closed);
    CHECK(visitor.state().closed == tonight);
}

TEST_CASE("what is said of a closed place follows the day") {
    Visitor visitor;
    static_cast<void>(visitor.waits(60'000));
    static_cast<void>(closes(visitor));
    CHECK_FALSE(closes(visitor).state_changed);
    const Closed morning{{2026, 11, 27}, tonight.next};
    const Effects effects = visitor.model().tell(PlaceHours{morning}, visitor.now());
    CHECK(effects.state_changed);
    CHECK_FALSE(effects.page_turned);
    CHECK(visitor.state().closed == morning);
}

TEST_CASE("a visit that has begun ends first, with all its answers") {
    Visitor visitor;
    static_cast<void>(visitor.commits(visitor.rates(2)));
    static_cast<void>(visitor.waits(30'000));
    CHECK_FALSE(closes(visitor).page_turned);
    static_cast<void>(visitor.toggles("reasons", "waiting"));
    static_cast<void>(closes(visitor));
    REQUIRE(visitor.state().screen == Screen::Question);
    const Effects done = visitor.does(IntentKind::Done);
    REQUIRE(done.saves.size() == 1);
    CHECK(done.saves.front().kind == SaveKind::Close);
    CHECK(answer_in(done.saves.front().response, "reasons") == "waiting");
    static_cast<void>(visitor.commits(done.saves.front()));
    static_cast<void>(closes(visitor));
    REQUIRE(visitor.state().screen == Screen::Thanks);
    static_cast<void>(visitor.waits(40'000));
    CHECK(visitor.state().screen == Screen::Closed);
}

TEST_CASE("a visit that is left ends as the form says, and then the place is closed") {
    Visitor visitor;
    static_cast<void>(visitor.commits(visitor.rates(5)));
    static_cast<void>(closes(visitor));
    const std::vector<Save> saves = visitor.waits(60'000);
    REQUIRE(saves.size() == 1);
    CHECK(saves.front().kind == SaveKind::Close);
    CHECK(visitor.state().screen == Screen::Closed);
}

TEST_CASE("who takes back a mark at closing time may give another") {
    Visitor visitor;
    static_cast<void>(visitor.commits(visitor.rates(2)));
    static_cast<void>(closes(visitor));
    static_cast<void>(visitor.does(IntentKind::Undo));
    REQUIRE(visitor.state().screen == Screen::Rate);
    static_cast<void>(visitor.waits(10'000));
    static_cast<void>(closes(visitor));
    REQUIRE(visitor.state().screen == Screen::Rate);
    CHECK(answer_in(visitor.rates(4).response, "rating") == "4");
}

TEST_CASE("who has just made the text larger is not sent away") {
    Visitor visitor;
    static_cast<void>(visitor.does(IntentKind::Larger));
    static_cast<void>(visitor.waits(39'000));
    static_cast<void>(closes(visitor));
    CHECK(visitor.state().screen == Screen::Rate);
    CHECK(visitor.state().view.large);
}

TEST_CASE("a clock that jumps two hours in a visit, there and back, changes nothing of it") {
    Visitor visitor;
    const Save rated = visitor.rates(3);
    static_cast<void>(visitor.commits(rated));
    static_cast<void>(closes(visitor));
    static_cast<void>(opens(visitor));
    static_cast<void>(closes(visitor));
    static_cast<void>(opens(visitor));
    REQUIRE(visitor.state().screen == Screen::Question);
    const Effects done = visitor.does(IntentKind::Done);
    REQUIRE(done.saves.size() == 1);
    CHECK(done.saves.front().visit_id == rated.visit_id);
    CHECK(answer_in(done.saves.front().response, "rating") == "3");
    static_cast<void>(visitor.commits(done.saves.front()));
    static_cast<void>(visitor.waits(40'000));
    CHECK(visitor.state().screen == Screen::Rate);
}

TEST_CASE("on the closed screen language and size can be changed, and fall back") {
    Visitor visitor;
    static_cast<void>(visitor.waits(60'000));
    static_cast<void>(closes(visitor));
    static_cast<void>(visitor.does(IntentKind::SwitchLanguage, "en"));
    static_cast<void>(visitor.does(IntentKind::Larger));
    static_cast<void>(visitor.does(IntentKind::NextVisitor));
    static_cast<void>(visitor.does(IntentKind::Done));
    CHECK(visitor.state().screen == Screen::Closed);
    CHECK(visitor.state().view.language == "en");
    CHECK(visitor.state().view.large);
    CHECK(visitor.waits(60'000).empty());
    CHECK(visitor.state().view == ViewOptions{});
    CHECK(visitor.state().screen == Screen::Closed);
}

TEST_CASE("a closed kiosk that cannot record stays closed, and says so once it opens") {
    Visitor visitor;
    static_cast<void>(visitor.waits(60'000));
    static_cast<void>(closes(visitor));
    static_cast<void>(visitor.model().tell(CannotRecord{}, visitor.now()));
    CHECK(visitor.state().screen == Screen::Closed);
    static_cast<void>(opens(visitor));
    CHECK(visitor.state().screen == Screen::OutOfService);
    static_cast<void>(closes(visitor));
    CHECK(visitor.state().screen == Screen::Closed);
    static_cast<void>(opens(visitor));
    static_cast<void>(visitor.model().tell(Recovered{}, visitor.now()));
    CHECK(visitor.state().screen == Screen::Rate);
}

}  // namespace otk::test
