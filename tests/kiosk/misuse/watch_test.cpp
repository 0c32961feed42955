#include <catch2/catch.hpp>

#include "kiosk/misuse/watch.h"

using namespace otk::kiosk::misuse;

namespace {

/// One tap on a face, and the visitor is gone.
void rate(Watch& watch, int mark, std::int64_t at_ms) {
    watch.touched({at_ms, at_ms + 100, TouchKind::Acted});
    watch.mark_given(mark);
}

}  // namespace

TEST_CASE("equal marks within seconds are counted, a pause begins anew") {
    Watch watch;
    std::int64_t now = 0;
    for (int visit = 0; visit < 3; ++visit) {
        rate(watch, 5, now);
        CHECK(watch.conduct().same_marks_before == visit);
        CHECK(watch.verdict().is_flagged() == (visit == 2));
        watch.visit_ended(now + 1'000);
        now += 3'000;
    }
    rate(watch, 5, now + 60'000);
    CHECK(watch.conduct().same_marks_before == 0);
}

TEST_CASE("another mark, or more than a mark, ends the row") {
    Watch watch;
    rate(watch, 5, 0);
    watch.visit_ended(500);
    rate(watch, 4, 1'000);
    CHECK(watch.conduct().same_marks_before == 0);
    watch.visit_ended(1'500);
    rate(watch, 4, 2'000);
    CHECK(watch.conduct().same_marks_before == 1);
    watch.answered_more();
    watch.visit_ended(2'500);
    rate(watch, 4, 3'000);
    CHECK(watch.conduct().same_marks_before == 0);
}

TEST_CASE("a mark that was taken back is none, the next one counts") {
    Watch watch;
    rate(watch, 5, 0);
    watch.mark_taken_back();
    CHECK_FALSE(watch.conduct().mark);
    rate(watch, 2, 2'000);
    CHECK(watch.conduct().mark == 2);
    CHECK(watch.conduct().marks_taken_back == 1);
}

TEST_CASE("pages are timed from being shown to being turned by the visitor") {
    Watch watch;
    watch.page_shown(1'000);
    watch.page_turned(1'700);
    watch.page_turned(9'000);  // nothing was shown since
    CHECK(watch.conduct().pages_ms == std::vector<std::int64_t>{700});
}

TEST_CASE("the next visit begins with a clean sheet") {
    Watch watch;
    for (int index = 0; index < 20; ++index) {
        watch.touched({index * 50, index * 50 + 20, TouchKind::Missed});
    }
    CHECK(watch.verdict().is_flagged());
    watch.visit_ended(2'000);
    CHECK(watch.conduct().touches.empty());
    CHECK_FALSE(watch.verdict().is_flagged());
}

TEST_CASE("a thousand touches take no more room than a hundred") {
    Watch watch;
    for (int index = 0; index < 1'000; ++index) {
        watch.touched({index * 5'000, index * 5'000 + 20, TouchKind::Acted});
    }
    CHECK(watch.conduct().touches.size() == Watch::touches_max);
    CHECK(watch.conduct().touches.back().from_ms == 999 * 5'000);
}
