#include "core/form/visit.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/base/assert.h"
#include "core/form/calendar.h"
#include "core/form/graph.h"
#include "core/form/json_length.h"
#include "core/form/output.h"
#include "core/form/seeded_chance.h"
#include "core/form/shuffle.h"
#include "core/form/syntax.h"
#include "core/form/words.h"

namespace otk::form {

namespace {

std::shared_ptr<const Graph> graph_of(const Form& form) {
    Result<Graph> graph = Graph::of(form);
    OTK_ASSERT(graph.has_value());
    return std::make_shared<const Graph>(std::move(*graph));
}

/// Milliseconds since 1970 of a day's beginning in UTC; absent for "" and for what is no day.
std::optional<std::int64_t> beginning_of(const std::string& day) {
    return instant_of_text(day, DateDigits::Padded, Environment());
}

bool is_fixed(const Expression& expression) {
    return expression.tree().kind == syntax::Kind::Literal ||
           expression.tree().kind == syntax::Kind::Number;
}

}  // namespace

Visit::Visit(std::shared_ptr<const Form> form, VisitOptions options)
    : m_form(std::move(form)),
      m_options(std::move(options)),
      m_graph(graph_of(*m_form)),
      m_instance(m_graph->instance()) {
    OTK_ASSERT(!pages().empty());
    begin();
}

Visit Visit::anew(VisitOptions options) const {
    Visit another = *this;
    another.m_options = std::move(options);
    another.begin();
    return another;
}

/// What the expressions of a visit see while one thing is done to it: the answers, the day, and the
/// labels in the visit's language. One budget is for all of them together.
class Visit::Sight final : public Labels {
  public:
    explicit Sight(const Visit& visit) : m_visit(visit) {
        m_environment.now_ms = beginning_of(visit.m_options.day);
        m_environment.clock = Environment::Clock::Day;
        m_environment.chance = SeededChance(visit.m_options.seed);
        m_environment.language = visit.m_options.language.empty() ? visit.m_form->default_language
                                                                  : visit.m_options.language;
        m_environment.labels = this;
    }
    Sight(const Sight&) = delete;
    Sight& operator=(const Sight&) = delete;
    ~Sight() override = default;

    Scope at(NodeRef node) const {
        Scope scope = Scope::at(node, m_visit.m_instance.documents(), m_environment);
        scope.budget = &m_budget;
        return scope;
    }
    Scope at_question(std::size_t question) const { return at(instance().question(question)); }
    Scope at_choice(std::size_t question, std::size_t list, std::size_t choice) const {
        Scope scope = at_question(question);
        scope.context = instance().item(list, choice);
        scope.position = choice + 1;
        scope.size = m_visit.m_form->lists[list].choices.size();
        return scope;
    }

    /// A form is refused if its expressions go over their budget on the empty instance or on a
    /// filled one. One that does so on some answers later has no value: false, and nothing to
    /// store.
    bool holds(const Expression& expression, const Scope& scope) const {
        return expression.truth(scope).value_or(false);
    }
    bool holds(const std::optional<Expression>& expression, NodeRef node) const {
        return !expression || holds(*expression, at(node));
    }

    std::optional<std::string> choice_label(NodeRef node, std::string_view choice) const override {
        const Form& form = *m_visit.m_form;
        const std::optional<std::size_t> question = instance().question_of(node);
        const ChoiceList* list = question ? form.list_of(form.questions[*question]) : nullptr;
        const Choice* found = list == nullptr ? nullptr : list->find(choice);
        if (found == nullptr) return {};
        return std::string(found->label.in(m_environment.language, form.default_language));
    }
    std::optional<std::string> text(std::string_view) const override { return {}; }

  private:
    const FormInstance& instance() const { return m_visit.m_graph->instance(); }

    const Visit& m_visit;
    Environment m_environment;
    mutable StepBudget m_budget;
};

void Visit::set_value(std::size_t question, std::string value) {
    m_values_bytes += json_length(value) - json_length(m_values[question]);
    m_values[question] = std::move(value);
    set_relevant(question, m_relevant[question]);
}

void Visit::set_relevant(std::size_t question, bool relevant) {
    m_relevant[question] = relevant;
    m_instance.set_answer(
        m_graph->instance().answer(question), relevant ? m_values[question] : std::string());
}

void Visit::begin() {
    const std::size_t count = m_form->questions.size();
    m_values.assign(count, {});
    m_values_bytes = count * json_length("");
    m_relevant.assign(count, true);
    m_shown.assign(count, false);
    m_offered.assign(count, std::make_shared<const Offered>());
    m_instance = LiveInstance(m_graph->instance());
    const Sight sight(*this);
    fill_beginning_values(sight);
    for (const std::size_t question : m_graph->order())
        recompute(sight, question);
    std::size_t page = 0;
    while (page + 1 < pages().size() && !has_something_to_show(page))
        ++page;
    show(page);
}

/// As XLSForm's compiler has it: fixed defaults stand in the instance already when the others are
/// evaluated, in the survey's order; calculations come after all.
void Visit::fill_beginning_values(const Sight& sight) {
    for (std::size_t index = 0; index < m_values.size(); ++index) {
        const Question& question = m_form->questions[index];
        if (question.from == "channel") set_value(index, m_options.channel);
        if (question.from == "place") set_value(index, m_options.place);
        if (question.from == "day") set_value(index, m_options.day);
        if (question.default_value && is_fixed(*question.default_value)) fill_default(sight, index);
    }
    for (std::size_t index = 0; index < m_values.size(); ++index) {
        const std::optional<Expression>& expression = m_form->questions[index].default_value;
        if (expression && !is_fixed(*expression)) fill_default(sight, index);
    }
}

void Visit::fill_default(const Sight& sight, std::size_t index) {
    const Question& question = m_form->questions[index];
    if (!question.from.empty()) return;
    const std::string value =
        question.default_value->stored_text(sight.at_question(index)).value_or("");
    // A default that is computed may turn out to be no answer of this kind; then there is none.
    const Result<std::string> accepted = traits_of(question.kind).accept(*m_form, question, value);
    if (accepted && has_room(index, *accepted)) set_value(index, *accepted);
}

bool Visit::is_relevant(std::size_t question) const {
    return m_relevant[question];
}

std::string Visit::said(const Texts& texts, std::string_view language) const {
    const auto value_of = [this](std::string_view name) {
        const std::optional<std::size_t> question = m_graph->find(name);
        OTK_ASSERT(question);  // problems_of refuses a form that names another
        return m_relevant[*question] ? std::string_view(m_values[*question]) : std::string_view();
    };
    return with_outputs(texts.in(language, m_form->default_language), value_of);
}

bool Visit::compute_relevance(const Sight& sight, std::size_t question) const {
    const FormInstance& instance = m_graph->instance();
    for (auto group = m_form->questions[question].group; group;
         group = m_form->groups[*group].parent) {
        if (!sight.holds(m_form->groups[*group].relevant, instance.group(*group))) return false;
    }
    return sight.holds(m_form->questions[question].relevant, instance.question(question));
}

void Visit::compute_offered(const Sight& sight, std::size_t question) {
    const Question& asked = m_form->questions[question];
    if (m_form->list_of(asked) == nullptr) return;
    std::shared_ptr<const Offered>& known = m_offered[question];
    // What no filter changes is filled in once.
    if (!asked.choice_filter && !asked.randomize && !known->empty()) return;
    Offered offered = choices_offered(sight, question);
    if (offered != *known) known = std::make_shared<const Offered>(std::move(offered));
}

Visit::Offered Visit::choices_offered(const Sight& sight, std::size_t question) const {
    const Question& asked = m_form->questions[question];
    const std::vector<Choice>& choices = m_form->list_of(asked)->choices;
    Offered offered;
    for (std::size_t index = 0; index < choices.size(); ++index) {
        const bool is_offered =
            !asked.choice_filter ||
            sight.holds(*asked.choice_filter, sight.at_choice(question, *asked.list, index));
        if (is_offered) offered.push_back(&choices[index]);
    }
    if (asked.randomize) shuffle(offered, seed_of(sight, question));
    return offered;
}

/// ODK's seeds are whole numbers; what is none counts as 0, so that the order stays one order.
std::int64_t Visit::seed_of(const Sight& sight, std::size_t question) const {
    const std::optional<Expression>& seed = m_form->questions[question].seed;
    if (!seed) return m_options.seed;
    const double number = seed->number(sight.at_question(question)).value_or(0);
    constexpr double exact_max = 9007199254740992.0;  // 2^53
    return std::fabs(number) <= exact_max ? static_cast<std::int64_t>(number) : 0;
}

/// True if the value changed. What is irrelevant keeps its choices: the filter is asked when the
/// question comes back.
bool Visit::drop_choices_not_offered(std::size_t question) {
    const Question& asked = m_form->questions[question];
    if (!asked.choice_filter || m_values[question].empty() || !m_relevant[question]) return false;
    std::string kept;
    for (const std::string_view name : words_of(m_values[question])) {
        const Offered& offered = *m_offered[question];
        const bool is_offered = std::any_of(offered.begin(), offered.end(),
            [name](const Choice* choice) { return choice->name == name; });
        if (!is_offered) continue;
        if (!kept.empty()) kept += ' ';
        kept += name;
    }
    if (kept == m_values[question]) return false;
    set_value(question, std::move(kept));
    return true;
}

/// Relevance, calculation and choices of one question; true if what others see of it changed.
bool Visit::recompute(const Sight& sight, std::size_t question) {
    const bool was_relevant = m_relevant[question];
    set_relevant(question, compute_relevance(sight, question));
    bool value_changed = false;
    if (m_relevant[question] && m_form->questions[question].calculation) {
        std::string value = computed_value(sight, question);
        value_changed = value != m_values[question];
        if (value_changed) set_value(question, std::move(value));
    }
    compute_offered(sight, question);
    value_changed = drop_choices_not_offered(question) || value_changed;
    const bool relevance_changed = was_relevant != m_relevant[question];
    return (value_changed && m_relevant[question]) ||
           (relevance_changed && !m_values[question].empty());
}

std::string Visit::computed_value(const Sight& sight, std::size_t question) const {
    const Question& computed = m_form->questions[question];
    const std::string value =
        computed.calculation->stored_text(sight.at_question(question)).value_or("");
    if (value.empty()) return {};
    const Result<std::string> accepted = traits_of(computed.kind).accept(*m_form, computed, value);
    return accepted && has_room(question, *accepted) ? *accepted : std::string();
}

/// The graph's order puts everything that a question reads before it, so one pass is enough.
void Visit::recompute_after(std::size_t question) {
    const Sight sight(*this);
    std::vector<bool> is_stale(m_values.size(), false);
    for (const std::size_t dependent : m_graph->dependents(question))
        is_stale[dependent] = true;
    for (const std::size_t index : m_graph->order()) {
        if (!is_stale[index] || !recompute(sight, index)) continue;
        for (const std::size_t dependent : m_graph->dependents(index))
            is_stale[dependent] = true;
    }
}

bool Visit::has_room(std::size_t question, std::string_view value) const {
    const std::size_t others_bytes = m_values_bytes - json_length(m_values[question]);
    return others_bytes + json_length(value) <= values_bytes_max;
}

Result<void> Visit::answer(std::size_t question, std::string value) {
    OTK_ASSERT(question < m_values.size());
    const Question& asked = m_form->questions[question];
    const KindTraits& traits = traits_of(asked.kind);
    if (!traits.takes_answer || asked.read_only || asked.appearance.printer) {
        return fail(ErrorKind::InvalidInput, "question " + asked.name + ": takes no answer");
    }
    if (!value.empty()) {
        value = OTK_TRY(in("question " + asked.name, traits.accept(*m_form, asked, value)));
    }
    for (const std::string_view name :
        traits.has_list ? words_of(value) : std::vector<std::string_view>()) {
        const Offered& choices = *m_offered[question];
        if (std::none_of(choices.begin(), choices.end(),
                [name](const Choice* choice) { return choice->name == name; })) {
            return fail(ErrorKind::InvalidInput,
                "question " + asked.name + ": a choice that is not offered");
        }
    }
    if (!has_room(question, value)) {
        return fail(ErrorKind::InvalidInput, "question " + asked.name + ": the response is full");
    }
    if (value == m_values[question]) return {};
    set_value(question, std::move(value));
    recompute_after(question);
    return {};
}

Result<void> Visit::toggle(std::size_t question, std::string_view choice) {
    OTK_ASSERT(question < m_values.size());
    const QuestionKind kind = m_form->questions[question].kind;
    if (kind != QuestionKind::SelectMultiple && kind != QuestionKind::Rank) {
        return fail(ErrorKind::InvalidInput, "only one choice of several can be toggled");
    }
    std::string names;
    for (const std::string_view name : words_of(m_values[question])) {
        if (name == choice) continue;
        if (!names.empty()) names += ' ';
        names += name;
    }
    if (!has_word(m_values[question], choice)) names += " " + std::string(choice);
    return answer(question, std::move(names));
}

std::vector<std::size_t> Visit::shown_questions() const {
    std::vector<std::size_t> shown;
    for (const std::size_t question : page().questions) {
        if (m_relevant[question]) shown.push_back(question);
    }
    return shown;
}

bool Visit::has_something_to_show(std::size_t page) const {
    const std::vector<std::size_t>& questions = pages()[page].questions;
    return std::any_of(questions.begin(), questions.end(),
        [this](std::size_t question) { return m_relevant[question]; });
}

std::size_t Visit::pages_left() const {
    std::size_t left = 0;
    for (std::size_t page = m_page + 1; page < pages().size(); ++page) {
        if (has_something_to_show(page)) ++left;
    }
    return left;
}

bool Visit::is_first_page() const {
    for (std::size_t page = 0; page < m_page; ++page) {
        if (has_something_to_show(page)) return false;
    }
    return true;
}

std::optional<Problem> Visit::problem_of(std::size_t question) const {
    return problem_of(Sight(*this), question);
}

std::optional<Problem> Visit::problem_of(const Sight& sight, std::size_t question) const {
    const Question& asked = m_form->questions[question];
    if (!m_relevant[question] || !traits_of(asked.kind).takes_answer || asked.read_only) return {};
    const Scope scope = sight.at_question(question);
    if (m_values[question].empty()) {
        if (!asked.required || !sight.holds(*asked.required, scope)) return {};
        return Problem{question, Problem::Kind::Required, &asked.required_message};
    }
    if (!asked.constraint || sight.holds(*asked.constraint, scope)) return {};
    return Problem{question, Problem::Kind::Constraint, &asked.constraint_message};
}

std::vector<Problem> Visit::problems() const {
    const Sight sight(*this);
    std::vector<Problem> problems;
    for (const std::size_t question : shown_questions()) {
        const std::optional<Problem> problem = problem_of(sight, question);
        if (problem) problems.push_back(*problem);
    }
    return problems;
}

/// A question counts as asked when it stood before the visitor; response() asks again whether it
/// still is relevant.
void Visit::show(std::size_t page) {
    m_page = page;
    for (const std::size_t question : pages()[page].questions)
        m_shown[question] = true;
}

bool Visit::next() {
    return problems().empty() && pass_by();
}

bool Visit::pass_by() {
    for (std::size_t page = m_page + 1; page < pages().size(); ++page) {
        if (!has_something_to_show(page)) continue;
        show(page);
        return true;
    }
    return false;
}

bool Visit::back() {
    for (std::size_t page = m_page; page-- > 0;) {
        if (!has_something_to_show(page)) continue;
        show(page);
        return true;
    }
    return false;
}

void Visit::lay_out(std::shared_ptr<const std::vector<Page>> pages) {
    const std::vector<std::size_t> shown = shown_questions();
    const std::size_t kept = shown.empty() ? page().questions.front() : shown.front();
    m_options.pages = std::move(pages);
    const auto holds_it = [kept](const Page& page) {
        return std::find(page.questions.begin(), page.questions.end(), kept) !=
               page.questions.end();
    };
    const std::vector<Page>& all = this->pages();
    const auto found = std::find_if(all.begin(), all.end(), holds_it);
    OTK_ASSERT(found != all.end());
    show(static_cast<std::size_t>(found - all.begin()));
}

void Visit::restart() {
    begin();
}

Response Visit::response(bool partial) const {
    Response response;
    response.form_id = m_form->id;
    response.form_version = m_form->version;
    response.place = m_options.place;
    response.channel = m_options.channel;
    response.partial = partial;
    for (std::size_t index = 0; index < m_values.size(); ++index) {
        const Question& question = m_form->questions[index];
        if (!m_relevant[index] || !question.from.empty()) continue;
        const bool is_hidden = !traits_of(question.kind).is_shown;
        const bool is_asked = m_shown[index] && traits_of(question.kind).takes_answer;
        if (is_asked) response.asked.push_back(question.name);
        if ((is_asked || is_hidden) && !m_values[index].empty()) {
            response.answers.emplace_back(question.name, m_values[index]);
        }
    }
    return response;
}

Response Visit::idle_response() const {
    Response left = response(true);
    std::erase_if(left.answers, [this](const auto& answer) {
        const std::optional<std::size_t> question = m_graph->find(answer.first);
        return m_form->questions[*question].on_timeout == OnTimeout::Drop;
    });
    return left;
}

bool Visit::is_empty(const Response& response) {
    return std::none_of(response.answers.begin(), response.answers.end(), [&](const auto& answer) {
        return std::find(response.asked.begin(), response.asked.end(), answer.first) !=
               response.asked.end();
    });
}

}  // namespace otk::form
