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

}  // namespace otk::test
