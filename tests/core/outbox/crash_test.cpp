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
                sample.server.incarnation = wire::Incarnation::random(sample.random);
                sample.server.held.clear();
                sample.server.contents.clear();
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
