#include "kiosk/fit/form_fit.h"

#include <catch2/catch.hpp>

#include "core/base/format.h"
#include "core/form/form_json.h"
#include "kiosk/fit/missing_letters.h"
#include "kiosk/fit/page_views.h"
#include "tests/kiosk/screens/gallery.h"

using namespace otk;
using namespace otk::kiosk;

namespace {

/// One choice question in Russian: a title and the labels of its choices.
std::shared_ptr<const form::Form> choosing(
    const std::string& title, const std::vector<std::string>& labels) {
    std::string choices;
    for (std::size_t at = 0; at < labels.size(); ++at) {
        choices += format("{}{{\"name\":\"c{}\",\"label\":{{\"ru\":\"{}\"}}}}", at == 0 ? "" : ",",
            at, labels[at]);
    }
    const std::string text =
        R"({"otklik_form":1,"id":"f","version":"1","default_language":"ru","languages":["ru"],)"
        R"("audience":"external","direction":{"kind":"fixed","value":"service"},"lists":[{"name":"l","choices":[)" +
        choices + R"(]}],"questions":[{"name":"q","kind":"select_one","list":"l","label":{"ru":")" +
        title +
        R"("}}],"pages":[{"name":"q","kind":"single","questions":["q"]}],"content_hash":")" +
        std::string(64, '0') + R"("})";
    auto form = form::decode_form(text);
    if (!form) FAIL(form.error().context);
    return std::make_shared<const form::Form>(std::move(*form));
}

fit::FitOptions with_wording() {
    fit::FitOptions options;
    options.wording = test::wording();
    return options;
}

std::vector<fit::FitRemark> remarks_on(const std::shared_ptr<const form::Form>& form) {
    auto report = fit::measure(form, with_wording());
    if (!report) FAIL(report.error().context);
    return report->remarks;
}

}  // namespace

TEST_CASE("the sample forms fit every panel at both text sizes") {
    for (const char* id : {"reception", "service", "staff"}) {
        for (const fit::FitRemark& remark : remarks_on(test::sample_forms().at(id))) {
            FAIL_CHECK(id << ": " << remark.where << ": " << remark.message);
        }
    }
}

TEST_CASE("many long choices lie on sheets, and none is too many") {
    const std::vector<std::string> labels(
        24, "Очень длинная подпись, которой на плитке нипочём не хватит места ни в одну строку");
    CHECK(remarks_on(choosing("Что именно вам не понравилось?", labels)).empty());
}

TEST_CASE("a label of 400 letters fits no tile, and is told with where and how long it is") {
    std::string label;
    for (int word = 0; word < 80; ++word)
        label += "слово ";
    label.resize(label.size() - 1);
    const auto remarks = remarks_on(choosing("Что именно?", {label, "Да"}));
    REQUIRE_FALSE(remarks.empty());
    CHECK(remarks[0].rule == "page-does-not-fit");
    CHECK(remarks[0].where == "page q");
    CHECK(remarks[0].message.find("in ru it does not fit on ") == 0);
    CHECK(remarks[0].message.find(" of q (label::ru, 479 letters): ") != std::string::npos);
}

TEST_CASE("columns that the labels have no room for are told, as a note") {
    auto form = std::make_shared<form::Form>(
        *choosing("Где?", {"На приёме у врача", "В регистратуре", "В очереди", "Дома"}));
    form->questions.front().appearance.columns = 4;
    const auto remarks = remarks_on(form);
    REQUIRE_FALSE(remarks.empty());
    for (const fit::FitRemark& remark : remarks) {
        INFO(remark.message);
        CHECK(remark.rule == "fewer-columns");
        CHECK(remark.where == "question q");
        CHECK(remark.column == "appearance");
        CHECK(remark.is_note);
        CHECK(remark.message.find("columns-4 is drawn as ") == 0);
    }
    form->questions.front().appearance.columns = 2;
    CHECK(remarks_on(form).empty());
}

TEST_CASE("letters that PT Sans lacks are named with their cell") {
    const auto remarks = remarks_on(choosing("Как дела 😀?", {"Хорошо", "جيد"}));
    REQUIRE(remarks.size() == 2);
    CHECK(remarks[0].rule == "missing-letter");
    CHECK(remarks[0].where == "question q");
    CHECK(remarks[0].column == "label::ru");
    CHECK(remarks[0].message.find("😀 (U+1F600)") != std::string::npos);
    CHECK(remarks[1].where == "list l, choice c1");
    CHECK(remarks[1].message.find("U+062C") != std::string::npos);
}

TEST_CASE("the fullest views of a page are those with the most choices") {
    const auto form = test::sample_forms().at("service");
    std::size_t pains = 0;
    std::size_t most = 0;
    for (const form::Visit& visit : fit::fullest_page_views(form, 2)) {
        if (visit.page().name != "pains") continue;
        ++pains;
        most = std::max(most, visit.offered(visit.shown_questions().front()).size());
    }
    CHECK(pains == 2);
    // All four criteria bad: every choice of the list pain.
    CHECK(most == 15);
}

TEST_CASE("fonts that are not there are an error with their folder") {
    fit::FitOptions options;
    options.font_folder = "/nowhere";
    const auto report = fit::measure(choosing("Да?", {"Да", "Нет"}), options);
    REQUIRE_FALSE(report);
    CHECK(report.error().context.find("/nowhere") != std::string::npos);
}

TEST_CASE("each panel and text size is measured while there is time") {
    fit::FitOptions options = with_wording();
    options.panels = {fit::parse_panel_class("32:1080x1920").value()};
    const auto form = choosing("Да?", {"Да", "Нет"});
    const auto whole = fit::measure(form, options);
    REQUIRE(whole);
    CHECK(whole->measured ==
          std::vector<std::string>{"32\" 1080x1920 at 100 %", "32\" 1080x1920 at 200 %"});
    CHECK(whole->not_measured == 0);
    options.ms_max = 0;
    const auto none = fit::measure(form, options);
    REQUIRE(none);
    CHECK(none->measured.empty());
    CHECK(none->not_measured == 2);
}
