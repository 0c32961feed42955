#include "server/web/view.h"

#include <catch2/catch.hpp>

#include "core/form/form_json.h"
#include "server/web/figures_json.h"
#include "server/web/figures_page.h"
#include "tests/server/support/sample_kiosk.h"

using namespace otk;
using namespace otk::web;
using form::Audience;

namespace {

Names names_of(const char* form) {
    Names names{.owner = "Администрация города", .places = {{"hall", "Зал"}}, .forms = {}};
    names.forms.push_back(
        std::make_shared<const form::Form>(form::decode_form(test::golden_form(form)).value()));
    return names;
}

Wish wish_for(const char* period) {
    return {
        .period = analysis::parse_period(period).value(), .place = {}, .form = {}, .audience = {}};
}

void answer(analysis::Tally& tally, const char* question, const char* place, const char* option,
    std::int64_t n) {
    tally.options.push_back({"reception", Audience::External, question, place, option, n});
    tally.questions.push_back({"reception", Audience::External, question, place, n, n});
}

FiguresView view(const analysis::Tally& tally, const Wish& wish) {
    return view_of(tally, {}, names_of("reception"), wish, Day{2026, 11, 22});
}

}  // namespace

TEST_CASE("questions and options keep the form's order and names") {
    analysis::Tally tally;
    answer(tally, "direction", "hall", "appeal", 9);
    answer(tally, "rating", "hall", "5", 9);
    const FiguresView shown = view(tally, wish_for("2026-W47"));
    REQUIRE(shown.questions.size() == 2);
    CHECK(shown.questions[0].name == "rating");
    CHECK(shown.questions[0].label == "Как вас сегодня обслужили?");
    CHECK(shown.questions[0].cells[0].place_name == "Зал");
    const auto& options = shown.questions[0].cells[0].options;
    REQUIRE(options.size() == 5);
    CHECK(options[0].n == 0);
    CHECK(options[4].n == 9);
    CHECK(shown.questions[1].cells[0].options[2].label == "Подать обращение или запрос");
}

TEST_CASE("asking for one place shows no more than asking for all") {
    analysis::Tally tally;
    answer(tally, "rating", "hall", "5", 20);
    answer(tally, "rating", "room", "1", 3);
    Wish wish = wish_for("2026-W47");
    wish.place = "room";
    const FiguresView shown = view(tally, wish);
    REQUIRE(shown.questions.size() == 1);
    REQUIRE(shown.questions[0].cells.size() == 1);
    CHECK(shown.questions[0].cells[0].suppressed);
    CHECK_FALSE(shown.questions[0].total);
}

TEST_CASE("one shown place gets no total beside it") {
    analysis::Tally tally;
    answer(tally, "rating", "hall", "5", 20);
    answer(tally, "rating", "room", "1", 3);
    const FiguresView shown = view(tally, wish_for("2026-W47"));
    CHECK_FALSE(shown.questions[0].total);
    answer(tally, "rating", "room", "1", 2);
    REQUIRE(view(tally, wish_for("2026-W47")).questions[0].total);
}

TEST_CASE("an answer of an older form's version is shown by its code") {
    analysis::Tally tally;
    answer(tally, "rating", "hall", "5", 20);
    answer(tally, "dropped", "hall", "yes", 20);
    const FiguresView shown = view(tally, wish_for("2026-W47"));
    REQUIRE(shown.questions.size() == 2);
    CHECK(shown.questions[1].label == "dropped");
}

TEST_CASE("a period without answers says so") {
    const std::string page = figures_page(view({}, wish_for("2026-W40")));
    CHECK(page.find("ответов нет") != std::string::npos);
}

TEST_CASE("the page says which answers are in, by the rhythm of the editions") {
    using analysis::Rhythm;
    FiguresView shown = view({}, wish_for("2026-W47"));
    const auto says = [&shown](Rhythm rhythm, std::string_view words) {
        shown.rhythm = rhythm;
        return figures_page(shown).find(words) != std::string::npos;
    };
    CHECK(says(Rhythm::Daily, "Первая сводка появится утром"));
    CHECK(says(Rhythm::AtOnce, "Первая сводка появится, как только наберётся"));
    CHECK_FALSE(says(Rhythm::AtOnce, "утр"));
    shown.edition_day = Day{2026, 11, 22};
    CHECK(says(Rhythm::Daily, "По состоянию на утро: 22\u00A0ноября 2026"));
    CHECK(says(Rhythm::AtOnce, "последний раз: 22\u00A0ноября 2026"));
    CHECK_FALSE(says(Rhythm::AtOnce, "утр"));
}

TEST_CASE("names of places, forms and questions cannot inject a tag") {
    analysis::Tally tally;
    answer(tally, "rating", "<b>", "5", 20);
    answer(tally, "<i>", "hall", "<u>", 20);
    const std::string page = figures_page(view(tally, wish_for("2026-W47")));
    for (const char* tag : {"<i>", "<u>", "<b></th>"})
        CHECK(page.find(tag) == std::string::npos);
}
