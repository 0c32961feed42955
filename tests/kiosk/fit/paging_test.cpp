#include "kiosk/fit/paging.h"

#include <catch2/catch.hpp>

#include "core/base/format.h"
#include "core/xlsform/markdown.h"
#include "core/xlsform/xlsform.h"
#include "kiosk/fit/trial_page.h"
#include "tests/kiosk/screens/panels.h"

using namespace otk;
using namespace otk::kiosk;
using test::landscape;
using test::portrait;

namespace {

std::shared_ptr<const look::Look> look_for(
    const look::Panel& panel, look::TextSize size = look::TextSize::Normal) {
    look::LookOptions options;
    options.panel = panel;
    options.text_size = size;
    auto made = look::Look::create(std::move(options));
    REQUIRE(made);
    return *made;
}

/// A form of one group: its first row in full, then `lines` of type, name, label and condition.
std::shared_ptr<const form::Form> group_of(
    const std::string& appearance, const std::string& lines, const std::string& before = "") {
    const std::string sheets =
        "| survey | | | | | |\n"
        "| | type | name | label::ru | appearance | relevant |\n" +
        before + "| | begin_group | g | О вашем визите | " + appearance + " | |\n" + lines +
        "| | end_group | | | | |\n"
        "| choices | | | |\n"
        "| | list_name | name | label::ru |\n"
        "| | answer | yes | Да |\n| | answer | no | Нет |\n| | answer | unsure | Не знаю |\n"
        "| | long | a | Высокопрофессионально |\n| | long | b | Удовлетворительно |\n"
        "| | long | c | Неудовлетворительно |\n| | long | d | Затрудняюсь |\n"
        "| | long | e | Невнимательно |\n| | long | f | Доброжелательно |\n| | long | g | "
        "Безразлично |\n"
        "| | face | 1 | Плохо |\n| | face | 2 | Так себе |\n| | face | 3 | Средне |\n"
        "| | face | 4 | Хорошо |\n| | face | 5 | Отлично |\n"
        "| settings | | | |\n| | form_id | version | default_language |\n| | f | 1 | ru |\n";
    xlsform::Book book;
    xlsform::read_markdown(sheets, book);
    const xlsform::Outcome outcome = xlsform::compile(xlsform::choose_sheets(std::move(book)));
    for (const xlsform::SheetProblem& problem : outcome.problems)
        UNSCOPED_INFO(to_text(problem));
    REQUIRE(outcome.form);
    return std::make_shared<const form::Form>(*outcome.form);
}

std::string line(
    const std::string& type, const std::string& name, const std::string& more = "| |") {
    return format("| | {} | {} | Вопрос {} {}\n", type, name, name, more);
}

using Names = std::vector<std::vector<std::string>>;

Names pages_of(
    const std::shared_ptr<const form::Form>& form, const std::shared_ptr<const look::Look>& look) {
    Names names;
    const std::shared_ptr<const form::Form> cut = fit::laid_out(form, look, {"ru"});
    for (const form::Page& page : cut->pages) {
        names.emplace_back();
        for (const std::size_t question : page.questions)
            names.back().push_back(form->questions[question].name);
    }
    return names;
}

}  // namespace

TEST_CASE("a form whose groups fit keeps its pages") {
    std::string lines;
    for (const char* name : {"a", "b", "c", "d"})
        lines += line("select_one answer", name);
    const auto form = group_of("table-list", lines);
    CHECK(fit::laid_out(form, look_for(portrait), {"ru"}) == form);
    CHECK(fit::laid_out(form, look_for(landscape), {"ru"}) == form);
}

TEST_CASE("a table that is too long is shared out evenly, each part with the group's title") {
    std::string lines;
    for (int at = 0; at < 15; ++at)
        lines += line("select_one answer", format("q{:02}", at));
    const auto form = group_of("table-list", lines);
    for (const look::Panel& panel : {portrait, landscape}) {
        for (const look::TextSize size : {look::TextSize::Normal, look::TextSize::Large}) {
            const auto look = look_for(panel, size);
            const auto cut = fit::laid_out(form, look, {"ru"});
            REQUIRE(cut->pages.size() > 1);
            fit::TrialPage trial(*form, look, {"ru"});
            std::vector<std::size_t> all;
            for (const form::Page& page : cut->pages) {
                CHECK(page.kind == form::PageKind::Matrix);
                CHECK(page.title == form->pages.front().title);
                CHECK(page.questions.size() + 1 >= cut->pages.front().questions.size());
                CHECK(page.questions.size() <= cut->pages.front().questions.size());
                CHECK(trial.fits(page));
                all.insert(all.end(), page.questions.begin(), page.questions.end());
            }
            CHECK(all == form->pages.front().questions);
            // No page less would do.
            form::Page fuller = cut->pages.front();
            const std::size_t fewer = cut->pages.size() - 1;
            fuller.questions.assign(all.begin(),
                all.begin() + static_cast<std::ptrdiff_t>((all.size() + fewer - 1) / fewer));
            CHECK_FALSE(trial.fits(fuller));
        }
    }
}

TEST_CASE("where no column has room for its words, each line has a page") {
    std::string lines;
    for (const char* name : {"a", "b", "c"})
        lines += line("select_one long", name);
    const auto form = group_of("table-list", lines);
    CHECK(pages_of(form, look_for(landscape, look::TextSize::Large)) == Names{{"a"}, {"b"}, {"c"}});
}

TEST_CASE("three short questions of a group stand together, and no more") {
    const std::string lines = line("select_one answer", "a") + line("select_one answer", "b") +
                              line("select_one answer", "c") + line("select_one answer", "d");
    CHECK(pages_of(group_of("field-list", lines), look_for(portrait)) ==
          Names{{"a", "b"}, {"c", "d"}});
    const std::string three = line("select_one answer", "a") + line("select_one answer", "b") +
                              line("select_multiple answer", "c");
    CHECK(pages_of(group_of("field-list", three), look_for(portrait)) == Names{{"a", "b", "c"}});
}

TEST_CASE("what is typed has a page of its own, and notes go with their question") {
    const std::string lines = line("note", "hello") + line("select_one answer", "a") +
                              line("select_one answer", "b") + line("note", "why") +
                              line("text", "c") + line("select_one answer", "d") +
                              line("note", "bye");
    CHECK(pages_of(group_of("field-list", lines), look_for(portrait)) ==
          Names{{"hello", "a", "b"}, {"why", "c"}, {"d", "bye"}});
}

TEST_CASE("a question that depends on an answer does not appear under a finger") {
    const std::string lines = line("select_one answer", "a") +
                              line("select_one answer", "b", "| | ${a} = 'no' |") +
                              line("select_one answer", "c");
    CHECK(pages_of(group_of("field-list", lines), look_for(portrait)) == Names{{"a"}, {"b", "c"}});
    CHECK(pages_of(group_of("table-list", lines), look_for(portrait)) == Names{{"a"}, {"b", "c"}});
}

TEST_CASE("the mark of a first page stands alone: one touch is an answer") {
    const std::string lines = line("note", "hello") +
                              line("select_one face", "mark", "| likert |") +
                              line("select_one answer", "a") + line("select_one answer", "b");
    CHECK(pages_of(group_of("field-list", lines), look_for(portrait)) ==
          Names{{"hello", "mark"}, {"a", "b"}});
    CHECK(pages_of(group_of("field-list", lines, line("text", "first")), look_for(portrait)) ==
          Names{{"first"}, {"hello", "mark", "a", "b"}});
}
