#include <cmath>

#include "core/base/format.h"
#include "core/form/check/check_sides.h"
#include "core/form/check/names.h"
#include "core/form/question_kinds.h"

namespace otk::form {

void Check::check_question(std::size_t index) {
    const Question& question = m_form.questions[index];
    const KindTraits& traits = traits_of(question.kind);
    if (!is_name(question.name)) {
        put_question(index, "name", what_is_wrong_with(question.name), name_wanted);
    } else if (m_form.find(question.name) != index) {
        put_question(index, "name", format("there is a question \"{}\" already", question.name),
            "write another name");
    }
    const auto where = [index](std::string column) {
        return FormProblem{
            .place = Place::Question, .index = index, .column = std::move(column), .message = {}};
    };
    if (traits.is_shown) check_texts(question.label, where("label"));
    check_optional_texts(question.hint, where("hint"));
    check_optional_texts(question.required_message, where("required_message"));
    check_optional_texts(question.constraint_message, where("constraint_message"));
    if (traits.has_list != question.list.has_value()) {
        put_question(index, "type",
            traits.has_list ? "the list of choices is missing" : "only a select takes a list",
            traits.has_list ? "write the name of a list behind the type"
                            : "remove the list's name");
    }
    check_image(question.image, where("media::image"));
    if (!question.image.is_empty() && !traits.is_shown) {
        put_question(index, "media::image", "only what is shown has a picture", "empty the cell");
    }
    check_range(index);
    check_shuffle(index);
    check_metric(index);
    check_source(index);
    check_appearance(index);
    if (question.idle_s && (*question.idle_s < 5 || *question.idle_s > 600)) {
        put_question(index, "body::otk:idle", "too short or too long", "write 5 to 600 seconds");
    }
}

void Check::check_range(std::size_t index) {
    const Question& question = m_form.questions[index];
    if (question.kind != QuestionKind::Range) return;
    const RangeBounds& range = question.range;
    const double steps = (range.end - range.start) / range.step;
    // A range is shown as keys side by side: more than a hundred are no choice for a finger.
    if (!(range.step > 0) || !(range.start < range.end) || !(steps <= 100) ||
        std::fabs(steps - std::round(steps)) > 1e-6) {
        put_question(index, "parameters",
            "the step does not lead from start to end in at most 100 steps",
            "write for example start=0 end=10 step=1");
    }
}

void Check::check_shuffle(std::size_t index) {
    const Question& question = m_form.questions[index];
    if (question.randomize && !traits_of(question.kind).has_list) {
        put_question(
            index, "parameters", "only a select has choices to randomize", "empty the cell");
    }
    if (question.randomize && (question.appearance.likert || question.metric != Metric::None)) {
        put_question(
            index, "parameters", "the marks of a scale stand in their order", "remove randomize");
    }
    if (question.seed && !question.randomize) {
        put_question(
            index, "parameters", "a seed alone does nothing", "write randomize=true beside it");
    }
}

void Check::check_metric(std::size_t index) {
    const Question& question = m_form.questions[index];
    const bool is_scale = question.kind == QuestionKind::Range && question.range.start == 0 &&
                          question.range.end == 10 && question.range.step == 1;
    // A select without its list has a problem of its own already.
    if (traits_of(question.kind).has_list && !question.list) return;
    switch (question.metric) {
        case Metric::None:
            return;
        case Metric::Nps:
            if (!is_scale) {
                put_question(index, "body::otk:metric", "nps is measured on a range from 0 to 10",
                    "write the type range with the parameters start=0 end=10 step=1");
            }
            return;
        case Metric::Csat:
        case Metric::Ces:
        case Metric::Csi:
            if (!has_marks(question)) {
                put_question(index, "body::otk:metric",
                    format("{} is measured by five marks", question.metric == Metric::Csat ? "csat"
                                                           : question.metric == Metric::Ces
                                                               ? "ces"
                                                               : "csi"),
                    "write the type select_one with a list of the choices 1, 2, 3, 4, 5");
            }
            return;
    }
}

bool Check::has_marks(const Question& question) const {
    const ChoiceList* list = m_form.list_of(question);
    if (question.kind != QuestionKind::SelectOne) return false;
    constexpr std::string_view marks = "12345";
    if (list->choices.size() != marks.size()) return false;
    for (std::size_t index = 0; index < marks.size(); ++index) {
        if (list->choices[index].name != marks.substr(index, 1)) return false;
    }
    return true;
}

void Check::check_source(std::size_t index) {
    const Question& question = m_form.questions[index];
    if (!question.from.empty()) {
        if (question.kind != QuestionKind::Hidden) {
            put_question(index, "body::otk:from", "only a hidden question is filled by the program",
                "write the type hidden, or empty the cell");
        }
        if (question.from != "channel" && question.from != "place" && question.from != "day") {
            put_question(
                index, "body::otk:from", "the program cannot fill this", "write channel or place");
        }
    }
    if (question.kind == QuestionKind::Calculate && !question.calculation) {
        put_question(
            index, "calculation", "this calculate question has no calculation", "write it");
    }
    if (question.calculation && traits_of(question.kind).takes_answer && !question.read_only &&
        !question.appearance.printer) {
        put_question(index, "calculation", "a visitor's answer is not calculated",
            "write yes into read_only, or use default instead");
    }
}

}  // namespace otk::form
