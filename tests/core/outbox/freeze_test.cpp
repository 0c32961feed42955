#include "core/outbox/freeze.h"

#include <catch2/catch.hpp>

#include "core/base/local_day.h"
#include "tests/support/manual_clock.h"

using namespace otk;
using namespace otk::outbox;
using otk::test::ManualClock;
using Buckets = std::map<std::string, std::size_t>;
using Names = std::vector<std::string>;

namespace {

struct Sample {
    ManualClock clock;
    SeededRandom random{1};
    std::string today = to_text(day_of(clock.unix_seconds()));
    FreezeClock batched{Freeze::Batched, clock, random};
};

}  // namespace

TEST_CASE("fewer than twenty rows of today wait") {
    Sample sample;
    CHECK_FALSE(sample.batched.due({}));
    CHECK_FALSE(sample.batched.due({{sample.today, 19}}));
    sample.clock.advance_ms(full_delay_ms_max);
    CHECK_FALSE(sample.batched.due({{sample.today, 19}}));
}

TEST_CASE("twenty rows are frozen together, after a delay that hides the twentieth") {
    Sample sample;
    const Buckets buckets{{sample.today, 15}, {"2026-01-01", 5}};
    CHECK_FALSE(sample.batched.due(buckets));
    sample.clock.advance_ms(full_delay_ms_max);
    CHECK(sample.batched.due(buckets) == Names{"2026-01-01", sample.today});
}

TEST_CASE("the rows of a bucket that has ended are frozen after a delay, today's stay") {
    Sample sample;
    const Buckets buckets{{sample.today, 3}, {"2026-01-01", 2}};
    CHECK_FALSE(sample.batched.due(buckets));
    sample.clock.advance_ms(ended_delay_ms_max);
    CHECK(sample.batched.due(buckets) == Names{"2026-01-01"});
}

TEST_CASE("rows of an untrusted clock wait a day") {
    Sample sample;
    const Buckets buckets{{"", 2}};
    CHECK_FALSE(sample.batched.due(buckets));
    sample.clock.advance_ms(unknown_bucket_ms - 1);
    CHECK_FALSE(sample.batched.due(buckets));
    sample.clock.advance_ms(ended_delay_ms_max + 1);
    CHECK(sample.batched.due(buckets) == Names{""});
}

TEST_CASE("a row that is gone does not lend its waiting time to the next of its bucket") {
    Sample sample;
    const Buckets buckets{{"2026-01-01", 2}};
    CHECK_FALSE(sample.batched.due(buckets));
    CHECK_FALSE(sample.batched.due({}));
    sample.clock.advance_ms(ended_delay_ms_max);
    static_cast<void>(sample.batched.due(buckets));  // draws anew
    sample.clock.advance_ms(ended_delay_ms_max);
    CHECK(sample.batched.due(buckets));
}

TEST_CASE("the demo freezes at once") {
    Sample sample;
    FreezeClock at_once(Freeze::AtOnce, sample.clock, sample.random);
    CHECK_FALSE(at_once.due({}));
    CHECK(at_once.due({{sample.today, 1}}) == Names{sample.today});
}
