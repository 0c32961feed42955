#include "core/base/format.h"
#include "core/form/conditions.h"
#include "core/form/findings/findings.h"

namespace otk::form {
namespace {

using Place = FormProblem::Place;

/// What nobody saw in a whole walk is not there; in a sample it may only be rare.
class Ways {
  public:
    Ways(const Form& form, const Walk& walk) : m_form(form), m_walk(walk) {}

    std::vector<Finding> run() {
        for (std::size_t question = 0; question < m_form.questions.size(); ++question) {
            look_at_condition(question);
            look_at_choices(question);
        }
        for (const DeadEnd& end : m_walk.dead_ends)
            put_dead_end(end);
        if (!m_walk.is_complete) put_sample();
        return std::move(m_found);
    }

  private:
    std::string in_all() const {
        return m_walk.is_complete ? "in any combination of answers"
                                  : format("in {} random visits", m_walk.sampled);
    }

    void put(Severity severity, std::string_view rule, std::size_t question, std::string column,
        std::string message) {
        m_found.push_back({.severity = severity,
            .rule = rule,
            .place = Place::Question,
            .index = question,
            .column = std::move(column),
            .message = std::move(message)});
    }

    void look_at_condition(std::size_t question) {
        const QuestionSeen& seen = m_walk.questions[question];
        const std::string column = conditions_of(m_form, question).empty() ? "" : "relevant";
        // Nobody comes to what is hidden; only its condition is worth a word.
        const bool is_hidden = !traits_of(m_form.questions[question].kind).is_shown;
        if (is_hidden && (column.empty() || !seen.was_irrelevant)) return;
        if (!seen.was_relevant) {
            const bool is_behind_dead_end = !seen.was_irrelevant && !m_walk.dead_ends.empty();
            const bool is_proven = m_walk.is_complete && seen.is_proven_irrelevant;
            put(is_proven ? Severity::Error : Severity::Warning, "unreachable-question", question,
                column, why_unreachable(is_behind_dead_end, is_proven));
        } else if (!column.empty() && !seen.was_irrelevant && !seen.is_open && m_walk.is_complete) {
            put(Severity::Warning, "always-relevant", question, column,
                "the condition always holds: leave it out, or look whether it says what is meant");
        }
    }

    std::string why_unreachable(bool is_behind_dead_end, bool is_proven) const {
        if (is_behind_dead_end) {
            return "nobody comes to this question: a page before it cannot be left";
        }
        if (m_walk.is_complete && !is_proven) {
            return "the condition held with none of the texts, numbers and days that were tried: "
                   "look whether anybody can see this question";
        }
        return format("the condition does not hold {}: nobody sees this question", in_all());
    }

    void look_at_choices(std::size_t question) {
        const Question& asked = m_form.questions[question];
        const QuestionSeen& seen = m_walk.questions[question];
        if (!asked.choice_filter || !seen.was_relevant) return;
        const std::vector<Choice>& choices = m_form.list_of(asked)->choices;
        std::string never;
        for (std::size_t choice = 0; choice < choices.size(); ++choice) {
            if (seen.was_offered[choice]) continue;
            never += (never.empty() ? "" : ", ") + choices[choice].name;
        }
        if (!never.empty()) {
            put(Severity::Warning, "unreachable-choice", question, "choice_filter",
                format("{} these choices are never offered: {}", in_all(), never));
        }
        if (seen.had_no_choice) {
            put(Severity::Warning, "no-choice", question, "choice_filter",
                "some answers leave no choice at all: the visitor sees a question without answers");
        }
    }

    std::string reason_of(const Problem& problem) const {
        const Question& question = m_form.questions[problem.question];
        switch (problem.kind) {
            case Problem::Kind::Required:
                return format("{} is required and has nothing to choose", question.name);
            case Problem::Kind::Constraint:
                return format(
                    "{} has the constraint {}", question.name, question.constraint->source());
        }
        return {};
    }

    void put_dead_end(const DeadEnd& end) {
        std::string why;
        for (const Problem& problem : end.problems) {
            why += (why.empty() ? "" : "; ") + reason_of(problem);
        }
        m_found.push_back({.severity = end.is_proven ? Severity::Error : Severity::Warning,
            .rule = "dead-end",
            .place = Place::Page,
            .index = end.page,
            .message = format("{}: {}",
                end.is_proven ? "a visitor cannot leave this page"
                              : "no value that was tried lets a visitor leave this page",
                why),
            .channel = end.channel,
            .example = end.example});
    }

    void put_sample() {
        m_found.push_back({.severity = Severity::Note,
            .rule = "sampled",
            .message =
                format("the form has more combinations than were walked ({} tries): {} random "
                       "visits instead; what is rare may be missed",
                    m_walk.tries, m_walk.sampled)});
    }

    const Form& m_form;
    const Walk& m_walk;
    std::vector<Finding> m_found;
};

}  // namespace

std::vector<Finding> findings_of_ways(const Form& form, const Walk& walk) {
    return Ways(form, walk).run();
}

}  // namespace otk::form
