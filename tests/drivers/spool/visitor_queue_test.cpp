#include "drivers/spool/visitor_queue.h"

#include <catch2/catch.hpp>

#include "tests/support/manual_clock.h"

using namespace otk;
using port::Fate;
using spool::JobState;
using spool::VisitorQueue;

TEST_CASE("a visitor's slip is printed once, and its fate can be asked for") {
    const test::ManualClock clock;
    SeededRandom random(1);
    VisitorQueue queue(clock, random);
    const std::int64_t job = queue.add("{}").value();
    CHECK(job > (std::int64_t{1} << 40));
    CHECK(job < (std::int64_t{1} << 53));
    CHECK(queue.next()->id == job);
    queue.begin_slip(job);
    CHECK_FALSE(queue.next().has_value());
    CHECK(queue.find(job)->state() == JobState::Sending);
    CHECK(queue.cancel(job).error().kind == ErrorKind::Conflict);
    queue.end_slip(job, Fate::Printed);
    CHECK(queue.find(job)->state() == JobState::Printed);
    CHECK(queue.slips_waiting() == 0);
    CHECK_FALSE(queue.find(1).has_value());
}

TEST_CASE("a slip that could not start waits for at most a minute, then it is litter") {
    test::ManualClock clock;
    SeededRandom random(1);
    VisitorQueue queue(clock, random);
    const std::int64_t job = queue.add("{}").value();
    queue.begin_slip(job);
    queue.end_slip(job, Fate::NotStarted);
    clock.advance_ms(59'999);
    CHECK(queue.next()->id == job);
    clock.advance_ms(1);
    CHECK_FALSE(queue.next().has_value());
    CHECK(queue.find(job)->state() == JobState::Failed);
}

TEST_CASE("the queue is short and forgets what is long over") {
    const test::ManualClock clock;
    SeededRandom random(1);
    VisitorQueue queue(clock, random);
    for (std::size_t count = 0; count < VisitorQueue::waiting_max; ++count)
        REQUIRE(queue.add("{}"));
    CHECK(queue.add("{}").error().kind == ErrorKind::Unavailable);
    const std::int64_t first = queue.next()->id;
    for (int count = 0; count < 100; ++count) {
        const std::int64_t job = queue.next()->id;
        queue.begin_slip(job);
        queue.end_slip(job, Fate::Unknown);
        REQUIRE(queue.add("{}"));
    }
    CHECK_FALSE(queue.find(first).has_value());
    CHECK(queue.slips_waiting() == static_cast<std::int64_t>(VisitorQueue::waiting_max));
    const std::int64_t waiting = queue.next()->id;
    REQUIRE(queue.cancel(waiting));
    CHECK(queue.find(waiting)->state() == JobState::Cancelled);
}
