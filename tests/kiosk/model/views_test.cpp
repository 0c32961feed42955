#include <catch2/catch.hpp>

#include "tests/kiosk/model/visitor.h"

namespace otk::test {

using namespace kiosk::model;

TEST_CASE("speech is on only where there is a voice for the visit's language") {
    Visitor visitor;
    static_cast<void>(visitor.does(IntentKind::Listen));
    REQUIRE_FALSE(visitor.state().view.listening);
    REQUIRE(visitor.model().tell(SpeechReady{{"ru"}}, visitor.now()).state_changed);
    static_cast<void>(visitor.does(IntentKind::Listen));
    REQUIRE(visitor.state().view.listening);
    static_cast<void>(visitor.does(IntentKind::SwitchLanguage, "en"));
    REQUIRE_FALSE(visitor.state().view.listening);
    static_cast<void>(visitor.does(IntentKind::Listen));
    REQUIRE_FALSE(visitor.state().view.listening);
}

TEST_CASE("speech follows the language where both have a voice, and is turned off again") {
    Visitor visitor;
    static_cast<void>(visitor.model().tell(SpeechReady{{"ru", "en"}}, visitor.now()));
    static_cast<void>(visitor.does(IntentKind::Listen));
    static_cast<void>(visitor.does(IntentKind::SwitchLanguage, "en"));
    REQUIRE(visitor.state().view.listening);
    static_cast<void>(visitor.does(IntentKind::Listen));
    REQUIRE_FALSE(visitor.state().view.listening);
}

TEST_CASE("low reach and speech end with the visit and keep its answers") {
    Visitor visitor;
    static_cast<void>(visitor.model().tell(SpeechReady{{"ru"}}, visitor.now()));
    static_cast<void>(visitor.rates(2));
    static_cast<void>(visitor.does(IntentKind::Lower));
    static_cast<void>(visitor.does(IntentKind::Listen));
    REQUIRE(visitor.state().view == ViewOptions{"ru", false, false, true, true});
    REQUIRE(visitor.value("rating") == "2");
    static_cast<void>(visitor.waits(60'000));
    REQUIRE(visitor.state().view == ViewOptions{});
    REQUIRE(visitor.state().spoken_languages == std::vector<std::string>{"ru"});
}

TEST_CASE("low reach alone on the first screen falls back after the warning") {
    Visitor visitor;
    static_cast<void>(visitor.does(IntentKind::Lower));
    static_cast<void>(visitor.waits(40'000));
    REQUIRE(visitor.state().overlay == Overlay::Idle);
    static_cast<void>(visitor.waits(20'000));
    REQUIRE(visitor.state().view == ViewOptions{});
}

TEST_CASE("pages are asked for anew in low reach") {
    std::vector<bool> asked;
    Options options;
    options.pages = [&asked](const ViewOptions& view) {
        asked.push_back(view.low);
        return std::shared_ptr<const std::vector<form::Page>>();
    };
    Visitor visitor("reception", std::move(options));
    static_cast<void>(visitor.does(IntentKind::Lower));
    static_cast<void>(visitor.does(IntentKind::Lower));
    REQUIRE(asked == std::vector<bool>{false, true, false});
}

TEST_CASE("a visitor makes speech louder and quieter within its steps, until he has left") {
    Visitor visitor;
    Comfort comfort;
    comfort.volume = 4;
    static_cast<void>(visitor.model().tell(comfort, visitor.now()));
    CHECK(volume_of(visitor.state()) == 4);
    static_cast<void>(visitor.rates(2));
    static_cast<void>(visitor.does(IntentKind::Volume, "+1"));
    static_cast<void>(visitor.does(IntentKind::Volume, "+1"));
    CHECK(volume_of(visitor.state()) == Comfort::volume_most);
    static_cast<void>(visitor.does(IntentKind::Volume, "next"));
    CHECK(volume_of(visitor.state()) == 1);
    static_cast<void>(visitor.does(IntentKind::Volume, "-1"));
    CHECK(volume_of(visitor.state()) == 1);
    static_cast<void>(visitor.does(IntentKind::NextVisitor));
    CHECK(volume_of(visitor.state()) == 4);
}

TEST_CASE("a page is said again only to who listens") {
    Visitor visitor;
    CHECK_FALSE(visitor.does(IntentKind::Repeat).say_again);
    static_cast<void>(visitor.model().tell(SpeechReady{{"ru"}}, visitor.now()));
    static_cast<void>(visitor.does(IntentKind::Listen));
    CHECK(visitor.does(IntentKind::Repeat).say_again);
}

TEST_CASE("speech begins with a headset and ends with it") {
    Visitor visitor;
    static_cast<void>(visitor.model().tell(SpeechReady{{"ru"}}, visitor.now()));
    const Effects plugged = visitor.model().tell(HeadsetChanged{true}, visitor.now());
    CHECK(plugged.say_again);
    CHECK(plugged.state_changed);
    CHECK(visitor.state().headset);
    CHECK(visitor.state().view.listening);
    // A keypad may say it twice.
    CHECK_FALSE(visitor.model().tell(HeadsetChanged{true}, visitor.now()).say_again);
    static_cast<void>(visitor.model().tell(HeadsetChanged{false}, visitor.now()));
    CHECK_FALSE(visitor.state().headset);
    CHECK_FALSE(visitor.state().view.listening);
}

TEST_CASE("a headset brings no speech where there is no voice") {
    Visitor visitor;
    CHECK_FALSE(visitor.model().tell(HeadsetChanged{true}, visitor.now()).say_again);
    CHECK_FALSE(visitor.state().view.listening);
}

}  // namespace otk::test
