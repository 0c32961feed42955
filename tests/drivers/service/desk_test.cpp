#include "drivers/service/desk.h"

#include <poll.h>

#include <catch2/catch.hpp>

#include "core/base/format.h"
#include "tests/drivers/scripted_port.h"
#include "tests/drivers/slips.h"
#include "tests/support/manual_clock.h"
#include "tests/support/temporary_folder.h"

using namespace otk;
using namespace otk::service;
using port::Fate;
using port::PrinterState;

namespace {

/// A desk with a scripted printer, and all that it needs.
struct Office {
    explicit Office(std::string_view model_name = "generic-80", std::int64_t take_back = 0)
        : model(printer::model_named(model_name).value()), take_back_ms(take_back) {}

    const printer::Model* model;
    std::int64_t take_back_ms;
    test::TemporaryFolder folder;
    test::ManualClock clock;
    SeededRandom random{1};
    test::ScriptedPort port;
    SlipMaker maker = SlipMaker::create(
        *model, Document::Bytes, Path(OTK_SOURCE_DIR) / "config/slips", test::font_folder)
                          .value();
    SlipPainter painter = SlipPainter::create(maker.model(), test::font_folder).value();
    spool::StaffSpool staff = spool::StaffSpool::open(folder / "spool.db").value();
    spool::VisitorQueue visitors{clock, random};
    std::unique_ptr<PortWorker> worker = PortWorker::start(port, 1'000, 1'000).value();
    static constexpr uid_t visitor_user = 4711;
    Desk desk{{clock, maker, painter, staff, visitors, *worker, visitor_user, take_back_ms}};

    /// Steps until there is nothing more to do now.
    void settle() {
        for (;;) {
            const std::int64_t wait_ms = desk.step();
            if (worker->is_idle()) {
                if (wait_ms > 0) return;
                continue;
            }
            pollfd watched{worker->descriptor(), POLLIN, 0};
            REQUIRE(::poll(&watched, 1, 10'000) == 1);
        }
    }

    void after_ms(std::int64_t milliseconds) {
        clock.advance_ms(milliseconds);
        settle();
    }

    Json ask(std::string_view line, uid_t user = 0) {
        return Json::parse(desk.reply_to(line, user).line).value();
    }

    std::string state() {
        const Json reply = ask(R"({"op":"status"})");
        return reply.object_at("printer").value()->string_at("state").value();
    }

    std::int64_t order(int copies, std::string_view owner = "staff") {
        const std::string slip =
            R"({"template":"phone","language":"ru","link":"https://gorod.example/7K2F",)"
            R"("address":"gorod.example/7K2F","place":"Зал 2","until":""})";
        const Json reply = ask(
            format(R"({{"op":"print","owner":"{}","copies":{},"slip":{}}})", owner, copies, slip));
        return reply.integer_at("job").value();
    }
};

}  // namespace

TEST_CASE("who judged a test slip is told which model to set") {
    Office office;
    const Json well = office.ask(
        R"({"op":"advise","seen":{"letters":true,"edges":true,"symbol":true,"cut":true}})");
    CHECK(well.string_at("model").value() == "generic-80");
    const Json unread = office.ask(
        R"({"op":"advise","seen":{"letters":false,"edges":true,"symbol":true,"cut":true}})");
    CHECK(unread.string_at("model").value() == "generic-80-drawn");
    CHECK_FALSE(unread.string_at("description").value().empty());
    for (const char* const line :
        {R"({"op":"advise"})", R"({"op":"advise","seen":{}})",
            R"({"op":"advise","seen":{"letters":1,"edges":true,"symbol":true,"cut":true}})",
            R"({"op":"advise","seen":{"letters":true,"edges":true,"symbol":true,"cut":true,"x":1}})"}) {
        CAPTURE(line);
        CHECK(office.ask(line).string_at("error").value() == "invalid_input");
    }
}

TEST_CASE("a known lack of paper keeps slips although the printer has fallen silent, for a while") {
    Office office;
    office.port.set_state(PrinterState::PaperOut);
    office.settle();
    CHECK(office.state() == "paper_out");
    office.port.fall_silent();
    office.order(1);
    office.after_ms(20'000);
    CHECK(office.state() == "paper_out");
    CHECK(office.port.printed().empty());
    office.after_ms(10'000);
    CHECK(office.state() == "unknown");
    CHECK(office.port.printed().size() == 1);
}

TEST_CASE("a printer that never tells its state prints") {
    Office office;
    office.port.fall_silent();
    office.settle();
    office.order(2);
    office.settle();
    CHECK(office.port.printed().size() == 2);
    CHECK(office.state() == "unknown");
}

TEST_CASE(
    "a slip that never started waits a moment and is given again; one of unknown fate is not") {
    Office office;
    office.port.then(Fate::NotStarted);
    office.port.then(Fate::Unknown);
    const std::int64_t job = office.order(2);
    office.settle();
    CHECK(office.port.printed().empty());
    office.after_ms(1'000);
    office.after_ms(1'000);
    const Json reply = office.ask(format(R"({{"op":"job","job":{}}})", job));
    CHECK(reply.integer_at("printed").value() == 1);
    CHECK(reply.integer_at("unknown").value() == 1);
    CHECK(reply.string_at("state").value() == "unknown");
    CHECK(office.port.printed().size() == 1);
}

TEST_CASE("the kiosk's user orders for visitors and for staff, but never many slips at once") {
    Office office;
    const std::int64_t job = office.order(60);
    const auto word = [&office](std::string_view line) {
        const Json reply = office.ask(line, Office::visitor_user);
        return reply.bool_at("ok").value() ? "ok" : reply.string_at("error").value();
    };
    const std::string slip =
        R"("slip":{"template":"phone","language":"ru","link":"https://a.example",)"
        R"("address":"a.example","place":"Зал"})";
    const auto staffs = [&](int copies) {
        return format(R"({{"op":"print","owner":"staff","copies":{},{}}})", copies, slip);
    };
    CHECK(word(R"({"op":"print","owner":"visitor",)" + slip + "}") == "ok");
    CHECK(word(R"({"op":"status"})") == "ok");
    CHECK(word(R"({"op":"watch"})") == "ok");
    CHECK(word(R"({"op":"jobs"})") == "ok");
    CHECK(word(staffs(41)) == "permission");
    CHECK(word(staffs(40)) == "ok");
    CHECK(word(staffs(1)) == "permission");
    for (const std::string_view operation : {"pause", "resume", "cancel"}) {
        CHECK(word(format(R"({{"op":"{}","job":{}}})", operation, job)) == "ok");
    }
    CHECK(word(staffs(1)) == "ok");
}

TEST_CASE("a visitor's slip that a presenter holds out is drawn back once, after its time") {
    Office office("custom-vkp80ii", 60'000);
    office.order(1, "visitor");
    office.settle();
    CHECK(office.port.printed().size() == 1);
    office.after_ms(59'000);
    CHECK(office.port.taken_back() == 0);
    office.after_ms(1'000);
    CHECK(office.port.taken_back() == 1);
    office.after_ms(120'000);
    CHECK(office.port.taken_back() == 1);
}

TEST_CASE("the next visitor's slip begins the time anew, one of staff's ends it") {
    Office office("custom-vkp80ii", 60'000);
    office.order(1, "visitor");
    office.settle();
    office.after_ms(40'000);
    office.order(1, "visitor");
    office.settle();
    office.after_ms(40'000);
    CHECK(office.port.taken_back() == 0);
    office.after_ms(20'000);
    CHECK(office.port.taken_back() == 1);

    office.order(1, "visitor");
    office.settle();
    office.order(1);
    office.settle();
    CHECK(office.port.printed().size() == 4);
    office.after_ms(120'000);
    CHECK(office.port.taken_back() == 1);
}

TEST_CASE("a slip that fell out, or that is to stay, is not drawn back") {
    for (const auto& [model, take_back_ms] :
        {std::pair{"generic-80", 60'000}, std::pair{"custom-vkp80ii", 0}}) {
        Office office(model, take_back_ms);
        office.order(1, "visitor");
        office.settle();
        office.after_ms(600'000);
        CHECK(office.port.printed().size() == 1);
        CHECK(office.port.taken_back() == 0);
    }
}
