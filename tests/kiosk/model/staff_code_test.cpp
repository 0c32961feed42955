// Codes that are judged while the world goes on: a judgement takes half a second and more, and on a
// busy machine many.

#include <catch2/catch.hpp>

#include "kiosk/model/staff_mode.h"
#include "tests/kiosk/model/visitor.h"

namespace otk::test {

using namespace kiosk::model;

namespace {

Effects wishes(Visitor& visitor, StaffWish wish, const std::string& value = {}) {
    return visitor.model().apply(
        Intent{.kind = IntentKind::Staff, .value = value, .wish = wish}, visitor.now());
}

void types(Visitor& visitor, const std::string& digits) {
    for (const char digit : digits)
        static_cast<void>(wishes(visitor, StaffWish::Digit, std::string(1, digit)));
}

/// From the visitors to a code that is judged; the number of that try.
std::int64_t submits(Visitor& visitor, const std::string& code) {
    static_cast<void>(visitor.model().enter_staff(visitor.now()));
    static_cast<void>(wishes(visitor, StaffWish::OpenCode));
    types(visitor, code);
    const Effects effects = wishes(visitor, StaffWish::SubmitCode);
    REQUIRE(effects.staff_orders.size() == 1);
    REQUIRE(effects.staff_orders.front().kind == StaffOrderKind::Judge);
    return effects.staff_orders.front().number;
}

void judged(Visitor& visitor, int number, std::int64_t attempt, std::int64_t wait_ms = 0) {
    const CodeProblem problem = number != 0 ? CodeProblem::None : CodeProblem::Wrong;
    static_cast<void>(visitor.model().tell(
        CodeJudged{number, "Зал 1", problem, wait_ms, attempt}, visitor.now()));
}

const StaffState& staff(const Visitor& visitor) {
    return *visitor.state().staff;
}

}  // namespace

TEST_CASE("the judgement of somebody who has left is not taken for the next one's") {
    Visitor visitor;
    const std::int64_t first = submits(visitor, "07000000");
    static_cast<void>(wishes(visitor, StaffWish::Leave));
    static_cast<void>(visitor.waits(1'000));
    const std::int64_t second = submits(visitor, "08402918");
    judged(visitor, 0, first);
    CHECK(staff(visitor).code_is_judged);
    CHECK(staff(visitor).code_problem == CodeProblem::None);
    judged(visitor, 8, second);
    CHECK(staff(visitor).page == StaffPage::Menu);
}

TEST_CASE("a right code lets nobody in who types another one after it") {
    Visitor visitor;
    const std::int64_t first = submits(visitor, "07402918");
    static_cast<void>(wishes(visitor, StaffWish::Leave));
    static_cast<void>(visitor.waits(1'000));
    static_cast<void>(submits(visitor, "07111111"));
    judged(visitor, 7, first);
    CHECK(staff(visitor).page == StaffPage::Code);
    CHECK(staff(visitor).person.empty());
}

TEST_CASE("digits that are typed while a code is judged begin the next one") {
    Visitor visitor;
    const std::int64_t first = submits(visitor, "07402910");
    types(visitor, "074");
    CHECK(staff(visitor).code_digits == 3);
    // One code at a time.
    CHECK(wishes(visitor, StaffWish::SubmitCode).staff_orders.empty());
    judged(visitor, 0, first);
    CHECK(staff(visitor).code_problem == CodeProblem::Wrong);
    types(visitor, "02918");
    const Effects effects = wishes(visitor, StaffWish::SubmitCode);
    REQUIRE(effects.staff_orders.size() == 1);
    CHECK(effects.staff_orders.front().text == "07402918");
}

TEST_CASE("digits that are typed while the next code has to wait are kept, «Войти» waits") {
    Visitor visitor;
    judged(visitor, 0, submits(visitor, "07402910"), 5'000);
    types(visitor, "07402918");
    CHECK(staff(visitor).code_digits == 8);
    CHECK(wishes(visitor, StaffWish::SubmitCode).staff_orders.empty());
    static_cast<void>(visitor.waits(5'000));
    const Effects effects = wishes(visitor, StaffWish::SubmitCode);
    REQUIRE(effects.staff_orders.size() == 1);
    CHECK(effects.staff_orders.front().text == "07402918");
}

TEST_CASE("what is typed behind a right code is forgotten") {
    Visitor visitor;
    const std::int64_t first = submits(visitor, "07402918");
    types(visitor, "12");
    judged(visitor, 7, first);
    CHECK(staff(visitor).page == StaffPage::Menu);
    CHECK(staff(visitor).code_digits == 0);
}

}  // namespace otk::test
