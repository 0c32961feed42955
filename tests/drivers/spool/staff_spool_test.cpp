#include "drivers/spool/staff_spool.h"

#include <catch2/catch.hpp>

#include "tests/support/temporary_folder.h"

using namespace otk;
using port::Fate;
using spool::JobState;
using spool::StaffSpool;

TEST_CASE("a job goes slip by slip from queued to printed") {
    const test::TemporaryFolder folder;
    StaffSpool staff = StaffSpool::open(folder / "spool.db").value();
    CHECK_FALSE(staff.next().value().has_value());
    const std::int64_t job = staff.add("{}", 2).value();
    CHECK(staff.find(job).value()->state() == JobState::Queued);
    CHECK(staff.slips_waiting().value() == 2);
    for (int slip = 0; slip < 2; ++slip) {
        CHECK(staff.next().value()->id == job);
        REQUIRE(staff.begin_slip(job));
        CHECK(staff.find(job).value()->state() == JobState::Sending);
        CHECK_FALSE(staff.next().value().has_value());
        REQUIRE(staff.end_slip(job, Fate::Printed));
    }
    CHECK(staff.find(job).value()->state() == JobState::Printed);
    CHECK(staff.slips_waiting().value() == 0);
    CHECK_FALSE(staff.next().value().has_value());
    CHECK_FALSE(staff.find(job + 1).value().has_value());
}

TEST_CASE(
    "a restart goes on where the job stopped; the slip in flight is unknown, never repeated") {
    const test::TemporaryFolder folder;
    std::int64_t job = 0;
    {
        StaffSpool staff = StaffSpool::open(folder / "spool.db").value();
        job = staff.add(R"({"template":"phone"})", 3).value();
        REQUIRE(staff.begin_slip(job));
        REQUIRE(staff.end_slip(job, Fate::Printed));
        REQUIRE(staff.begin_slip(job));
    }
    StaffSpool staff = StaffSpool::open(folder / "spool.db").value();
    const auto found = staff.next().value();
    REQUIRE(found.has_value());
    CHECK(found->order == R"({"template":"phone"})");
    CHECK(found->printed == 1);
    CHECK(found->unknown == 1);
    REQUIRE(staff.begin_slip(job));
    REQUIRE(staff.end_slip(job, Fate::Printed));
    CHECK(staff.find(job).value()->state() == JobState::Unknown);
    CHECK(staff.find(job).value()->printed == 2);
}

TEST_CASE("a slip that never started is given again, one that may have come out is not") {
    const test::TemporaryFolder folder;
    StaffSpool staff = StaffSpool::open(folder / "spool.db").value();
    const std::int64_t job = staff.add("{}", 1).value();
    REQUIRE(staff.begin_slip(job));
    REQUIRE(staff.end_slip(job, Fate::NotStarted));
    CHECK(staff.next().value().has_value());
    REQUIRE(staff.begin_slip(job));
    CHECK(staff.begin_slip(job).error().kind == ErrorKind::Conflict);
    REQUIRE(staff.end_slip(job, Fate::Unknown));
    REQUIRE(staff.end_slip(job, Fate::Unknown));  // told twice, counted once
    CHECK_FALSE(staff.next().value().has_value());
    CHECK(staff.find(job).value()->unknown == 1);
}

TEST_CASE("jobs are printed in order, paused ones wait, cancelled ones end") {
    const test::TemporaryFolder folder;
    StaffSpool staff = StaffSpool::open(folder / "spool.db").value();
    const std::int64_t first = staff.add("{}", 5).value();
    const std::int64_t second = staff.add("{}", 5).value();
    CHECK(staff.next().value()->id == first);
    REQUIRE(staff.set_paused(first, true));
    CHECK(staff.next().value()->id == second);
    REQUIRE(staff.set_paused(first, false));
    REQUIRE(staff.begin_slip(first));
    REQUIRE(staff.cancel(first));
    REQUIRE(staff.end_slip(first, Fate::Printed));
    CHECK(staff.find(first).value()->state() == JobState::Cancelled);
    CHECK(staff.find(first).value()->printed == 1);
    CHECK(staff.next().value()->id == second);
    CHECK(staff.cancel(first).error().kind == ErrorKind::Conflict);
    CHECK(staff.set_paused(99, true).error().kind == ErrorKind::NotFound);
    REQUIRE(staff.fail_rest(second));
    CHECK(staff.find(second).value()->state() == JobState::Failed);
    const auto last = staff.last(10).value();
    REQUIRE(last.size() == 2);
    CHECK(last.front().id == second);
}

TEST_CASE("what waits is counted right after every kind of change") {
    const test::TemporaryFolder folder;
    StaffSpool staff = StaffSpool::open(folder / "spool.db").value();
    const std::int64_t first = staff.add("{}", 3).value();
    const std::int64_t second = staff.add("{}", 4).value();
    CHECK(staff.slips_waiting().value() == 7);
    REQUIRE(staff.begin_slip(first));
    CHECK(staff.slips_waiting().value() == 7);
    REQUIRE(staff.end_slip(first, Fate::NotStarted));
    CHECK(staff.slips_waiting().value() == 7);
    REQUIRE(staff.begin_slip(first));
    REQUIRE(staff.end_slip(first, Fate::Unknown));
    REQUIRE(staff.end_slip(first, Fate::Unknown));  // told twice
    CHECK(staff.slips_waiting().value() == 6);
    REQUIRE(staff.begin_slip(first));
    REQUIRE(staff.cancel(first));
    CHECK(staff.slips_waiting().value() == 4);
    REQUIRE(staff.end_slip(first, Fate::Printed));
    CHECK(staff.slips_waiting().value() == 4);
    REQUIRE(staff.fail_rest(second));
    CHECK(staff.slips_waiting().value() == 0);
    REQUIRE(staff.add("{}", 2));
    CHECK(staff.slips_waiting().value() == 2);
    CHECK(StaffSpool::open(folder / "spool.db").value().slips_waiting().value() == 2);
}

TEST_CASE("finished jobs are forgotten when a thousand newer ones are there, open ones never") {
    const test::TemporaryFolder folder;
    std::int64_t waits = 0;
    std::int64_t over = 0;
    {
        StaffSpool staff = StaffSpool::open(folder / "spool.db").value();
        waits = staff.add("{}", 1).value();
        over = staff.add("{}", 1).value();
        REQUIRE(staff.cancel(over));
        for (int count = 0; count < 1'000; ++count)
            REQUIRE(staff.add("{}", 1));
        CHECK(staff.find(over).value().has_value());
    }
    StaffSpool staff = StaffSpool::open(folder / "spool.db").value();
    CHECK(staff.find(waits).value().has_value());
    CHECK_FALSE(staff.find(over).value().has_value());
    CHECK(staff.next().value()->id == waits);
}
