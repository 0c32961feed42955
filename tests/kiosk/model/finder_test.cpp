// Looking for a choice of a long list.

#include <catch2/catch.hpp>

#include "core/form/response.h"
#include "tests/kiosk/model/visitor.h"

namespace otk::test {

using namespace kiosk::model;

namespace {

Effects looks_for(Visitor& visitor, const std::string& question) {
    const std::size_t index = visitor.state().visit->form().find(question).value();
    return visitor.model().apply({IntentKind::Find, index, {}}, visitor.now());
}

}  // namespace

TEST_CASE("the letters over a list take what is looked for, and answers stay as they are") {
    Visitor visitor;
    static_cast<void>(visitor.commits(visitor.rates(2)));
    CHECK(looks_for(visitor, "reasons").page_turned);
    REQUIRE(visitor.state().finder.is_typing);
    visitor.types("доk");
    static_cast<void>(visitor.does(IntentKind::Erase));
    visitor.types("л");
    CHECK(visitor.state().finder.query == "дол");
    CHECK(visitor.value("reasons").empty());
    // What was found can be chosen; the page's other keys do not act here.
    static_cast<void>(visitor.toggles("reasons", "waiting"));
    CHECK(visitor.value("reasons") == "waiting");
    CHECK(visitor.state().finder == Finder{true, "дол"});
    static_cast<void>(visitor.toggles("reasons", "waiting"));
    static_cast<void>(visitor.does(IntentKind::Done));
    static_cast<void>(visitor.does(IntentKind::Back));
    CHECK(visitor.value("reasons").empty());
    CHECK(visitor.page() == "reasons");
    CHECK(visitor.does(IntentKind::ShowFound).page_turned);
    CHECK_FALSE(visitor.state().finder.is_typing);
    CHECK(visitor.state().finder.query == "дол");
    static_cast<void>(visitor.toggles("reasons", "waiting"));
    CHECK(visitor.value("reasons") == "waiting");
}

TEST_CASE("what is looked for goes with its page, is stored nowhere and has an end") {
    Visitor visitor;
    static_cast<void>(visitor.commits(visitor.rates(2)));
    static_cast<void>(looks_for(visitor, "reasons"));
    for (std::size_t at = 0; at < Model::query_letters_max + 5; ++at)
        visitor.types("я");
    CHECK(visitor.state().finder.query.size() == 2 * Model::query_letters_max);
    static_cast<void>(visitor.does(IntentKind::ShowFound));
    const Effects next = visitor.does(IntentKind::Next);
    CHECK(visitor.state().finder == Finder{});
    for (const Save& save : next.saves)
        CHECK(form::encode_response(save.response).find("яя") == std::string::npos);
}

TEST_CASE("the mark can be taken back, and the next visitor can come, from the letters too") {
    Visitor visitor;
    static_cast<void>(visitor.commits(visitor.rates(2)));
    static_cast<void>(looks_for(visitor, "reasons"));
    static_cast<void>(visitor.does(IntentKind::Undo));
    CHECK(visitor.state().screen == Screen::Rate);
    CHECK(visitor.state().finder == Finder{});
    static_cast<void>(visitor.commits(visitor.rates(1)));
    static_cast<void>(looks_for(visitor, "reasons"));
    const Effects effects = visitor.does(IntentKind::NextVisitor);
    REQUIRE(effects.saves.size() == 1);
    CHECK(answer_in(effects.saves.front().response, "rating") == "1");
    CHECK(visitor.state().finder == Finder{});
}

TEST_CASE("letters on a sheet of their own are turned to, and each letter begins with the first") {
    Visitor visitor;
    static_cast<void>(visitor.commits(visitor.rates(2)));
    static_cast<void>(looks_for(visitor, "reasons"));
    static_cast<void>(visitor.model().apply({IntentKind::TurnTo, 0, "1"}, visitor.now()));
    CHECK(visitor.state().sheet == 1);
    visitor.types("о");
    CHECK(visitor.state().sheet == 0);
}

TEST_CASE("a list can be left from its letters, without an answer") {
    Visitor visitor;
    static_cast<void>(visitor.commits(visitor.rates(2)));
    static_cast<void>(looks_for(visitor, "reasons"));
    CHECK(visitor.does(IntentKind::Next).page_turned);
    CHECK(visitor.page() != "reasons");
    CHECK(visitor.state().finder == Finder{});
}

TEST_CASE("on a low panel a list of so many begins with its letters, and no shorter one") {
    Visitor open;
    static_cast<void>(open.commits(open.rates(2)));
    REQUIRE(open.page() == "reasons");
    CHECK_FALSE(open.state().finder.is_typing);
    const form::Visit& visit = *open.state().visit;
    const std::size_t count = visit.offered(visit.form().find("reasons").value()).size();
    REQUIRE(count > 1);
    for (const std::size_t from : {count, count + 1}) {
        Visitor visitor("reception", {}, from);
        static_cast<void>(visitor.commits(visitor.rates(2)));
        REQUIRE(visitor.page() == "reasons");
        CHECK(visitor.state().finder.is_typing == (from == count));
    }
}

TEST_CASE("another language begins to look anew: its words have other letters") {
    Visitor visitor;
    static_cast<void>(visitor.commits(visitor.rates(2)));
    static_cast<void>(looks_for(visitor, "reasons"));
    visitor.types("о");
    static_cast<void>(visitor.model().apply({IntentKind::SwitchLanguage, 0, "en"}, visitor.now()));
    CHECK(visitor.state().view.language == "en");
    CHECK(visitor.state().finder == Finder{true, {}});
}

TEST_CASE("only a question with a list can be looked through") {
    Visitor visitor;
    static_cast<void>(visitor.commits(visitor.rates(2)));
    static_cast<void>(looks_for(visitor, "wish"));
    CHECK_FALSE(visitor.state().finder.is_typing);
}

TEST_CASE("who leaves in the middle of looking is asked, and then all falls back") {
    Visitor visitor;
    static_cast<void>(visitor.commits(visitor.rates(2)));
    static_cast<void>(looks_for(visitor, "reasons"));
    static_cast<void>(visitor.waits(40'000));
    CHECK(visitor.state().overlay == Overlay::Idle);
    static_cast<void>(visitor.waits(20'000));
    CHECK(visitor.state().screen == Screen::Rate);
    CHECK(visitor.state().finder == Finder{});
}

}  // namespace otk::test
