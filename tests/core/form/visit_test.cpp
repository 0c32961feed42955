#include "core/form/visit.h"

#include <catch2/catch.hpp>

#include "core/form/form_json.h"
#include "tests/core/form/sample_form.h"

using namespace otk;
using form::Response;
using form::Visit;
using otk::test::golden_form;
using otk::test::index_of;

namespace {

using Answers = std::vector<std::pair<std::string, std::string>>;

/// A visitor who speaks in names.
class Visitor {
  public:
    explicit Visitor(const std::string& form, const std::string& channel = "kiosk")
        : visit(golden_form(form), {.channel = channel, .place = "hall-2"}) {}

    Visitor& answer(std::string_view question, const std::string& value) {
        const Result<void> answered = visit.answer(index_of(visit, question), value);
        if (!answered) FAIL(answered.error().context);
        return *this;
    }
    Visitor& next(std::string_view page) {
        REQUIRE(visit.next());
        CHECK(visit.page().name == page);
        return *this;
    }
    std::vector<std::string> shown() const {
        std::vector<std::string> names;
        for (const std::size_t index : visit.shown_questions()) {
            names.push_back(visit.form().questions[index].name);
        }
        return names;
    }
    std::vector<std::string> offered(std::string_view question) const {
        std::vector<std::string> names;
        for (const form::Choice* choice : visit.offered(index_of(visit, question))) {
            names.push_back(choice->name);
        }
        return names;
    }

    Visit visit;
};

}  // namespace

TEST_CASE("a content visitor at the reception meets praise and no reproaches") {
    Visitor visitor("reception");
    CHECK(visitor.visit.page().name == "rating");
    CHECK(visitor.visit.is_first_page());
    CHECK(visitor.visit.pages_left() == 1);  // before the mark neither reasons nor praise
    visitor.answer("rating", "5");
    CHECK(visitor.visit.pages_left() == 2);
    visitor.next("liked").answer("liked", "politeness").next("direction");
    visitor.answer("direction", "service");
    CHECK(visitor.visit.pages_left() == 0);
    CHECK_FALSE(visitor.visit.next());

    const Response response = visitor.visit.response(false);
    CHECK(response.form_id == "reception");
    CHECK(response.form_version == "2026112201");
    CHECK(response.place == "hall-2");
    CHECK(response.channel == "kiosk");
    CHECK_FALSE(response.partial);
    CHECK(response.asked == std::vector<std::string>{"rating", "liked", "direction"});
    CHECK(response.answers ==
          Answers{{"rating", "5"}, {"liked", "politeness"}, {"direction", "service"}});
}

TEST_CASE("an irrelevant answer is kept for the visitor and kept out of the response") {
    Visitor visitor("reception");
    visitor.answer("rating", "2").next("reasons").answer("reasons", "waiting other");
    REQUIRE(visitor.visit.back());
    visitor.answer("rating", "4");
    const std::size_t reasons = index_of(visitor.visit, "reasons");
    CHECK_FALSE(visitor.visit.is_relevant(reasons));
    CHECK(visitor.visit.response(true).answers == Answers{{"rating", "4"}});
    CHECK(visitor.visit.response(true).asked == std::vector<std::string>{"rating"});
    visitor.answer("rating", "3").next("reasons");
    CHECK(visitor.visit.value(reasons) == "waiting other");
}

TEST_CASE("a required mark keeps the first page until it is given") {
    Visitor visitor("reception");
    const std::vector<form::Problem> problems = visitor.visit.problems();
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].kind == form::Problem::Kind::Required);
    CHECK(problems[0].question == index_of(visitor.visit, "rating"));
    CHECK_FALSE(visitor.visit.next());
    visitor.answer("rating", "1").answer("rating", "");
    CHECK_FALSE(visitor.visit.next());
    CHECK(Visit::is_empty(visitor.visit.response(true)));
    CHECK_FALSE(visitor.visit.back());
}

TEST_CASE("the matrix of the service form opens its own follow-ups") {
    Visitor visitor("service");
    visitor.answer("overall", "3").next("criteria");
    CHECK(visitor.visit.page().kind == form::PageKind::Matrix);
    CHECK(visitor.shown() == std::vector<std::string>{"wait", "polite", "comfort", "info"});
    visitor.answer("wait", "2").answer("polite", "5").answer("info", "3");
    CHECK(visitor.offered("pains") == std::vector<std::string>{"queue", "schedule", "repeat",
                                          "term", "unclear", "papers", "status", "site"});
    visitor.next("waited").answer("waited", "61").next("pains").answer("pains", "site queue");
    CHECK(visitor.visit.value(index_of(visitor.visit, "pains")) == "queue site");

    // The waiting was not so bad after all: its reasons are offered no longer, and are dropped.
    visitor.answer("wait", "4");
    CHECK(visitor.visit.value(index_of(visitor.visit, "pains")) == "site");
    CHECK_FALSE(visitor.visit.is_relevant(index_of(visitor.visit, "waited")));
    CHECK(visitor.visit.response(true).answers == Answers{{"overall", "3"}, {"wait", "4"},
                                                      {"polite", "5"}, {"info", "3"},
                                                      {"pains", "site"}});
}

namespace {

using Pages = std::vector<form::Page>;

/// The form's pages, one of them cut after some questions.
std::shared_ptr<const Pages> cut_page(
    const form::Form& form, std::string_view name, std::ptrdiff_t after) {
    Pages pages;
    for (const form::Page& page : form.pages) {
        pages.push_back(page);
        if (page.name != name) continue;
        const std::vector<std::size_t> all = page.questions;
        pages.back().questions.assign(all.begin(), all.begin() + after);
        pages.push_back(page);
        pages.back().questions.assign(all.begin() + after, all.end());
    }
    return std::make_shared<const Pages>(std::move(pages));
}

}  // namespace

TEST_CASE("a screen may lay a group's questions out on several pages") {
    const auto form = golden_form("service");
    Visitor visitor("service");
    visitor.visit = Visit(form, {.pages = cut_page(*form, "criteria", 3)});
    visitor.answer("overall", "4").next("criteria");
    CHECK(visitor.shown() == std::vector<std::string>{"wait", "polite", "comfort"});
    // Who leaves here was not asked for the fourth.
    CHECK(visitor.visit.response(true).asked ==
          std::vector<std::string>{"overall", "wait", "polite", "comfort"});
    visitor.next("criteria");
    CHECK(visitor.shown() == std::vector<std::string>{"info"});
    CHECK_FALSE(visitor.visit.is_first_page());
    REQUIRE(visitor.visit.back());
    CHECK(visitor.shown().front() == "wait");
}

TEST_CASE("pages change in a visit and its place and values stay") {
    const auto form = golden_form("service");
    Visitor visitor("service");
    visitor.answer("overall", "4").next("criteria").answer("polite", "2").answer("info", "5");
    visitor.visit.lay_out(cut_page(*form, "criteria", 2));
    CHECK(visitor.shown() == std::vector<std::string>{"wait", "polite"});
    visitor.next("criteria");
    CHECK(visitor.shown() == std::vector<std::string>{"comfort", "info"});
    CHECK(visitor.visit.value(index_of(visitor.visit, "info")) == "5");
    visitor.visit.lay_out(nullptr);
    CHECK(visitor.shown() == std::vector<std::string>{"wait", "polite", "comfort", "info"});
    CHECK(visitor.visit.page().name == "criteria");
}

TEST_CASE("a constraint is shown with its message and keeps the page") {
    Visitor visitor("service");
    visitor.answer("overall", "3").next("criteria").next("service").next("result").next("needs");
    const std::size_t needs = index_of(visitor.visit, "needs");
    REQUIRE(visitor.visit.toggle(needs, "none"));
    REQUIRE(visitor.visit.toggle(needs, "online"));
    CHECK(visitor.visit.value(needs) == "online none");
    const std::vector<form::Problem> problems = visitor.visit.problems();
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].kind == form::Problem::Kind::Constraint);
    CHECK(problems[0].message->in("en") == "“Nothing was missing” stands alone");
    CHECK_FALSE(visitor.visit.next());
    REQUIRE(visitor.visit.toggle(needs, "online"));
    visitor.next("nps").answer("nps", "10");
}

TEST_CASE("the channel of a visit decides what is asked and is no answer of its own") {
    Visitor kiosk("service");
    Visitor web("service", "web");
    CHECK_FALSE(kiosk.visit.is_relevant(index_of(kiosk.visit, "client")));
    CHECK(web.visit.is_relevant(index_of(web.visit, "client")));
    CHECK(web.visit.is_relevant(index_of(web.visit, "needs")));
    CHECK_FALSE(web.visit.is_relevant(index_of(web.visit, "phone_slip")));
    web.answer("overall", "5");
    CHECK(web.visit.response(true).channel == "web");
    CHECK(web.visit.response(true).answers == Answers{{"overall", "5"}});
}

TEST_CASE("a member of staff is asked about what hinders the work only where something does") {
    Visitor visitor("staff", "intranet");
    CHECK(visitor.shown() == std::vector<std::string>{"promise", "overall"});
    visitor.answer("overall", "4").next("aspects1").next("aspects2").next("first");
    CHECK(visitor.visit.pages_left() == 1);  // only the proposal
    visitor.answer("first", "hr");
    CHECK(visitor.visit.pages_left() == 3);
    CHECK(visitor.offered("pains") ==
          std::vector<std::string>{"hr_paper", "hr_training", "hr_newcomer", "other"});
    visitor.next("pains").answer("pains", "hr_paper other");
    visitor.answer("first", "none");
    CHECK(visitor.visit.response(true).answers == Answers{{"overall", "4"}, {"first", "none"}});
    visitor.answer("first", "rules");
    CHECK(visitor.visit.value(index_of(visitor.visit, "pains")) == "other");
    // A note is shown, but it is no question that someone leaves unanswered.
    CHECK(visitor.visit.response(true).asked.front() == "overall");
}

TEST_CASE("an idle end is partial and leaves out what the form says to drop") {
    Visitor visitor("reception");
    visitor.answer("rating", "1").next("reasons").next("direction").next("wish");
    visitor.answer("wish", "Очередь\nи духота");
    const Response idle = visitor.visit.idle_response();
    CHECK(idle.partial);
    CHECK(idle.answers == Answers{{"rating", "1"}});
    CHECK(idle.asked == std::vector<std::string>{"rating", "reasons", "direction", "wish"});
    CHECK(visitor.visit.response(false).answers ==
          Answers{{"rating", "1"}, {"wish", "Очередь\nи духота"}});
}

TEST_CASE("a restart leaves nothing of the visitor before") {
    Visitor visitor("service");
    visitor.answer("overall", "1").next("criteria").answer("wait", "1").next("waited");
    visitor.visit.restart();
    CHECK(visitor.visit.page().name == "overall");
    CHECK(Visit::is_empty(visitor.visit.response(true)));
    CHECK(visitor.visit.response(true).asked == std::vector<std::string>{"overall"});
    CHECK(visitor.visit.value(index_of(visitor.visit, "channel")) == "kiosk");
    CHECK(visitor.visit.pages_left() == Visitor("service").visit.pages_left());
}

TEST_CASE("an answer that the kind does not allow leaves the old one and is not repeated") {
    Visitor visitor("service");
    visitor.answer("overall", "4");
    const auto refused = [&](std::string_view question, const std::string& value) {
        const Result<void> answered =
            visitor.visit.answer(index_of(visitor.visit, question), value);
        REQUIRE_FALSE(answered.has_value());
        CHECK(answered.error().kind == ErrorKind::InvalidInput);
        CHECK(answered.error().context.find("secret") == std::string::npos);
    };
    refused("overall", "secret");
    refused("overall", "6");
    refused("nps", "11");
    refused("channel", "secret");
    refused("pains", "seats");  // filtered away: comfort has no mark
    refused("comment", "secret\x01");
    CHECK(visitor.visit.value(index_of(visitor.visit, "overall")) == "4");
    CHECK(visitor.visit.toggle(index_of(visitor.visit, "overall"), "4").error().kind ==
          ErrorKind::InvalidInput);
}
