#include "core/base/format.h"
#include "core/form/check/check_sides.h"
#include "core/form/check/names.h"
#include "core/form/question_kinds.h"

namespace otk::form {

void Check::check_pages() {
    std::vector<int> times(m_form.questions.size(), 0);
    for (std::size_t index = 0; index < m_form.pages.size(); ++index) {
        for (const std::size_t question : m_form.pages[index].questions)
            ++times[question];
        check_page(index);
    }
    for (std::size_t index = 0; index < times.size(); ++index) {
        const Question& question = m_form.questions[index];
        const bool has_page = traits_of(question.kind).is_shown && !question.appearance.printer;
        if (times[index] != (has_page ? 1 : 0)) {
            put_question(index, "",
                has_page ? "the question stands on no page, or on two"
                         : "the question cannot stand on a page",
                "build the form anew from its sheets");
        }
    }
}

void Check::check_page(std::size_t index) {
    const Page& page = m_form.pages[index];
    if (!is_name(page.name)) put_page(index, "name", what_is_wrong_with(page.name), name_wanted);
    if (page.questions.empty()) {
        put_page(
            index, "type", "the group has no question to show", "write one, or remove the group");
    }
    check_optional_texts(
        page.title, {.place = Place::Page, .index = index, .column = "label", .message = {}});
    check_optional_texts(
        page.hint, {.place = Place::Page, .index = index, .column = "hint", .message = {}});
    if (page.kind == PageKind::Single && page.questions.size() > 1) {
        put_page(
            index, "", "a single page has one question", "build the form anew from its sheets");
    }
    if (page.kind != PageKind::Single) check_page_of_group(index);
    if (page.kind == PageKind::Matrix) check_matrix(index);
}

void Check::check_page_of_group(std::size_t index) {
    const Page& page = m_form.pages[index];
    const std::optional<std::size_t> wanted = m_form.find_group(page.name);
    if (!wanted) {
        put_page(index, "name", format("there is no group \"{}\"", page.name),
            "build the form anew from its sheets");
    }
    for (const std::size_t question : page.questions) {
        std::optional<std::size_t> group = m_form.questions[question].group;
        while (group && group != wanted)
            group = m_form.groups[*group].parent;
        if (!group && wanted) {
            put_question(question, "",
                format("the question stands outside the group \"{}\"", page.name),
                "build the form anew from its sheets");
        }
    }
}

void Check::check_matrix(std::size_t index) {
    const Page& page = m_form.pages[index];
    if (page.title.is_empty())
        put_page(index, "label", "this table-list group has no label", "write one");
    std::optional<std::size_t> list;
    for (const std::size_t question : page.questions) {
        const Question& line = m_form.questions[question];
        if (line.kind == QuestionKind::Note) continue;  // words between the lines
        if (!list) list = line.list;
        if (line.kind != QuestionKind::SelectOne || line.list != list) {
            put_question(question, "type", "the lines of a table-list are select_one of one list",
                "write the type of the group's first line");
        }
        if (line.choice_filter) {
            put_question(question, "choice_filter", "the lines of a table-list share their choices",
                "empty the cell");
        }
        if (line.randomize) {
            put_question(question, "parameters", "the lines of a table-list share their choices",
                "empty the cell");
        }
    }
}

}  // namespace otk::form
