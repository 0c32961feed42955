#include "server/analysis/figures.h"

#include <catch2/catch.hpp>

using namespace otk;
using namespace otk::analysis;
using form::Audience;

namespace {

void answer(Tally& tally, const char* place, const char* option, std::int64_t n,
    Audience audience = Audience::External) {
    tally.options.push_back({"reception", audience, "rating", place, option, n});
    tally.questions.push_back({"reception", audience, "rating", place, n, n});
}

const Cell& cell(const QuestionFigures& figures, const char* place) {
    for (const Cell& found : figures.cells) {
        if (found.place == place) return found;
    }
    FAIL("no such place");
    return figures.total;
}

}  // namespace

TEST_CASE("counts of one key are added, numbers come in their order") {
    Tally tally;
    answer(tally, "hall", "10", 2);
    answer(tally, "hall", "9", 3);
    answer(tally, "hall", "10", 4);
    const auto figures = figures_of(tally, {});
    REQUIRE(figures.size() == 1);
    const Cell& hall = cell(figures[0], "hall");
    CHECK(hall.answered == 9);
    REQUIRE(hall.options.size() == 2);
    CHECK(hall.options[0].option == "9");
    CHECK(hall.options[1].option == "10");
    CHECK(hall.options[1].n == 6);
}

TEST_CASE("a cell below five visitors shows only that it is suppressed") {
    Tally tally;
    answer(tally, "hall", "4", 4);
    answer(tally, "window", "4", 5);
    const auto figures = figures_of(tally, {});
    const Cell& hall = cell(figures[0], "hall");
    CHECK(hall.suppressed);
    CHECK(hall.asked == 0);
    CHECK(hall.answered == 0);
    CHECK(hall.options.empty());
    CHECK_FALSE(cell(figures[0], "window").suppressed);
}

TEST_CASE("a staff survey needs ten") {
    Tally tally;
    answer(tally, "nine", "4", 9, Audience::Internal);
    answer(tally, "ten", "4", 10, Audience::Internal);
    const auto figures = figures_of(tally, {});
    CHECK(cell(figures[0], "nine").suppressed);
    CHECK_FALSE(cell(figures[0], "ten").suppressed);
}

TEST_CASE("a question that many saw and few answered is suppressed too") {
    Tally tally;
    tally.questions.push_back({"reception", Audience::External, "wish", "hall", 40, 4});
    tally.questions.push_back({"reception", Audience::External, "wish", "window", 40, 0});
    const auto figures = figures_of(tally, {});
    CHECK(cell(figures[0], "hall").suppressed);
    CHECK(cell(figures[0], "window").suppressed);
    CHECK(figures[0].total.suppressed);
}

TEST_CASE("the total minus the shown places leaves nothing of a hidden place") {
    Tally tally;
    answer(tally, "hall", "5", 20);
    answer(tally, "window", "4", 7);
    answer(tally, "room", "1", 3);
    const auto figures = figures_of(tally, {});
    const QuestionFigures& rating = figures[0];
    CHECK(rating.places_shown == 2);
    CHECK(rating.total.answered == 27);
    std::int64_t left = rating.total.answered;
    for (const Cell& shown : rating.cells)
        left -= shown.answered;
    CHECK(left == 0);
    for (const OptionFigure& option : rating.total.options)
        CHECK(option.option != "1");
}

TEST_CASE("external and internal answers never share a table") {
    Tally tally;
    answer(tally, "hall", "5", 20, Audience::External);
    answer(tally, "hall", "5", 20, Audience::Internal);
    CHECK(figures_of(tally, {}).size() == 2);
}
