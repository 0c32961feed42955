#include <catch2/catch.hpp>

#include "tests/kiosk/model/visitor.h"

namespace otk::test {

using namespace kiosk::model;

TEST_CASE("nobody is asked whether he is there before anybody came") {
    Visitor visitor;
    REQUIRE(visitor.waits(3'600'000).empty());
    REQUIRE(visitor.state().overlay == Overlay::None);
    REQUIRE(visitor.model().next_deadline_ms() == Model::no_deadline);
}

TEST_CASE("an abandoned visit is warned, counted down and closed with what the form keeps") {
    Visitor visitor;
    const Save rated = visitor.rates(2);
    static_cast<void>(visitor.commits(rated));
    static_cast<void>(visitor.does(IntentKind::Contrast));
    REQUIRE(visitor.waits(39'999).empty());
    REQUIRE(visitor.state().overlay == Overlay::None);
    static_cast<void>(visitor.waits(1));
    REQUIRE(visitor.state().overlay == Overlay::Idle);
    REQUIRE(visitor.state().idle_left_s == 20);
    REQUIRE(visitor.state().idle_total_s == 20);
    static_cast<void>(visitor.waits(1'000));
    REQUIRE(visitor.state().idle_left_s == 19);
    REQUIRE(visitor.waits(18'999).empty());
    REQUIRE(visitor.state().idle_left_s == 1);
    const std::vector<Save> saves = visitor.waits(1);
    REQUIRE(saves.size() == 1);
    REQUIRE(saves.front().kind == SaveKind::Close);
    REQUIRE(saves.front().visit_id == rated.visit_id);
    REQUIRE(answer_in(saves.front().response, "rating") == "2");
    REQUIRE(visitor.state().screen == Screen::Rate);
    REQUIRE(visitor.state().view == ViewOptions{});
    REQUIRE(visitor.state().overlay == Overlay::None);
}

TEST_CASE("the warning can be answered again and again, and the answers stay") {
    Visitor visitor;
    static_cast<void>(visitor.rates(2));
    for (int round = 0; round < 5; ++round) {
        static_cast<void>(visitor.waits(50'000));
        REQUIRE(visitor.state().overlay == Overlay::Idle);
        REQUIRE(visitor.does(IntentKind::StillHere).page_turned);
        REQUIRE(visitor.state().overlay == Overlay::None);
    }
    REQUIRE(visitor.value("rating") == "2");
}

TEST_CASE("whoever comes next may say so in the warning") {
    Visitor visitor;
    static_cast<void>(visitor.rates(2));
    static_cast<void>(visitor.waits(45'000));
    REQUIRE(visitor.does(IntentKind::NextVisitor).saves.front().kind == SaveKind::Close);
    REQUIRE(visitor.state().screen == Screen::Rate);
}

TEST_CASE("any touch before the warning puts it off, a touch beside its keys does not end it") {
    Visitor visitor;
    static_cast<void>(visitor.rates(2));
    static_cast<void>(visitor.waits(39'000));
    static_cast<void>(visitor.model().touched(visitor.now()));
    static_cast<void>(visitor.waits(39'000));
    REQUIRE(visitor.state().overlay == Overlay::None);
    static_cast<void>(visitor.waits(1'000));
    REQUIRE(visitor.state().overlay == Overlay::Idle);
    static_cast<void>(visitor.model().touched(visitor.now()));
    REQUIRE(visitor.state().overlay == Overlay::Idle);
    REQUIRE(visitor.does(IntentKind::Next).saves.empty());
    REQUIRE(visitor.page() == "reasons");
}

TEST_CASE("the text of an abandoned page is dropped where the form says so") {
    Visitor visitor;
    static_cast<void>(visitor.rates(1));
    static_cast<void>(visitor.does(IntentKind::Next));
    static_cast<void>(visitor.does(IntentKind::Next));
    REQUIRE(visitor.page() == "wish");
    visitor.types("очередь");
    const std::vector<Save> saves = visitor.waits(60'000);
    REQUIRE(saves.size() == 1);
    REQUIRE(answer_in(saves.front().response, "wish").empty());
    REQUIRE(answer_in(saves.front().response, "rating") == "1");
}

TEST_CASE("a machine that slept still shows the whole warning") {
    Visitor visitor;
    static_cast<void>(visitor.rates(1));
    REQUIRE(visitor.model().tick(visitor.now() + 10'000'000).saves.empty());
    REQUIRE(visitor.state().overlay == Overlay::Idle);
    REQUIRE(visitor.state().idle_left_s == 20);
}

TEST_CASE("a changed view alone falls back after the same warning") {
    Visitor visitor;
    static_cast<void>(visitor.does(IntentKind::SwitchLanguage, "en"));
    static_cast<void>(visitor.does(IntentKind::Larger));
    REQUIRE(visitor.waits(60'000).empty());
    REQUIRE(visitor.state().view == ViewOptions{});
    REQUIRE(visitor.state().screen == Screen::Rate);
}

TEST_CASE("the thank-you page goes by itself, counted from its words") {
    Visitor visitor;
    static_cast<void>(visitor.rates(5));
    const Effects done = visitor.does(IntentKind::Done);
    static_cast<void>(visitor.waits(10'000));
    REQUIRE(visitor.state().thanks_left_s == 30);
    static_cast<void>(visitor.commits(done.saves.front()));
    REQUIRE(visitor.state().thanks_left_s == 40);
    static_cast<void>(visitor.waits(39'999));
    REQUIRE(visitor.state().screen == Screen::Thanks);
    REQUIRE(visitor.waits(1).empty());
    REQUIRE(visitor.state().screen == Screen::Rate);
}

TEST_CASE("an explanation left open on the thank-you page is closed by its end") {
    Visitor visitor;
    static_cast<void>(visitor.rates(5));
    const Effects done = visitor.does(IntentKind::Done);
    static_cast<void>(visitor.commits(done.saves.front()));
    static_cast<void>(visitor.does(IntentKind::WhatWeRecord));
    static_cast<void>(visitor.waits(40'000));
    REQUIRE(visitor.state().screen == Screen::Rate);
    REQUIRE(visitor.state().overlay == Overlay::None);
}

TEST_CASE("out of service a changed view falls back without a question") {
    Visitor visitor;
    static_cast<void>(visitor.model().tell(CannotRecord{}, visitor.now()));
    static_cast<void>(visitor.does(IntentKind::SwitchLanguage, "en"));
    REQUIRE(visitor.state().view.language == "en");
    static_cast<void>(visitor.waits(60'000));
    REQUIRE(visitor.state().view == ViewOptions{});
    REQUIRE(visitor.state().overlay == Overlay::None);
    REQUIRE(visitor.model().next_deadline_ms() == Model::no_deadline);
}

}  // namespace otk::test
