#include "kiosk/fit/item_words.h"

#include "core/base/format.h"
#include "core/text/code_points.h"

namespace otk::kiosk::fit {
namespace {

std::string cell(std::string_view column, const form::Texts& texts, const std::string& language) {
    const std::size_t letters = text::code_points_of(texts.in(language)).size();
    return format("({}::{}, {} letters)", column, language, letters);
}

/// The heading of a page: its title, or the label of its only question.
std::string heading_in_words(const form::Visit& visit, const std::string& language) {
    const form::Page& page = visit.page();
    if (!page.title.is_empty()) {
        return format("the title of {} {}", page.name, cell("label", page.title, language));
    }
    const form::Question& first = visit.form().questions[page.questions.front()];
    return format("the question {} {}", first.name, cell("label", first.label, language));
}

std::string hint_in_words(const form::Visit& visit, const std::string& language) {
    const form::Page& page = visit.page();
    if (!page.hint.is_empty()) {
        return format("the hint of {} {}", page.name, cell("hint", page.hint, language));
    }
    for (const std::size_t index : visit.shown_questions()) {
        const form::Question& question = visit.form().questions[index];
        if (question.hint.is_empty()) continue;
        return format("the hint of {} {}", question.name, cell("hint", question.hint, language));
    }
    return "the line under the question";
}

}  // namespace

std::string item_in_words(
    const form::Visit& visit, std::string_view item, const std::string& language) {
    if (item == "question") return heading_in_words(visit, language);
    if (item == "hint" || item == "note") return hint_in_words(visit, language);
    for (const std::size_t index : visit.page().questions) {
        const form::Question& question = visit.form().questions[index];
        if (item == "name-" + question.name) {
            return format("the line {} {}", question.name, cell("label", question.label, language));
        }
        for (const form::Choice* choice : visit.offered(index)) {
            if (item != format("choice-{}-{}", question.name, choice->name)) continue;
            return format("choice \"{}\" of {} {}", choice->name, question.name,
                cell("label", choice->label, language));
        }
    }
    return std::string(item);
}

}  // namespace otk::kiosk::fit
