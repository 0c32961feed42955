#include <catch2/catch.hpp>

#include "tests/kiosk/model/visitor.h"

namespace otk::test {

using namespace kiosk::model;

TEST_CASE("a face breathes two seconds in twenty, from left to right, and rests after a minute") {
    Visitor visitor;
    std::vector<int> faces;
    std::int64_t moving_ms = 0;
    for (int step = 0; step < 120'000 / 20; ++step) {
        static_cast<void>(visitor.waits(20));
        const auto& breath = visitor.state().breath;
        if (!breath) continue;
        moving_ms += 20;
        REQUIRE(breath->phase >= 0.0F);
        REQUIRE(breath->phase < 1.0F);
        if (faces.empty() || faces.back() != breath->face) faces.push_back(breath->face);
    }
    REQUIRE(faces == std::vector<int>{0, 1, 2});
    REQUIRE(moving_ms > 5'800);
    REQUIRE(moving_ms < 6'200);
    REQUIRE(visitor.model().next_deadline_ms() == Model::no_deadline);
}

TEST_CASE("a touch wakes the breath, and no face breathes under a finger or within a visit") {
    Visitor visitor;
    static_cast<void>(visitor.waits(19'000));
    REQUIRE(visitor.state().breath);
    REQUIRE(visitor.model().touched(visitor.now()).state_changed);
    REQUIRE_FALSE(visitor.state().breath);
    static_cast<void>(visitor.waits(19'000));
    REQUIRE(visitor.state().breath);
    static_cast<void>(visitor.rates(3));
    REQUIRE_FALSE(visitor.state().breath);
}

TEST_CASE("reduced motion means that nothing breathes") {
    Options options;
    options.reduced_motion = true;
    Visitor still("reception", options);
    REQUIRE(still.model().next_deadline_ms() == Model::no_deadline);
}

TEST_CASE("at rest on a page, between two moments, nothing asks for a frame") {
    Visitor visitor;
    const Save save = visitor.rates(2);
    static_cast<void>(visitor.commits(save));
    static_cast<void>(visitor.waits(8'000));
    REQUIRE(visitor.model().next_deadline_ms() == visitor.now() + 32'000);
    REQUIRE_FALSE(visitor.model().tick(visitor.now() + 1'000).state_changed);
}

TEST_CASE("the undo ring steps four times a second") {
    Visitor visitor;
    const Save save = visitor.rates(2);
    static_cast<void>(visitor.commits(save));
    int last = visitor.state().toast->left_steps;
    for (int step = 0; step < 27; ++step) {
        REQUIRE(visitor.model().next_deadline_ms() == visitor.now() + 250);
        static_cast<void>(visitor.waits(250));
        REQUIRE(visitor.state().toast->left_steps == last - 1);
        last = visitor.state().toast->left_steps;
    }
}

TEST_CASE("the ring of the idle warning steps four times a second, its number once") {
    Visitor visitor;
    static_cast<void>(visitor.rates(2));
    static_cast<void>(visitor.waits(40'000));
    REQUIRE(visitor.state().overlay == Overlay::Idle);
    REQUIRE(visitor.state().idle_left_steps == 80);
    for (int step = 1; step <= 8; ++step) {
        REQUIRE(visitor.model().next_deadline_ms() == visitor.now() + 250);
        static_cast<void>(visitor.waits(250));
        REQUIRE(visitor.state().idle_left_steps == 80 - step);
        REQUIRE(visitor.state().idle_left_s == (80 - step + 3) / 4);
    }
}

}  // namespace otk::test
