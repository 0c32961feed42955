#include <algorithm>
#include <functional>

#include <catch2/catch.hpp>

#include "tests/core/outbox/outbox_sample.h"

using namespace otk;
using otk::test::OutboxSample;
using Strings = std::vector<std::string>;

namespace {

/// Stops at the n-th durable step, as a power cut would.
struct Crash {
    int steps_left = 0;

    Result<void> before(std::string_view) {
        if (--steps_left == 0) return fail(ErrorKind::Unavailable, "stopped here");
        return {};
    }
};

}  // namespace

TEST_CASE("a crash before any durable step between row and receipt loses and doubles nothing") {
    // The whole way has fewer steps than this; the last rounds run through without a crash.
    constexpr int steps_max = 80;
    int rounds_with_crash = 0;
    for (int step = 1; step <= steps_max; ++step) {
        CAPTURE(step);
        OutboxSample sample;
        Crash crash{step};
        sample.before_step = [&](std::string_view name) { return crash.before(name); };
        REQUIRE(sample.start());
        Strings expected;
        bool crashed = false;
        // Four visits, a restored server in the middle, then a backup: every kind of step.
        const auto run = [&](const std::function<Result<void>()>& deed) {
            const Result<void> done = deed();
            if (done) return;
            crashed = true;
            sample.before_step = nullptr;
            REQUIRE(sample.start());
        };
        for (const char* content : {"one", "two", "three", "four"}) {
            sample.put(content);
            expected.emplace_back(content);
            run([&] { return sample.outbox->tick(); });
            sample.carry();
            run([&]() -> Result<void> {
                OTK_TRY(sample.outbox->receive());
                return {};
            });
            if (std::string_view(content) == "two") {
                sample.server.lose_everything(sample.random);
            }
            if (std::string_view(content) == "three") sample.server.backed_up = 1;
        }
        for (int round = 0; round < 3; ++round) {
            run([&] { return sample.outbox->tick(); });
            sample.carry();
            run([&]() -> Result<void> {
                OTK_TRY(sample.outbox->receive());
                return {};
            });
        }
        if (crashed) ++rounds_with_crash;
        std::sort(expected.begin(), expected.end());
        std::sort(sample.server.contents.begin(), sample.server.contents.end());
        CHECK(sample.server.contents == expected);
        CHECK(sample.server.faults.empty());
        CHECK(sample.outbox->batches_unsent() == 0);
        CHECK(sample.batch_files().empty());
        CHECK(sample.receipt_files().empty());
    }
    CHECK(rounds_with_crash > 15);
    CHECK(rounds_with_crash < steps_max);
}

TEST_CASE("a crash before any durable step of a void loses and doubles nothing and leaves no gap") {
    // Until one round runs through without a crash.
    constexpr int steps_max = 100;
    int rounds_with_crash = 0;
    bool crashed = true;
    for (int step = 1; crashed && step <= steps_max; ++step) {
        CAPTURE(step);
        OutboxSample sample;
        Crash crash{step};
        REQUIRE(sample.start());
        for (const char* content : {"one", "two", "three"})
            sample.put(content);
        REQUIRE(sample.outbox->tick());
        sample.stop();
        sample.damage_body(1);
        sample.damage_file(1);
        sample.before_step = [&](std::string_view name) { return crash.before(name); };
        crashed = false;
        const auto run = [&](const std::function<Result<void>()>& deed) {
            const Result<void> done = deed();
            if (done) return;
            crashed = true;
            sample.before_step = nullptr;
            REQUIRE(sample.start());
        };
        run([&] { return sample.start(); });
        for (int round = 0; round < 6; ++round) {
            // The server forgets everything in the middle, then makes a backup.
            if (round == 3) {
                sample.server.lose_everything(sample.random);
                sample.put("four");
            }
            if (round == 5) sample.server.backed_up = 3;
            run([&] { return sample.outbox->tick(); });
            sample.carry();
            run([&]() -> Result<void> {
                OTK_TRY(sample.outbox->receive());
                return {};
            });
        }
        for (int round = 0; round < 2; ++round) {
            run([&] { return sample.outbox->tick(); });
            sample.carry();
            REQUIRE(sample.outbox->receive());
        }
        if (crashed) ++rounds_with_crash;
        std::sort(sample.server.contents.begin(), sample.server.contents.end());
        CHECK(sample.server.contents.size() == 3);
        CHECK_FALSE(sample.server.unreadable.empty());
        CHECK(sample.server.faults.empty());
        CHECK(sample.server.ranges_of(sample.buffer->id()) ==
              std::vector<wire::NumberRange>{{1, sample.buffer->next_number() - 1}});
        CHECK(sample.outbox->batches_unsent() == 0);
        CHECK(sample.batch_files().empty());
        CHECK(sample.void_files().empty());
        CHECK(sample.receipt_files().empty());
    }
    CHECK(rounds_with_crash > 10);
    CHECK(rounds_with_crash < steps_max);
}
