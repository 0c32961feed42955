#include "kiosk/shell/press_motion.h"

#include <algorithm>
#include <vector>

#include <catch2/catch.hpp>

using namespace otk;
using kiosk::shell::eased;
using kiosk::shell::PressMotion;

namespace {

/// Runs as the drawing thread does: steps when it is due. The depths it showed, and the last
/// moment.
struct Shown {
    std::vector<float> depths;
    std::vector<float> ticks;
    std::int64_t ended_ms = 0;
};

Shown run(PressMotion& motion, std::int64_t from_ms) {
    Shown shown;
    std::int64_t now = from_ms;
    while (true) {
        if (motion.step(now)) {
            shown.depths.push_back(motion.interaction().depth);
            shown.ticks.push_back(motion.interaction().tick);
        }
        shown.ended_ms = now;
        if (motion.next_ms() == PressMotion::no_deadline) return shown;
        REQUIRE(motion.next_ms() > now);
        now = motion.next_ms();
    }
}

}  // namespace

TEST_CASE("the design's curve begins fast, ends slowly and keeps its ends") {
    CHECK(eased(0) == 0.0F);
    CHECK(eased(1) == 1.0F);
    CHECK(eased(-1) == 0.0F);
    CHECK(eased(2) == 1.0F);
    float last = 0;
    for (int part = 1; part <= 20; ++part) {
        const float now = eased(static_cast<float>(part) / 20);
        CHECK(now >= last);
        last = now;
    }
    // Where t = 0.5, x = 0.375 · 0.2 + 0.125 = 0.2 and y = 0.375 + 0.125 = 0.5.
    CHECK(eased(0.2F) == Approx(0.5).margin(0.002));
}

TEST_CASE("the colour of a press comes with the first frame, it sinks in 80 ms and then rests") {
    PressMotion motion;
    motion.hold("mark-2", 1'000);
    REQUIRE(motion.step(1'000));
    CHECK(motion.interaction().pressed == "mark-2");
    CHECK(motion.interaction().depth == 0.0F);
    const Shown shown = run(motion, 1'016);
    CHECK(shown.ended_ms <= 1'000 + PressMotion::sink_ms + PressMotion::frame_ms);
    CHECK(shown.depths.size() >= 4);
    CHECK(std::is_sorted(shown.depths.begin(), shown.depths.end()));
    CHECK(shown.depths.back() == 1.0F);
    CHECK(motion.next_ms() == PressMotion::no_deadline);
    CHECK_FALSE(motion.step(2'000));
}

TEST_CASE("what is let go loses its colour at once and rises in 120 ms") {
    PressMotion motion;
    motion.hold("next", 0);
    static_cast<void>(run(motion, 0));
    motion.hold("", 500);
    REQUIRE(motion.step(500));
    CHECK(motion.interaction().pressed.empty());
    CHECK(motion.interaction().let_go == "next");
    CHECK(motion.interaction().depth == 1.0F);
    CHECK(motion.interaction().tick == 1.0F);  // slid off: nothing was chosen
    const Shown shown = run(motion, 516);
    CHECK(shown.ended_ms <= 500 + PressMotion::rise_ms + PressMotion::frame_ms);
    CHECK(motion.interaction() == kiosk::Interaction{});
}

TEST_CASE("a tick draws itself in 160 ms after the act") {
    PressMotion motion;
    motion.hold("choice-a", 0);
    static_cast<void>(run(motion, 0));
    motion.act(200);
    const Shown shown = run(motion, 200);
    CHECK(shown.ended_ms >= 200 + PressMotion::tick_ms);
    CHECK(shown.ended_ms <= 200 + PressMotion::tick_ms + PressMotion::frame_ms);
    REQUIRE(shown.ticks.size() >= 8);
    CHECK(shown.ticks.front() == 0.0F);
    CHECK(std::is_sorted(shown.ticks.begin(), shown.ticks.end()));
    CHECK(shown.ticks.back() == 1.0F);
    CHECK(motion.interaction() == kiosk::Interaction{});
}

TEST_CASE("pressed again before it has risen, an item sinks from where it is") {
    PressMotion motion;
    motion.hold("key", 0);
    static_cast<void>(run(motion, 0));
    motion.hold("", 200);
    REQUIRE(motion.step(210));
    const float risen_to = motion.interaction().depth;
    REQUIRE(risen_to > 0.0F);
    REQUIRE(risen_to < 1.0F);
    motion.hold("key", 210);
    REQUIRE(motion.step(210));
    CHECK(motion.interaction().depth == Approx(risen_to));
    motion.hold("", 220);
    motion.hold("other", 230);
    REQUIRE(motion.step(230));
    CHECK(motion.interaction().depth == 0.0F);
}

TEST_CASE("with the page goes all that moved on it") {
    PressMotion motion;
    motion.hold("mark-2", 0);
    static_cast<void>(run(motion, 0));
    motion.act(300);
    motion.cut();
    REQUIRE(motion.step(300));
    CHECK(motion.interaction() == kiosk::Interaction{});
    CHECK(motion.next_ms() == PressMotion::no_deadline);
    motion.cut();
    CHECK_FALSE(motion.step(400));
}

TEST_CASE("reduced motion keeps the colour of a press and moves nothing") {
    PressMotion motion(true);
    motion.hold("choice-a", 0);
    REQUIRE(motion.step(0));
    CHECK(motion.interaction().pressed == "choice-a");
    CHECK(motion.interaction().depth == 0.0F);
    CHECK(motion.next_ms() == PressMotion::no_deadline);
    motion.act(100);
    REQUIRE(motion.step(100));
    CHECK(motion.interaction() == kiosk::Interaction{});
    CHECK(motion.next_ms() == PressMotion::no_deadline);
}
