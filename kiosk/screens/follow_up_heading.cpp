// What a page after the first one is about, in words.

#include <algorithm>
#include <string>
#include <utility>

#include "core/base/assert.h"
#include "core/base/format.h"
#include "kiosk/screens/follow_up.h"

namespace otk::kiosk::screens {
namespace {

using widgets::Canvas;

/// From so few on, the visitor is told how many questions remain.
constexpr std::size_t left_shown_max = 3;

std::string said_left(const Canvas& canvas, const form::Visit& visit) {
    const std::size_t left = visit.pages_left() + 1;
    if (left == 1) return std::string(canvas.words("Last question"));
    if (left > left_shown_max) return {};
    return canvas.look().plural(
        canvas.state().view.language, "{n} question left", static_cast<long>(left));
}

void append(std::string& words, std::string_view more, std::string_view between) {
    if (more.empty()) return;
    if (!words.empty()) words += between;
    words += more;
}

/// Notes beside the question of the page, in the form's order.
std::string said_notes(const Canvas& canvas) {
    const form::Visit& visit = *canvas.state().visit;
    const form::Page& page = visit.page();
    std::string notes;
    for (const std::size_t index : visit.shown_questions()) {
        const form::Question& note = visit.form().questions[index];
        // The first row of a matrix in ODK's older spelling: its words are the page's already.
        const bool is_said = note.label == page.title || note.label == page.hint;
        if (note.kind != form::QuestionKind::Note || index == main_question(visit) || is_said) {
            continue;
        }
        append(notes, canvas.in_language(note.label), "\n");
        append(notes, canvas.in_language(note.hint), "\n");
    }
    return notes;
}

/// Over the lines of a matrix: the problem says whose it is.
std::string said_problem_of_lines(const Canvas& canvas) {
    if (canvas.state().problems.empty()) return {};
    const std::size_t index = canvas.state().problems.front().question;
    const form::Question& line = canvas.state().visit->form().questions[index];
    return format("{}: {}", canvas.in_language(line.label), said_problem(canvas, index));
}

Heading group_heading(const Canvas& canvas) {
    const form::Visit& visit = *canvas.state().visit;
    Heading heading;
    heading.title = canvas.in_language(visit.page().title);
    heading.hint = canvas.in_language(visit.page().hint);
    if (!is_matrix(visit)) return heading;
    if (has_faces(visit)) {
        std::string scale(canvas.words("1 is very poor, 5 is excellent"));
        append(scale, heading.hint, ". ");
        heading.hint = std::move(scale);
    } else if (asked_questions(visit).size() == 1) {
        return heading;  // the stack says notes and problems beside their line
    }
    append(heading.hint, said_notes(canvas), "\n");
    heading.note = said_problem_of_lines(canvas);
    heading.note_is_problem = true;
    return heading;
}

}  // namespace

std::size_t main_question(const form::Visit& visit) {
    const std::vector<std::size_t> asked = asked_questions(visit);
    if (!asked.empty()) return asked.front();
    const std::vector<std::size_t> shown = visit.shown_questions();
    OTK_ASSERT(!shown.empty());
    return shown.front();
}

bool is_matrix(const form::Visit& visit) {
    return visit.page().kind == form::PageKind::Matrix;
}

bool has_faces(const form::Visit& visit) {
    const std::vector<std::size_t> lines = asked_questions(visit);
    return std::all_of(lines.begin(), lines.end(),
        [&visit](std::size_t line) { return visit.form().questions[line].appearance.likert; });
}

bool is_of_group(const form::Visit& visit) {
    const std::size_t asked = asked_questions(visit).size();
    return asked > 1 || (asked == 1 && is_matrix(visit));
}

Heading heading_of(const Canvas& canvas) {
    const form::Visit& visit = *canvas.state().visit;
    Heading heading =
        is_of_group(visit) ? group_heading(canvas) : question_heading(canvas, main_question(visit));
    heading.more = said_left(canvas, visit);
    if (!is_of_group(visit)) {
        append(heading.hint, said_notes(canvas), "\n");
        if (visit.page().kind == form::PageKind::FieldList) {
            heading.group = canvas.in_language(visit.page().title);
        }
    }
    return heading;
}

}  // namespace otk::kiosk::screens
