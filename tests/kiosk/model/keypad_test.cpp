#include <catch2/catch.hpp>

#include "tests/kiosk/model/visitor.h"

namespace otk::test {

using namespace kiosk::model;

TEST_CASE("a key on the first screen is somebody who may have left again") {
    Visitor visitor;
    static_cast<void>(visitor.model().keyed(visitor.now()));
    REQUIRE(visitor.waits(40'000).empty());
    REQUIRE(visitor.state().overlay == Overlay::Idle);
    const Effects gone = visitor.model().tick(visitor.now() + 20'000);
    REQUIRE(gone.visitor_left);
    REQUIRE(gone.saves.empty());
    REQUIRE(visitor.state().overlay == Overlay::None);
    static_cast<void>(visitor.waits(20'000));
    REQUIRE(visitor.model().next_deadline_ms() == Model::no_deadline);
}

TEST_CASE("a finger after a key leaves nothing to watch for") {
    Visitor visitor;
    static_cast<void>(visitor.model().keyed(visitor.now()));
    static_cast<void>(visitor.model().touched(visitor.now()));
    static_cast<void>(visitor.waits(3'600'000));
    REQUIRE(visitor.state().overlay == Overlay::None);
}

TEST_CASE("a key puts the warning off, and does not end it") {
    Visitor visitor;
    static_cast<void>(visitor.rates(2));
    static_cast<void>(visitor.waits(39'000));
    static_cast<void>(visitor.model().keyed(visitor.now()));
    static_cast<void>(visitor.waits(39'999));
    REQUIRE(visitor.state().overlay == Overlay::None);
    static_cast<void>(visitor.waits(1));
    REQUIRE(visitor.state().overlay == Overlay::Idle);
    static_cast<void>(visitor.model().keyed(visitor.now()));
    REQUIRE(visitor.state().overlay == Overlay::Idle);
}

TEST_CASE("out of service a key is forgotten without a question") {
    Visitor visitor;
    static_cast<void>(visitor.model().tell(CannotRecord{}, visitor.now()));
    static_cast<void>(visitor.model().keyed(visitor.now()));
    REQUIRE(visitor.model().tick(visitor.now() + 60'000).visitor_left);
    REQUIRE(visitor.state().overlay == Overlay::None);
}

TEST_CASE("a visitor leaves with his visit, not with a mark that he takes back") {
    Visitor visitor;
    const Save rated = visitor.rates(2);
    static_cast<void>(visitor.commits(rated));
    REQUIRE_FALSE(visitor.does(IntentKind::Undo).visitor_left);
    const Effects again = visitor.chooses("rating", "5");
    REQUIRE_FALSE(again.visitor_left);
    REQUIRE_FALSE(visitor.does(IntentKind::Done).visitor_left);
    REQUIRE(visitor.state().screen == Screen::Thanks);
    REQUIRE(visitor.model().tick(visitor.now() + 40'000).visitor_left);
    static_cast<void>(visitor.rates(1));
    REQUIRE(visitor.does(IntentKind::NextVisitor).visitor_left);
}

TEST_CASE("the seconds of the toast wait while somebody stands on its key") {
    Visitor visitor;
    const Save rated = visitor.rates(2);
    static_cast<void>(visitor.commits(rated));
    static_cast<void>(visitor.waits(3'000));
    REQUIRE(visitor.state().toast->left_steps == 16);
    visitor.model().keep_toast(true, visitor.now());
    static_cast<void>(visitor.waits(30'000));
    REQUIRE(visitor.state().toast->left_steps == 16);
    visitor.model().keep_toast(false, visitor.now());
    static_cast<void>(visitor.waits(3'999));
    REQUIRE(visitor.state().toast->left_steps == 1);
    static_cast<void>(visitor.waits(1));
    REQUIRE(visitor.state().toast->left_steps == 0);
    // What is over is not brought back.
    visitor.model().keep_toast(true, visitor.now());
    static_cast<void>(visitor.does(IntentKind::Undo));
    REQUIRE(visitor.page() == "reasons");
}

TEST_CASE("a mark taken back while its toast was kept leaves the next toast its time") {
    Visitor visitor;
    static_cast<void>(visitor.commits(visitor.rates(2)));
    visitor.model().keep_toast(true, visitor.now());
    static_cast<void>(visitor.does(IntentKind::Undo));
    static_cast<void>(visitor.commits(visitor.rates(4)));
    REQUIRE(visitor.state().toast->left_steps == 28);
    static_cast<void>(visitor.waits(7'000));
    REQUIRE(visitor.state().toast->left_steps == 0);
}

}  // namespace otk::test
