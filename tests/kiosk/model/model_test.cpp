#include <catch2/catch.hpp>

#include "tests/kiosk/model/visitor.h"

namespace otk::test {

using namespace kiosk::model;

TEST_CASE("the first screen is the question, and nothing promises yet") {
    const Visitor visitor;
    REQUIRE(visitor.state().screen == Screen::Rate);
    REQUIRE(visitor.page() == "rating");
    REQUIRE_FALSE(visitor.state().toast);
    REQUIRE_FALSE(visitor.state().recorded);
}

TEST_CASE("a form whose first page holds a note and a mark begins with the mark too") {
    const Visitor visitor("staff");
    REQUIRE(visitor.state().screen == Screen::Rate);
}

TEST_CASE("larger texts may take more pages, and the visitor's place and answers stay") {
    const Visitor plain("service");
    const auto one_each = std::make_shared<std::vector<form::Page>>();
    for (const form::Page& page : plain.state().visit->form().pages) {
        for (const std::size_t question : page.questions) {
            one_each->push_back(page);
            one_each->back().questions = {question};
        }
    }
    Options options;
    options.pages = [one_each](const ViewOptions& view) {
        return view.large ? std::shared_ptr<const std::vector<form::Page>>(one_each) : nullptr;
    };
    Visitor visitor("service", options);
    const auto shown = [&visitor] {
        std::string names;
        for (const std::size_t question : visitor.state().visit->shown_questions())
            names += visitor.state().visit->form().questions[question].name + " ";
        return names;
    };
    const std::string all = "wait polite comfort info ";
    static_cast<void>(visitor.chooses("overall", "3"));
    REQUIRE(shown() == all);
    static_cast<void>(visitor.chooses("polite", "2"));
    static_cast<void>(visitor.does(IntentKind::Larger));
    REQUIRE(shown() == "wait ");
    static_cast<void>(visitor.does(IntentKind::Next));
    REQUIRE(shown() == "polite ");
    REQUIRE(visitor.value("polite") == "2");
    REQUIRE(visitor.does(IntentKind::Larger).page_turned);
    REQUIRE(shown() == all);
    REQUIRE(visitor.state().screen == Screen::Question);
    // The next visitor begins at the usual size.
    static_cast<void>(visitor.does(IntentKind::Larger));
    static_cast<void>(visitor.does(IntentKind::NextVisitor));
    static_cast<void>(visitor.chooses("overall", "3"));
    REQUIRE(shown() == all);
}

TEST_CASE("an answer that would advance does not leave the other questions of its page") {
    const Visitor plain("reception");
    auto joined = std::make_shared<std::vector<form::Page>>();
    for (const form::Page& page : plain.state().visit->form().pages) {
        if (page.name == "direction") {
            joined->back().questions.insert(
                joined->back().questions.end(), page.questions.begin(), page.questions.end());
        } else {
            joined->push_back(page);
        }
    }
    Options options;
    options.pages = [&joined](const ViewOptions&) { return joined; };
    Visitor visitor("reception", options);
    static_cast<void>(visitor.rates(5));
    REQUIRE(visitor.page() == "liked");
    REQUIRE(visitor.state().visit->shown_questions().size() == 2);
    REQUIRE_FALSE(visitor.chooses("liked", "comfort").page_turned);
    REQUIRE(visitor.value("liked") == "comfort");
}

TEST_CASE("one tap is a whole answer: the page turns and the row is asked for at once") {
    Visitor visitor;
    const Effects effects = visitor.chooses("rating", "2");
    REQUIRE(effects.page_turned);
    REQUIRE(visitor.state().screen == Screen::Question);
    REQUIRE(visitor.page() == "reasons");
    REQUIRE(effects.saves.size() == 1);
    const Save& save = effects.saves.front();
    REQUIRE(save.kind == SaveKind::Open);
    REQUIRE(save.revision == 1);
    REQUIRE(answer_in(save.response, "rating") == "2");
    REQUIRE(save.response.partial);
    REQUIRE(save.response.language == "ru");
    REQUIRE(save.response.place == "reception-7");
}

TEST_CASE("the layout on which a mark was given is stored, later layouts are not") {
    Visitor visitor;
    const std::size_t rating = *visitor.state().visit->form().find("rating");
    const Effects rated =
        visitor.model().apply({IntentKind::Choose, rating, "5"}, visitor.now(), 2);
    REQUIRE(rated.saves.front().response.layout == 2);
    const Effects done = visitor.model().apply({IntentKind::Done, 0, ""}, visitor.now(), 1);
    REQUIRE(done.saves.front().response.layout == 2);
}

TEST_CASE("the toast waits for the commit of its mark and stays seven seconds") {
    Visitor visitor;
    const Save save = visitor.rates(2);
    static_cast<void>(visitor.waits(2000));
    REQUIRE_FALSE(visitor.state().toast);
    REQUIRE(visitor.commits(save).state_changed);
    REQUIRE(visitor.state().toast);
    REQUIRE(visitor.state().toast->mark == 2);
    REQUIRE(visitor.state().toast->left_steps == 28);
    static_cast<void>(visitor.waits(6999));
    REQUIRE(visitor.state().toast);
    REQUIRE(visitor.state().toast->left_steps == 1);
    static_cast<void>(visitor.waits(1));
    REQUIRE(visitor.state().toast->left_steps == 0);
}

TEST_CASE("a toast whose time is over keeps its place until the page turns, and undoes nothing") {
    Visitor visitor;
    static_cast<void>(visitor.commits(visitor.rates(2)));
    static_cast<void>(visitor.waits(7000));
    REQUIRE(visitor.state().toast);
    const Effects undone = visitor.model().apply({IntentKind::Undo, 0, ""}, visitor.now(), 1);
    REQUIRE(undone.saves.empty());
    REQUIRE(visitor.state().screen == Screen::Question);
    REQUIRE(visitor.model().next_deadline_ms() > visitor.now() + 1000);
    static_cast<void>(visitor.model().apply({IntentKind::Next, 0, ""}, visitor.now(), 1));
    REQUIRE_FALSE(visitor.state().toast);
}

TEST_CASE("a commit of another visit or of an earlier revision brings no words") {
    Visitor visitor;
    const Save save = visitor.rates(4);
    static_cast<void>(visitor.model().tell(Saved{save.visit_id + 1, 9}, visitor.now()));
    static_cast<void>(visitor.model().tell(Saved{save.visit_id - 1, 9}, visitor.now()));
    static_cast<void>(visitor.model().tell(Saved{save.visit_id, 0}, visitor.now()));
    REQUIRE_FALSE(visitor.state().toast);
}

TEST_CASE("a later commit that overtakes the mark's brings the toast as well") {
    Visitor visitor;
    const Save rated = visitor.rates(4);
    static_cast<void>(visitor.chooses("liked", "comfort"));
    static_cast<void>(
        visitor.model().tell(Saved{rated.visit_id, rated.revision + 1}, visitor.now()));
    REQUIRE(visitor.state().toast->mark == 4);
}

TEST_CASE("taking the mark back drops its row and begins a visit of another id") {
    Visitor visitor;
    const Save save = visitor.rates(1);
    static_cast<void>(visitor.commits(save));
    static_cast<void>(visitor.does(IntentKind::Contrast));
    const Effects undone = visitor.does(IntentKind::Undo);
    REQUIRE(undone.saves.size() == 1);
    REQUIRE(undone.saves.front().kind == SaveKind::Drop);
    REQUIRE(undone.saves.front().visit_id == save.visit_id);
    REQUIRE(undone.saves.front().revision == save.revision + 1);
    REQUIRE(undone.saves.front().response.answers.empty());
    REQUIRE(undone.page_turned);
    REQUIRE(visitor.state().screen == Screen::Rate);
    REQUIRE(visitor.value("rating").empty());
    REQUIRE(visitor.state().view.high_contrast);  // the same person stands there
    const Save again = visitor.rates(5);
    REQUIRE(again.visit_id != save.visit_id);
    REQUIRE(again.revision == 1);
}

TEST_CASE("there is nothing to undo before the words were shown or after they went") {
    Visitor visitor;
    const Save save = visitor.rates(1);
    REQUIRE(visitor.does(IntentKind::Undo).saves.empty());
    static_cast<void>(visitor.commits(save));
    static_cast<void>(visitor.waits(7000));
    REQUIRE(visitor.does(IntentKind::Undo).saves.empty());
    REQUIRE(visitor.state().screen == Screen::Question);
}

TEST_CASE("each answered page rewrites the row, an unchanged one does not") {
    Visitor visitor;
    const Save rated = visitor.rates(2);
    REQUIRE(visitor.toggles("reasons", "waiting").saves.empty());
    REQUIRE(visitor.toggles("reasons", "papers").saves.empty());
    const Effects next = visitor.does(IntentKind::Next);
    REQUIRE(next.saves.size() == 1);
    REQUIRE(next.saves.front().visit_id == rated.visit_id);
    REQUIRE(next.saves.front().revision == 2);
    REQUIRE(answer_in(next.saves.front().response, "reasons") == "waiting papers");
    REQUIRE(visitor.page() == "direction");
    const Effects back = visitor.does(IntentKind::Back);
    REQUIRE(visitor.page() == "reasons");
    REQUIRE(back.saves.empty());
}

TEST_CASE("a page's sheets turn like pages, and the next page begins with its first") {
    Visitor visitor;
    static_cast<void>(visitor.rates(2));
    const Effects turned = visitor.does(IntentKind::TurnTo, "1");
    CHECK(visitor.state().sheet == 1);
    CHECK(turned.page_turned);
    CHECK(turned.saves.empty());
    CHECK(visitor.page() == "reasons");
    for (const char* const number : {"", "-1", "2x", "99999999999999999999999"}) {
        static_cast<void>(visitor.does(IntentKind::TurnTo, number));
        CHECK(visitor.state().sheet == 1);
    }
    static_cast<void>(visitor.does(IntentKind::Next));
    CHECK(visitor.page() == "direction");
    CHECK(visitor.state().sheet == 0);
}

TEST_CASE("going back to the mark and giving another rewrites the same row") {
    Visitor visitor;
    const Save first = visitor.rates(2);
    static_cast<void>(visitor.commits(first));
    static_cast<void>(visitor.does(IntentKind::Back));
    REQUIRE(visitor.state().screen == Screen::Rate);
    REQUIRE(visitor.value("rating") == "2");
    REQUIRE_FALSE(visitor.state().toast);
    const Save second = visitor.rates(5);
    REQUIRE(second.visit_id == first.visit_id);
    REQUIRE(second.revision == first.revision + 1);
    REQUIRE(visitor.page() == "liked");
    static_cast<void>(visitor.commits(second));
    REQUIRE(visitor.state().toast->mark == 5);
}

TEST_CASE("a skipped form ends on the thank-you page, whose words wait for the commit") {
    Visitor visitor;
    static_cast<void>(visitor.rates(4));
    static_cast<void>(visitor.does(IntentKind::Next));
    const Effects last = visitor.does(IntentKind::Next);
    REQUIRE(visitor.state().screen == Screen::Thanks);
    REQUIRE_FALSE(visitor.state().recorded);
    REQUIRE(last.saves.size() == 1);
    REQUIRE(last.saves.front().kind == SaveKind::Close);
    REQUIRE_FALSE(last.saves.front().response.partial);
    static_cast<void>(visitor.model().tell(
        Saved{last.saves.front().visit_id, last.saves.front().revision - 1}, visitor.now()));
    REQUIRE_FALSE(visitor.state().recorded);
    REQUIRE(visitor.commits(last.saves.front()).state_changed);
    REQUIRE(visitor.state().recorded);
}

TEST_CASE("«Готово» ends the visit from any page with what is ticked on it") {
    Visitor visitor;
    static_cast<void>(visitor.rates(2));
    static_cast<void>(visitor.toggles("reasons", "comfort"));
    const Effects done = visitor.does(IntentKind::Done);
    REQUIRE(visitor.state().screen == Screen::Thanks);
    REQUIRE(answer_in(done.saves.front().response, "reasons") == "comfort");
    REQUIRE(done.saves.front().kind == SaveKind::Close);
}

TEST_CASE("«Готово» on the first screen does nothing") {
    Visitor visitor;
    REQUIRE(visitor.does(IntentKind::Done).saves.empty());
    REQUIRE(visitor.state().screen == Screen::Rate);
}

TEST_CASE("an answer against the form's rule keeps the page and says why") {
    Visitor visitor("service");
    static_cast<void>(visitor.chooses("overall", "2"));
    for (int pages = 0; visitor.page() != "needs" && pages < 10; ++pages) {
        static_cast<void>(visitor.does(IntentKind::Next));
    }
    REQUIRE(visitor.page() == "needs");
    static_cast<void>(visitor.toggles("needs", "none"));
    static_cast<void>(visitor.toggles("needs", "online"));
    const Effects refused = visitor.does(IntentKind::Done);
    REQUIRE(refused.saves.empty());
    REQUIRE(visitor.page() == "needs");
    REQUIRE(visitor.state().problems.size() == 1);
    static_cast<void>(visitor.toggles("needs", "none"));
    REQUIRE(visitor.state().problems.empty());
    REQUIRE(visitor.does(IntentKind::Done).saves.size() == 1);
}

TEST_CASE("a second tap on a matrix mark clears it") {
    Visitor visitor("service");
    static_cast<void>(visitor.chooses("overall", "5"));
    REQUIRE(visitor.page() == "criteria");
    static_cast<void>(visitor.chooses("polite", "4"));
    REQUIRE(visitor.value("polite") == "4");
    static_cast<void>(visitor.chooses("polite", "4"));
    REQUIRE(visitor.value("polite").empty());
    REQUIRE(visitor.page() == "criteria");
}

TEST_CASE("«Я следующий» closes the visit at once, keeps the mark and begins the next") {
    Visitor visitor;
    const Save rated = visitor.rates(3);
    static_cast<void>(visitor.does(IntentKind::Larger));
    static_cast<void>(visitor.does(IntentKind::SwitchLanguage, "en"));
    const Effects next = visitor.does(IntentKind::NextVisitor);
    REQUIRE(next.saves.size() == 1);
    REQUIRE(next.saves.front().kind == SaveKind::Close);
    REQUIRE(next.saves.front().visit_id == rated.visit_id);
    REQUIRE(next.saves.front().response.partial);
    REQUIRE(answer_in(next.saves.front().response, "rating") == "3");
    REQUIRE(visitor.state().screen == Screen::Rate);
    REQUIRE(visitor.state().view == ViewOptions{});
    REQUIRE(visitor.rates(4).visit_id != rated.visit_id);
}

TEST_CASE("«Я следующий» after the end, or before anything was given, saves nothing") {
    Visitor visitor;
    REQUIRE(visitor.does(IntentKind::NextVisitor).saves.empty());
    static_cast<void>(visitor.rates(4));
    static_cast<void>(visitor.does(IntentKind::Done));
    REQUIRE(visitor.does(IntentKind::NextVisitor).saves.empty());
    REQUIRE(visitor.state().screen == Screen::Rate);
}

TEST_CASE("the language switch keeps answers, and the response has the last language") {
    Visitor visitor;
    static_cast<void>(visitor.rates(2));
    static_cast<void>(visitor.toggles("reasons", "waiting"));
    static_cast<void>(visitor.does(IntentKind::SwitchLanguage, "en"));
    REQUIRE(visitor.state().view.language == "en");
    REQUIRE(visitor.value("reasons") == "waiting");
    const Effects done = visitor.does(IntentKind::Done);
    REQUIRE(done.saves.front().response.language == "en");
    static_cast<void>(visitor.does(IntentKind::SwitchLanguage, "xx"));
    REQUIRE(visitor.state().view.language == "en");
}

TEST_CASE("a failed disk closes the rating honestly and asks to keep what was given") {
    Visitor visitor;
    const Save rated = visitor.rates(2);
    static_cast<void>(visitor.toggles("reasons", "waiting"));
    const Effects failed = visitor.model().tell(CannotRecord{}, visitor.now());
    REQUIRE(visitor.state().screen == Screen::OutOfService);
    REQUIRE(visitor.state().visit == nullptr);
    REQUIRE(failed.saves.size() == 1);
    REQUIRE(failed.saves.front().visit_id == rated.visit_id);
    REQUIRE(failed.saves.front().kind == SaveKind::Close);
    REQUIRE(answer_in(failed.saves.front().response, "reasons") == "waiting");
    // A commit that comes after all brings no words to somebody else.
    static_cast<void>(visitor.commits(failed.saves.front()));
    REQUIRE_FALSE(visitor.state().toast);
    REQUIRE(visitor.does(IntentKind::NextVisitor).saves.empty());
    REQUIRE(visitor.state().screen == Screen::OutOfService);
    REQUIRE(visitor.model().tell(Recovered{}, visitor.now()).page_turned);
    REQUIRE(visitor.state().screen == Screen::Rate);
}

TEST_CASE("a disk that fails before the thank-you words means no thank-you") {
    Visitor visitor;
    static_cast<void>(visitor.rates(5));
    static_cast<void>(visitor.does(IntentKind::Done));
    static_cast<void>(visitor.model().tell(CannotRecord{}, visitor.now()));
    REQUIRE(visitor.state().screen == Screen::OutOfService);
    REQUIRE_FALSE(visitor.state().recorded);
}

TEST_CASE("words that are true stay to their end, then the kiosk says that it cannot record") {
    Visitor visitor;
    static_cast<void>(visitor.rates(5));
    const Effects done = visitor.does(IntentKind::Done);
    static_cast<void>(visitor.commits(done.saves.front()));
    static_cast<void>(visitor.model().tell(CannotRecord{}, visitor.now()));
    REQUIRE(visitor.state().screen == Screen::Thanks);
    static_cast<void>(visitor.does(IntentKind::NextVisitor));
    REQUIRE(visitor.state().screen == Screen::OutOfService);
}

TEST_CASE("a slip is ordered once, only with a ready printer and after the commit") {
    Visitor visitor;
    static_cast<void>(visitor.rates(5));
    REQUIRE_FALSE(visitor.does(IntentKind::Print).print);
    const Effects done = visitor.does(IntentKind::Done);
    static_cast<void>(visitor.model().tell(PrinterState{true}, visitor.now()));
    REQUIRE_FALSE(visitor.does(IntentKind::Print).print);
    static_cast<void>(visitor.commits(done.saves.front()));
    REQUIRE(visitor.does(IntentKind::Print).print);
    REQUIRE(visitor.state().printing);
    REQUIRE_FALSE(visitor.does(IntentKind::Print).print);
    static_cast<void>(visitor.model().tell(PrintEnded{false}, visitor.now()));
    REQUIRE_FALSE(visitor.state().printing);
    REQUIRE_FALSE(visitor.does(IntentKind::Print).print);
    static_cast<void>(visitor.model().tell(PrinterState{true}, visitor.now()));
    REQUIRE(visitor.does(IntentKind::Print).print);
}

TEST_CASE("the explanation opens and closes, and nothing is answered through it") {
    Visitor visitor;
    static_cast<void>(visitor.does(IntentKind::WhatWeRecord));
    REQUIRE(visitor.state().overlay == Overlay::WhatWeRecord);
    REQUIRE(visitor.chooses("rating", "1").saves.empty());
    REQUIRE(visitor.does(IntentKind::CloseDialog).page_turned);
    REQUIRE(visitor.state().overlay == Overlay::None);
    REQUIRE(visitor.state().screen == Screen::Rate);
}

TEST_CASE("a question that is not on the page cannot be answered") {
    Visitor visitor;
    REQUIRE(visitor.chooses("liked", "comfort").saves.empty());
    REQUIRE(visitor.toggles("reasons", "waiting").saves.empty());
    REQUIRE(visitor.value("liked").empty());
    REQUIRE(visitor.chooses("rating", "6").saves.empty());
    REQUIRE(visitor.state().screen == Screen::Rate);
}

TEST_CASE("the end of the program closes an open visit as a walk-away does") {
    Visitor visitor;
    static_cast<void>(visitor.rates(2));
    const Effects ended = visitor.model().shut_down(visitor.now());
    REQUIRE(ended.saves.size() == 1);
    REQUIRE(ended.saves.front().kind == SaveKind::Close);
    REQUIRE(ended.saves.front().response.partial);
    Visitor nobody;
    REQUIRE(nobody.model().shut_down(nobody.now()).saves.empty());
}

}  // namespace otk::test
