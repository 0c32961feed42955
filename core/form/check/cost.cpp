// Whether what an answer evaluates stays within one StepBudget, as far as that is known before
// there are answers.

#include <algorithm>

#include "core/base/assert.h"
#include "core/base/format.h"
#include "core/form/check/check_sides.h"
#include "core/form/seeded_chance.h"

namespace otk::form {
namespace {

/// An answer of that kind that gives expressions something to do.
std::string some_answer(const Form& form, const Question& question) {
    switch (question.kind) {
        case QuestionKind::SelectOne:
        case QuestionKind::SelectMultiple:
        case QuestionKind::Rank: {
            const ChoiceList* list = form.list_of(question);
            return list == nullptr || list->choices.empty() ? "" : list->choices.front().name;
        }
        case QuestionKind::Integer:
        case QuestionKind::Decimal:
        case QuestionKind::Range:
            return "1";
        case QuestionKind::Date:
            return "2026-01-01";
        case QuestionKind::Acknowledge:
            return "OK";
        case QuestionKind::Text:
        case QuestionKind::Calculate:
        case QuestionKind::Hidden:
            return "text";
        case QuestionKind::Note:
            return "";
    }
    OTK_UNREACHABLE();
}

/// Counts what all expressions that follow an answer take together, and which takes most.
class Cost {
  public:
    Cost(const Form& form, const FormInstance& instance, const Documents& documents)
        : m_form(form), m_instance(instance), m_documents(documents) {}

    struct Site {
        FormProblem::Place place = FormProblem::Place::Question;
        std::size_t index = 0;
        std::string_view column;
        std::size_t steps = 0;
    };

    void run() {
        for (std::size_t group = 0; group < m_form.groups.size(); ++group) {
            const NodeRef node = m_instance.group(group);
            // The condition of a group is asked for each question in it.
            put({FormProblem::Place::Group, group, "relevant"}, m_form.groups[group].relevant, node,
                node, questions_in(group));
        }
        for (std::size_t index = 0; index < m_form.questions.size(); ++index)
            put_question(index);
    }

    std::size_t total() const { return m_total; }
    const Site& dearest() const { return m_dearest; }

  private:
    void put_question(std::size_t index) {
        const Question& question = m_form.questions[index];
        const NodeRef node = m_instance.question(index);
        const auto place = FormProblem::Place::Question;
        put({place, index, "relevant"}, question.relevant, node, node, 1);
        put({place, index, "calculation"}, question.calculation, node, node, 1);
        put({place, index, "default"}, question.default_value, node, node, 1);
        put({place, index, "parameters"}, question.seed, node, node, 1);
        const ChoiceList* list = m_form.list_of(question);
        if (list == nullptr || list->choices.empty()) return;
        put({place, index, "choice_filter"}, question.choice_filter,
            m_instance.item(*question.list, 0), node, list->choices.size());
    }

    void put(Site site, const std::optional<Expression>& expression, NodeRef context,
        NodeRef current, std::size_t times) {
        // Far over it, nothing more needs to be known.
        if (!expression || m_total > 4 * StepBudget::steps_max) return;
        Environment environment;
        environment.chance = SeededChance(1);
        StepBudget budget;
        Scope scope = Scope::at(context, m_documents, environment);
        scope.current = current;
        scope.budget = &budget;
        const bool is_within = expression->evaluate(scope).has_value();
        const std::size_t used = StepBudget::steps_max - (is_within ? budget.left : 0);
        site.steps = used * times;
        m_total += site.steps;
        if (site.steps > m_dearest.steps) m_dearest = site;
    }

    std::size_t questions_in(std::size_t group) const {
        return static_cast<std::size_t>(std::count_if(
            m_form.questions.begin(), m_form.questions.end(), [&](const Question& question) {
                for (auto around = question.group; around; around = m_form.groups[*around].parent) {
                    if (*around == group) return true;
                }
                return false;
            }));
    }

    const Form& m_form;
    const FormInstance& m_instance;
    const Documents& m_documents;
    std::size_t m_total = 0;
    Site m_dearest;
};

}  // namespace

/// On the empty instance and on one where every question has an answer.
void Check::check_cost() {
    LiveInstance filled(m_instance);
    for (std::size_t index = 0; index < m_form.questions.size(); ++index) {
        filled.set_answer(m_instance.answer(index), some_answer(m_form, m_form.questions[index]));
    }
    for (const Documents* documents : {&m_instance.documents(), &filled.documents()}) {
        Cost cost(m_form, m_instance, *documents);
        cost.run();
        if (cost.total() <= StepBudget::steps_max) continue;
        const Cost::Site& site = cost.dearest();
        put({.place = site.place,
            .index = site.index,
            .column = std::string(site.column),
            .message = format("an answer may take {} steps, the expressions of this form take {} "
                              "together, this one {}",
                StepBudget::steps_max, cost.total(), site.steps),
            .instead = "write a path by names instead of //, or make the list shorter"});
        return;
    }
}

}  // namespace otk::form
