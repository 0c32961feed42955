#include "server/analysis/statistics.h"

#include <catch2/catch.hpp>
#include <vector>

using namespace otk::analysis;

TEST_CASE("Wilson's interval agrees with hand-worked shares") {
    // 5 of 5: centre = (1 + 3.8415/10) / (1 + 3.8415/5) = 1.38415/1.76829 = 0.78276,
    // half = 1.95996·√(3.8415/100)/1.76829 = 0.21724; so 0.5655 to 1.
    CHECK(wilson_95(5, 5).low == Approx(0.56552).margin(0.00005));
    CHECK(wilson_95(5, 5).high == Approx(1.0).margin(1e-12));
    // 0 of 10: by symmetry with 10 of 10, whose low bound is 10/(10 + 3.8415) = 0.72247.
    CHECK(wilson_95(0, 10).low == Approx(0.0).margin(1e-12));
    CHECK(wilson_95(0, 10).high == Approx(1 - 10 / (10 + 3.841459)).margin(0.00001));
    // 50 of 100: centre 0.5; half = 1.95996·√(0.0025 + 3.8415/40000)/1.038415 = 0.09617.
    CHECK(wilson_95(50, 100).low == Approx(0.40383).margin(0.00005));
    CHECK(wilson_95(50, 100).high == Approx(0.59617).margin(0.00005));
}

TEST_CASE("nothing observed tells nothing of a share") {
    CHECK(wilson_95(0, 0).low == 0.0);
    CHECK(wilson_95(0, 0).high == 1.0);
}

TEST_CASE("mean and variance follow from a histogram of marks") {
    // Marks 2, 4, 4, 5, 5: mean 20/5 = 4; squares 4 + 0 + 0 + 1 + 1 = 6; variance 6/4 = 1.5.
    const std::vector<NumberCount> marks{{2, 1}, {4, 2}, {5, 2}};
    const auto found = moments(marks);
    REQUIRE(found);
    CHECK(found->n == 5);
    CHECK(found->mean == Approx(4.0));
    REQUIRE(found->variance);
    CHECK(*found->variance == Approx(1.5));
}

TEST_CASE("a single mark has a mean and no variance, no mark has neither") {
    const std::vector<NumberCount> one{{3, 1}};
    CHECK(moments(one)->mean == 3.0);
    CHECK_FALSE(moments(one)->variance);
    CHECK_FALSE(moments({}));
    CHECK_FALSE(share_of_4_and_5({}));
    CHECK_FALSE(net_promoter_score({}));
}

TEST_CASE("the marks 4 and 5 are satisfied") {
    const std::vector<NumberCount> marks{{1, 10}, {3, 20}, {4, 30}, {5, 40}};
    const auto share = share_of_4_and_5(marks);
    REQUIRE(share);
    CHECK(share->value == Approx(0.7));
    CHECK(share->interval.low == wilson_95(70, 100).low);
    CHECK(share->interval.high == wilson_95(70, 100).high);
}

TEST_CASE("the net promoter score is promoters minus detractors in percent") {
    // 4 promoters (9, 10), 3 passives (7, 8), 3 detractors (0, 6) of 10: 40 − 30 = 10.
    const std::vector<NumberCount> answers{{0, 1}, {6, 2}, {7, 1}, {8, 2}, {9, 3}, {10, 1}};
    CHECK(net_promoter_score(answers).value() == Approx(10.0));
}
