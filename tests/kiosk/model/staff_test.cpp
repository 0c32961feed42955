#include <algorithm>

#include <catch2/catch.hpp>

#include "tests/kiosk/model/visitor.h"

namespace otk::test {

using namespace kiosk::model;
namespace misuse = kiosk::misuse;

namespace {

/// Somebody of the staff before a kiosk with the reception's form.
class Clerk {
  public:
    Visitor& visitor() { return m_visitor; }
    const StaffState& staff() const {
        REQUIRE(m_visitor.state().staff.has_value());
        return *m_visitor.state().staff;
    }
    bool is_with_visitors() const {
        return !m_visitor.state().staff && m_visitor.state().screen == Screen::Rate;
    }

    Effects holds_corner() { return m_visitor.model().enter_staff(m_visitor.now()); }

    Effects wishes(StaffWish wish, const std::string& value = "") {
        return m_visitor.model().apply(
            Intent{.kind = IntentKind::Staff, .value = value, .wish = wish}, m_visitor.now());
    }

    void types(const std::string& digits) {
        for (const char digit : digits)
            static_cast<void>(wishes(StaffWish::Digit, std::string(1, digit)));
    }

    /// Number 7 stands in the menu, with a printer and a day.
    void enters() {
        static_cast<void>(holds_corner());
        static_cast<void>(wishes(StaffWish::OpenCode));
        types("07402918");
        const StaffOrder order = wishes(StaffWish::SubmitCode).staff_orders.at(0);
        static_cast<void>(tells(CodeJudged{7, "Зал 1", CodeProblem::None, 0, order.number}));
        REQUIRE(staff().page == StaffPage::Menu);
        StaffFacts facts;
        facts.printer = PrinterCondition::Ready;
        facts.today = "2026-11-26";
        static_cast<void>(tells(facts));
    }

    template <typename News>
    Effects tells(const News& news) {
        return m_visitor.model().tell(news, m_visitor.now());
    }

    void waits(std::int64_t ms) { static_cast<void>(m_visitor.waits(ms)); }

  private:
    Visitor m_visitor;
};

StaffOrder only_order(const Effects& effects) {
    REQUIRE(effects.staff_orders.size() == 1);
    return effects.staff_orders.front();
}

void drum(Visitor& visitor) {
    constexpr int times = 12;
    for (int index = 0; index < times; ++index) {
        const std::int64_t from_ms = visitor.now() + index * 50;
        visitor.model().felt({from_ms, from_ms + 30, misuse::TouchKind::Missed});
    }
}

}  // namespace

TEST_CASE("holding the corner ends the visit as for a next visitor and shows the strip") {
    Clerk clerk;
    const Save mark = clerk.visitor().rates(2);
    const Effects effects = clerk.holds_corner();
    REQUIRE(effects.saves.size() == 1);
    CHECK(effects.saves.front().kind == SaveKind::Close);
    CHECK(effects.saves.front().visit_id == mark.visit_id);
    CHECK(answer_in(effects.saves.front().response, "rating") == "2");
    CHECK(effects.page_turned);
    CHECK(only_order(effects).kind == StaffOrderKind::Look);
    CHECK(clerk.visitor().state().screen == Screen::Staff);
    CHECK(clerk.staff().page == StaffPage::Strip);

    CHECK(clerk.holds_corner().staff_orders.empty());
    const Effects left = clerk.wishes(StaffWish::Leave);
    CHECK(only_order(left).kind == StaffOrderKind::LookAway);
    CHECK(left.page_turned);
    CHECK(clerk.is_with_visitors());
}

TEST_CASE("what staff touch is no answer and no visitor's touch") {
    Clerk clerk;
    static_cast<void>(clerk.holds_corner());
    CHECK(clerk.visitor().chooses("rating", "1").saves.empty());
    CHECK(clerk.visitor().does(IntentKind::Done).saves.empty());
    CHECK(clerk.visitor().does(IntentKind::NextVisitor).saves.empty());
    drum(clerk.visitor());
    static_cast<void>(clerk.wishes(StaffWish::Leave));
    REQUIRE(clerk.is_with_visitors());
    CHECK(clerk.visitor().rates(4).response.flags.empty());
}

TEST_CASE("before the code is right nothing but the strip and the pad can be reached") {
    Clerk clerk;
    static_cast<void>(clerk.holds_corner());
    for (const StaffWish wish : {StaffWish::OpenMenu, StaffWish::OpenSlips, StaffWish::OpenPlaces,
             StaffWish::Clean, StaffWish::Print, StaffWish::Restart, StaffWish::ConfirmPlace}) {
        CHECK(clerk.wishes(wish).staff_orders.empty());
        CHECK(clerk.staff().page == StaffPage::Strip);
    }
    static_cast<void>(clerk.wishes(StaffWish::OpenCode));
    CHECK(clerk.wishes(StaffWish::OpenMenu).staff_orders.empty());
    CHECK(clerk.staff().page == StaffPage::Code);
}

TEST_CASE("the code is counted, not shown, and judged outside") {
    Clerk clerk;
    static_cast<void>(clerk.holds_corner());
    static_cast<void>(clerk.wishes(StaffWish::OpenCode));
    clerk.types("0740291");
    CHECK(clerk.wishes(StaffWish::SubmitCode).staff_orders.empty());
    clerk.types("9");
    static_cast<void>(clerk.wishes(StaffWish::EraseDigit));
    clerk.types("8x");
    CHECK(clerk.staff().code_digits == 8);
    const StaffOrder order = only_order(clerk.wishes(StaffWish::SubmitCode));
    CHECK(order.kind == StaffOrderKind::Judge);
    CHECK(order.text == "07402918");
    CHECK(clerk.staff().code_is_judged);
    CHECK(clerk.staff().code_digits == 0);

    static_cast<void>(clerk.tells(CodeJudged{0, "", CodeProblem::Wrong, 30'000, order.number}));
    CHECK(clerk.staff().page == StaffPage::Code);
    CHECK(clerk.staff().code_problem == CodeProblem::Wrong);
    CHECK(clerk.staff().code_wait_s == 30);
}

TEST_CASE("a judgement that comes late lets nobody in who did not ask for it") {
    Clerk clerk;
    static_cast<void>(clerk.holds_corner());
    static_cast<void>(clerk.wishes(StaffWish::OpenCode));
    clerk.types("07402918");
    const StaffOrder order = only_order(clerk.wishes(StaffWish::SubmitCode));
    clerk.waits(StaffMode::open_ms);
    REQUIRE(clerk.is_with_visitors());
    static_cast<void>(clerk.holds_corner());
    static_cast<void>(clerk.tells(CodeJudged{7, "Зал 1", CodeProblem::None, 0, order.number}));
    CHECK(clerk.staff().page == StaffPage::Strip);
    CHECK(clerk.staff().person.empty());
}

TEST_CASE("the way back comes by itself, later for who has entered") {
    Clerk clerk;
    static_cast<void>(clerk.holds_corner());
    CHECK(clerk.staff().left_s == 30);
    clerk.waits(StaffMode::open_ms - 1);
    CHECK(clerk.staff().left_s == 10);
    clerk.waits(1);
    CHECK(clerk.is_with_visitors());

    clerk.enters();
    CHECK(clerk.staff().left_s == 180);
    clerk.waits(61'000);
    CHECK(clerk.staff().left_s == 120);
    static_cast<void>(clerk.visitor().model().touched(clerk.visitor().now()));
    clerk.waits(StaffMode::entered_ms - 1);
    CHECK(clerk.staff().page == StaffPage::Menu);
    clerk.waits(1);
    CHECK(clerk.is_with_visitors());
}

TEST_CASE("slips are ordered once a tap, in the name of who entered, and followed to their end") {
    Clerk clerk;
    clerk.enters();
    static_cast<void>(clerk.wishes(StaffWish::OpenSlips));
    static_cast<void>(clerk.wishes(StaffWish::Copies, "50"));
    static_cast<void>(clerk.wishes(StaffWish::Copies, "+1"));
    CHECK(clerk.staff().copies == 51);
    static_cast<void>(clerk.wishes(StaffWish::Copies, "-100"));
    CHECK(clerk.staff().copies == 1);
    static_cast<void>(clerk.wishes(StaffWish::Copies, "1000"));
    CHECK(clerk.staff().copies == StaffMode::copies_max);
    static_cast<void>(clerk.wishes(StaffWish::Copies, "2"));

    CHECK(only_order(clerk.wishes(StaffWish::Print)) ==
          StaffOrder{StaffOrderKind::Print, 7, 2, "", ""});
    CHECK(clerk.wishes(StaffWish::Print).staff_orders.empty());
    StaffFacts facts = clerk.staff().facts;
    StaffJob job;
    job.id = 12;
    job.fate = StaffJob::Fate::Sending;
    job.copies = 2;
    facts.jobs = {job};
    static_cast<void>(clerk.tells(facts));
    static_cast<void>(clerk.tells(JobTaken{12}));
    REQUIRE(watched_job(clerk.staff()) != nullptr);
    CHECK(only_order(clerk.wishes(StaffWish::Pause)) ==
          StaffOrder{StaffOrderKind::Pause, 7, 12, "", ""});
    CHECK(only_order(clerk.wishes(StaffWish::Cancel)).kind == StaffOrderKind::Cancel);

    facts.jobs.front().fate = StaffJob::Fate::Printed;
    facts.jobs.front().printed = 2;
    CHECK(clerk.tells(facts).state_changed);
    CHECK_FALSE(clerk.tells(facts).state_changed);
    CHECK(clerk.wishes(StaffWish::Cancel).staff_orders.empty());
    static_cast<void>(clerk.wishes(StaffWish::WatchNone));
    CHECK(watched_job(clerk.staff()) == nullptr);
}

TEST_CASE("an order that is not taken may be given again, one without a service is not given") {
    Clerk clerk;
    clerk.enters();
    static_cast<void>(clerk.wishes(StaffWish::OpenSlips));
    CHECK(only_order(clerk.wishes(StaffWish::PrintTest)).kind == StaffOrderKind::PrintTest);
    static_cast<void>(clerk.tells(JobTaken{0}));
    CHECK(clerk.staff().order_failed);
    CHECK(clerk.staff().orders_test);
    CHECK(only_order(clerk.wishes(StaffWish::Print)).kind == StaffOrderKind::Print);
    CHECK_FALSE(clerk.staff().orders_test);
    static_cast<void>(clerk.tells(JobTaken{0}));
    StaffFacts facts = clerk.staff().facts;
    facts.printer = PrinterCondition::NoService;
    static_cast<void>(clerk.tells(facts));
    CHECK(clerk.wishes(StaffWish::Print).staff_orders.empty());
}

TEST_CASE("a paused job goes on from the strip, without a PIN") {
    Clerk clerk;
    static_cast<void>(clerk.holds_corner());
    StaffFacts facts;
    StaffJob over;
    over.id = 5;
    over.fate = StaffJob::Fate::Cancelled;
    over.paused = true;
    StaffJob paused;
    paused.id = 4;
    paused.paused = true;
    facts.jobs = {over, paused};
    static_cast<void>(clerk.tells(facts));
    CHECK(only_order(clerk.wishes(StaffWish::Resume)) ==
          StaffOrder{StaffOrderKind::Resume, 0, 4, "", ""});
}

TEST_CASE("a slip is looked at before it is printed") {
    Clerk clerk;
    clerk.enters();
    static_cast<void>(clerk.wishes(StaffWish::OpenPreview));
    CHECK(clerk.staff().page == StaffPage::Menu);
    static_cast<void>(clerk.wishes(StaffWish::OpenSlips));
    CHECK(only_order(clerk.wishes(StaffWish::OpenPreview)) ==
          StaffOrder{StaffOrderKind::Preview, 7, 0, "", ""});
    CHECK(clerk.staff().page == StaffPage::Preview);
    CHECK(clerk.staff().preview == PreviewState::Asked);
    static_cast<void>(clerk.tells(SlipPreviewed{{1, 2, 3}}));
    CHECK(clerk.staff().preview == PreviewState::Shown);
    static_cast<void>(clerk.tells(SlipPreviewed{}));
    CHECK(clerk.staff().preview == PreviewState::Refused);
    CHECK(only_order(clerk.wishes(StaffWish::Print)).kind == StaffOrderKind::Print);
    CHECK(clerk.staff().page == StaffPage::Slips);
}

TEST_CASE("a test slip is judged by four questions, then the printer service advises") {
    Clerk clerk;
    clerk.enters();
    static_cast<void>(clerk.wishes(StaffWish::OpenSlips));
    static_cast<void>(clerk.wishes(StaffWish::JudgeTest, "yes"));
    CHECK(clerk.staff().judgement.seen.empty());
    static_cast<void>(clerk.wishes(StaffWish::PrintTest));
    StaffFacts facts = clerk.staff().facts;
    StaffJob job;
    job.id = 12;
    job.fate = StaffJob::Fate::Sending;
    facts.jobs = {job};
    static_cast<void>(clerk.tells(facts));
    static_cast<void>(clerk.tells(JobTaken{12}));
    static_cast<void>(clerk.wishes(StaffWish::JudgeTest, "yes"));
    CHECK(clerk.staff().judgement.seen.empty());

    facts.jobs.front().fate = StaffJob::Fate::Printed;
    static_cast<void>(clerk.tells(facts));
    for (const char* const answer : {"no", "yes", "yes"})
        CHECK(clerk.wishes(StaffWish::JudgeTest, answer).staff_orders.empty());
    CHECK(only_order(clerk.wishes(StaffWish::JudgeTest, "no")) ==
          StaffOrder{StaffOrderKind::Advise, 7, 0, "no yes yes no", ""});
    CHECK(clerk.staff().judgement.is_asked);
    static_cast<void>(clerk.wishes(StaffWish::JudgeTest, "no"));
    CHECK(clerk.staff().judgement.seen.size() == slip_questions);
    static_cast<void>(clerk.tells(SlipAdvised{"generic-80-drawn", "80 mm"}));
    CHECK(clerk.staff().judgement.model == "generic-80-drawn");
    CHECK_FALSE(clerk.staff().judgement.is_asked);

    static_cast<void>(clerk.wishes(StaffWish::JudgeAgain));
    CHECK(clerk.staff().judgement.seen.empty());
    // A late answer is of the slip before.
    static_cast<void>(clerk.tells(SlipAdvised{"generic-58", "58 mm"}));
    CHECK(clerk.staff().judgement.model.empty());
}

TEST_CASE("brightness and volume are ordered in steps within their range") {
    Clerk clerk;
    clerk.enters();
    CHECK(clerk.wishes(StaffWish::Brightness, "-10").staff_orders.empty());
    static_cast<void>(clerk.wishes(StaffWish::OpenComfort));
    Comfort comfort;
    comfort.brightness = 30;
    comfort.volume = 5;
    static_cast<void>(clerk.tells(comfort));
    CHECK(only_order(clerk.wishes(StaffWish::Brightness, "-10")) ==
          StaffOrder{StaffOrderKind::Brightness, 7, 20, "", ""});
    comfort.brightness = 20;
    static_cast<void>(clerk.tells(comfort));
    CHECK(clerk.wishes(StaffWish::Brightness, "-10").staff_orders.empty());
    CHECK(clerk.wishes(StaffWish::Volume, "+1").staff_orders.empty());
    CHECK(only_order(clerk.wishes(StaffWish::Volume, "-1")) ==
          StaffOrder{StaffOrderKind::Volume, 7, 4, "", ""});
    static_cast<void>(clerk.wishes(StaffWish::OpenMenu));
    CHECK(clerk.staff().page == StaffPage::Menu);
}

TEST_CASE("while the screen is wiped nothing is wished, then the menu comes back") {
    Clerk clerk;
    clerk.enters();
    CHECK(only_order(clerk.wishes(StaffWish::Clean)) ==
          StaffOrder{StaffOrderKind::Clean, 7, 0, "", ""});
    REQUIRE(clerk.staff().page == StaffPage::Cleaning);
    CHECK(clerk.staff().cleaning_left_s == 30);
    CHECK(clerk.wishes(StaffWish::Leave).staff_orders.empty());
    static_cast<void>(clerk.wishes(StaffWish::OpenMenu));
    clerk.waits(10'000);
    CHECK(clerk.staff().cleaning_left_s == 20);
    CHECK(clerk.staff().page == StaffPage::Cleaning);
    clerk.waits(20'000);
    CHECK(clerk.staff().page == StaffPage::Menu);
    CHECK(clerk.staff().left_s == 180);
}

TEST_CASE("another place is planned from a day that is not over") {
    Clerk clerk;
    clerk.enters();
    static_cast<void>(clerk.wishes(StaffWish::OpenPlaces));
    static_cast<void>(clerk.wishes(StaffWish::ChoosePlace, "nowhere"));
    CHECK(clerk.staff().page == StaffPage::Places);
    static_cast<void>(clerk.wishes(StaffWish::ChoosePlace, "hall-2"));
    CHECK(clerk.staff().place_day == "2026-11-27");
    static_cast<void>(clerk.wishes(StaffWish::MovePlaceDay, "+7"));
    CHECK(clerk.staff().place_day == "2026-12-04");
    static_cast<void>(clerk.wishes(StaffWish::MovePlaceDay, "-700"));
    CHECK(clerk.staff().place_day == "2026-11-26");
    static_cast<void>(clerk.wishes(StaffWish::MovePlaceDay, "+100000"));
    CHECK(clerk.staff().place_day == "2027-11-26");
    static_cast<void>(clerk.wishes(StaffWish::MovePlaceDay, "-364"));
    CHECK(only_order(clerk.wishes(StaffWish::ConfirmPlace)) ==
          StaffOrder{StaffOrderKind::PlanPlace, 7, 0, "hall-2", "2026-11-27"});
    static_cast<void>(clerk.tells(PlacePlanned{"", ""}));
    CHECK(clerk.staff().place_failed);
    static_cast<void>(clerk.tells(PlacePlanned{"hall-2", "2026-11-27"}));
    CHECK(clerk.staff().page == StaffPage::Places);
    CHECK(clerk.visitor().state().surroundings.planned_place == "hall-2");
    static_cast<void>(clerk.tells(PlacePlanned{"reception-7", "2026-11-28"}));
    CHECK(clerk.visitor().state().surroundings.planned_place.empty());
}

TEST_CASE("the screen test goes through the colours to the cells") {
    Clerk clerk;
    clerk.enters();
    static_cast<void>(clerk.wishes(StaffWish::OpenScreenTest));
    for (std::size_t colour = 0; colour < test_colours; ++colour) {
        CHECK(clerk.staff().test_step == colour);
        static_cast<void>(clerk.wishes(StaffWish::TouchTest));
    }
    static_cast<void>(clerk.wishes(StaffWish::TouchTest, "9"));
    static_cast<void>(clerk.wishes(StaffWish::TouchTest, "6400"));
    CHECK(clerk.staff().test_touched.at(9));
    CHECK(std::count(clerk.staff().test_touched.begin(), clerk.staff().test_touched.end(), true) ==
          1);
}

TEST_CASE("the restart is asked for twice and leaves the staff's pages") {
    Clerk clerk;
    clerk.enters();
    static_cast<void>(clerk.wishes(StaffWish::OpenAbout));
    CHECK(clerk.wishes(StaffWish::Restart).staff_orders.empty());
    static_cast<void>(clerk.wishes(StaffWish::OpenRestart));
    static_cast<void>(clerk.wishes(StaffWish::BackToAbout));
    CHECK(clerk.staff().page == StaffPage::About);
    static_cast<void>(clerk.wishes(StaffWish::OpenRestart));
    const Effects effects = clerk.wishes(StaffWish::Restart);
    REQUIRE(effects.staff_orders.size() == 2);
    CHECK(effects.staff_orders.front() == StaffOrder{StaffOrderKind::Restart, 7, 0, "", ""});
    CHECK(clerk.is_with_visitors());
}

TEST_CASE("staff look after a kiosk that cannot record") {
    Clerk clerk;
    static_cast<void>(clerk.tells(CannotRecord{}));
    REQUIRE(clerk.visitor().state().screen == Screen::OutOfService);
    static_cast<void>(clerk.holds_corner());
    REQUIRE(clerk.staff().page == StaffPage::Strip);
    static_cast<void>(clerk.wishes(StaffWish::Leave));
    CHECK(clerk.visitor().state().screen == Screen::OutOfService);
    static_cast<void>(clerk.holds_corner());
    static_cast<void>(clerk.tells(Recovered{}));
    CHECK(clerk.visitor().state().screen == Screen::Staff);
    static_cast<void>(clerk.wishes(StaffWish::Leave));
    CHECK(clerk.is_with_visitors());
    static_cast<void>(clerk.holds_corner());
    static_cast<void>(clerk.tells(CannotRecord{}));
    CHECK(clerk.visitor().state().screen == Screen::Staff);
    static_cast<void>(clerk.wishes(StaffWish::Leave));
    CHECK(clerk.visitor().state().screen == Screen::OutOfService);
}

TEST_CASE("a program may begin anew only while nobody is there") {
    Clerk clerk;
    CHECK(clerk.visitor().model().is_at_rest());
    static_cast<void>(clerk.holds_corner());
    CHECK_FALSE(clerk.visitor().model().is_at_rest());
    static_cast<void>(clerk.wishes(StaffWish::Leave));
    CHECK(clerk.visitor().model().is_at_rest());
    static_cast<void>(clerk.visitor().rates(3));
    CHECK_FALSE(clerk.visitor().model().is_at_rest());
}

}  // namespace otk::test
