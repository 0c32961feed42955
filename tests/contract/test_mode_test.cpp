// A kiosk that is tried out, on the whole way: its model's answers → rows → batch → the server. The
// same visits count with the mode off.

#include <catch2/catch.hpp>

#include "core/form/response.h"
#include "server/analysis/figures.h"
#include "server/analysis/period.h"
#include "tests/kiosk/model/visitor.h"
#include "tests/server/support/sample_kiosk.h"

using namespace otk;
using kiosk::model::IntentKind;

namespace {

const std::string day = "2026-11-20";

/// What six visitors left, as the kiosk saves it last of each visit.
std::vector<form::Response> visits(bool test) {
    kiosk::model::Options options;
    options.test = test;
    test::Visitor visitor("reception", options);
    CHECK(visitor.state().test == test);
    std::vector<form::Response> last;
    for (int number = 0; number < 6; ++number) {
        const kiosk::model::Save rated = visitor.rates(2);
        CHECK(rated.response.test == test);
        static_cast<void>(visitor.commits(rated));
        static_cast<void>(visitor.toggles("reasons", "waiting"));
        kiosk::model::Effects done = visitor.does(IntentKind::Done);
        REQUIRE(done.saves.size() == 1);
        CHECK(done.saves.front().response.test == test);
        static_cast<void>(visitor.commits(done.saves.front()));
        static_cast<void>(visitor.does(IntentKind::NextVisitor));
        last.push_back(std::move(done.saves.front().response));
        last.back().day = day;  // the writer's
    }
    return last;
}

struct Counted {
    std::vector<analysis::QuestionFigures> figures;
    std::int64_t tests = 0;
};

Counted counted(const std::vector<form::Response>& responses) {
    test::SampleServer server;
    server.put_form("reception");
    test::SampleKiosk kiosk;
    server.enrol(kiosk);
    std::vector<test::SampleKiosk::Row> rows;
    for (const form::Response& response : responses)
        rows.push_back(kiosk.row(response));
    const wire::Reply reply = server.send(kiosk.body(1, rows, server.keys()));
    CHECK(reply.receipt->counted == static_cast<int>(responses.size()));
    const analysis::Tally tally = server.shown(day);
    return {analysis::figures_of(tally, {.external = 5, .internal = 10}),
        server.storage().test_count().value()};
}

}  // namespace

TEST_CASE("what is answered on a kiosk that is tried out is in no figure, and is seen to arrive") {
    const Counted tried = counted(visits(true));
    CHECK(tried.figures.empty());
    CHECK(tried.tests == 6);

    const Counted real = counted(visits(false));
    REQUIRE_FALSE(real.figures.empty());
    CHECK(real.tests == 0);
    for (const analysis::QuestionFigures& figure : real.figures) {
        if (figure.question != "rating") continue;
        REQUIRE(figure.cells.size() == 1);
        CHECK(figure.cells.front().answered == 6);
    }
}
