// Kinds that no sample form for people has yet: numbers, days, rankings, acknowledgements.

#include <catch2/catch.hpp>

#include "kiosk/model/link.h"
#include "tests/kiosk/model/visitor.h"

namespace otk::test {

using namespace kiosk::model;

namespace {

/// A visitor of the form of every kind on that page; what has to be answered on the way is.
Visitor at(const std::string& page) {
    Visitor visitor("every_kind");
    static_cast<void>(visitor.does(IntentKind::Next));
    static_cast<void>(visitor.rates(5));
    for (int pages = 0; visitor.page() != page && pages < 20; ++pages) {
        if (visitor.page() == "staff") static_cast<void>(visitor.chooses("explained", "yes"));
        static_cast<void>(visitor.does(IntentKind::Next));
    }
    REQUIRE(visitor.page() == page);
    return visitor;
}

std::string typed(const Visitor& visitor) {
    const auto& all = visitor.state().typed;
    return all.empty() ? std::string() : all.begin()->second;
}

}  // namespace

TEST_CASE("a number is typed on digits and shows as it was typed") {
    Visitor visitor = at("yourself");
    REQUIRE(visitor.state().keyboard.letters == Letters::Digits);
    static_cast<void>(visitor.does(IntentKind::Erase));
    visitor.types("007");
    CHECK(visitor.value("visits") == "7");
    CHECK(typed(visitor) == "007");
    static_cast<void>(visitor.does(IntentKind::Erase));
    CHECK(visitor.value("visits") == "0");
    // Against the form's constraint: the page stays and says so.
    static_cast<void>(visitor.does(IntentKind::Next));
    CHECK(visitor.page() == "yourself");
    CHECK(visitor.state().problems.size() == 1);
    visitor.types("x");
    CHECK(visitor.value("visits").empty());
    static_cast<void>(visitor.does(IntentKind::Next));
    REQUIRE(visitor.state().problems.size() == 1);
    CHECK(visitor.state().problems.front().kind == form::Problem::Kind::Constraint);
    static_cast<void>(visitor.does(IntentKind::Erase));
    static_cast<void>(visitor.does(IntentKind::Erase));
    visitor.types("3");
    static_cast<void>(visitor.does(IntentKind::Next));
    CHECK(visitor.page() == "hours");
    CHECK(visitor.state().typed.empty());
}

TEST_CASE("a decimal may have a comma and may be unfinished") {
    Visitor visitor = at("hours");
    visitor.types("2,");
    visitor.types("5");
    CHECK(visitor.value("hours") == "2.5");
    CHECK(typed(visitor) == "2,5");
    visitor.types("1234567890123456789");
    CHECK(typed(visitor).size() <= 16);
}

TEST_CASE("a day is typed the Russian way and is a day only when it is whole") {
    Visitor visitor = at("visit_day");
    visitor.types("5.11.202");
    CHECK(visitor.value("visit_day").empty());
    static_cast<void>(visitor.does(IntentKind::Next));
    CHECK(visitor.page() == "visit_day");
    visitor.types("6");
    CHECK(visitor.value("visit_day") == "2026-11-05");
    CHECK(visitor.state().problems.empty());
    static_cast<void>(visitor.does(IntentKind::Next));
    CHECK(visitor.page() == "nps");
}

TEST_CASE("a day that does not exist keeps the page") {
    Visitor visitor = at("visit_day");
    visitor.types("31.02.2026");
    static_cast<void>(visitor.does(IntentKind::Next));
    CHECK(visitor.page() == "visit_day");
    for (int letters = 0; letters < 10; ++letters)
        static_cast<void>(visitor.does(IntentKind::Erase));
    static_cast<void>(visitor.does(IntentKind::Next));
    CHECK(visitor.page() == "nps");
}

TEST_CASE("the order of the touches is the ranking, an acknowledgement can be taken back") {
    Visitor visitor = at("topics");
    static_cast<void>(visitor.toggles("topics", "site"));
    static_cast<void>(visitor.toggles("topics", "hours"));
    CHECK(visitor.value("topics") == "site hours");
    static_cast<void>(visitor.does(IntentKind::Next));
    REQUIRE(visitor.page() == "anonymous");
    static_cast<void>(visitor.chooses("anonymous", "OK"));
    CHECK(visitor.value("anonymous") == "OK");
    static_cast<void>(visitor.chooses("anonymous", "OK"));
    CHECK(visitor.value("anonymous").empty());
}

TEST_CASE("an order with a seed of its own is every visitor's") {
    Visitor visitor("every_kind");
    const auto order = [&] {
        const form::Visit& visit = *visitor.state().visit;
        std::string names;
        for (const form::Choice* choice : visit.offered(*visit.form().find("reasons")))
            names += choice->name + " ";
        return names;
    };
    const std::string first = order();
    static_cast<void>(visitor.does(IntentKind::NextVisitor));
    CHECK(order() == first);
}

TEST_CASE("the link of the place is the last page's, unless the form makes its own") {
    State state;
    state.surroundings.link = "https://gorod.example/7K2F";
    state.surroundings.link_to_type = "gorod.example/7K2F";
    CHECK(link_of(state).link == "https://gorod.example/7K2F");
    CHECK(link_of(state).to_type == "gorod.example/7K2F");
    Visitor visitor("every_kind");
    form::Visit paper(std::make_shared<const form::Form>(visitor.state().visit->form()),
        {.channel = "paper", .place = "p"});
    REQUIRE(paper.answer(*paper.form().find("rating"), "4"));
    state.visit = &paper;
    CHECK(link_of(state).link == "https://gorod.example/r?mark=4");
    CHECK(link_of(state).to_type == "gorod.example/r?mark=4");
}

}  // namespace otk::test
