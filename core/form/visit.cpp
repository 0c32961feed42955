#include "core/form/visit.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/base/assert.h"
#include "core/form/graph.h"
#include "core/form/json_length.h"
#include "core/form/output.h"
#include "core/form/shuffle.h"
#include "core/form/words.h"

namespace otk::form {

/// What an expression of one question sees: all answers, its own value, perhaps one choice.
class Visit::QuestionScope final : public Scope {
  public:
    QuestionScope(const Visit& visit, std::size_t question, const Choice* choice = nullptr)
        : m_visit(visit), m_question(question), m_choice(choice) {}

    std::optional<std::string_view> answer(std::string_view question) const override {
        const std::optional<std::size_t> index = m_visit.m_graph->find(question);
        if (!index) return {};
        return m_visit.m_relevant[*index] ? std::string_view(m_visit.m_values[*index])
                                          : std::string_view();
    }
    std::string_view self() const override { return m_visit.m_values[m_question]; }
    std::optional<std::string_view> column(std::string_view name) const override {
        if (m_choice == nullptr) return {};
        if (name == "name") return m_choice->name;
        const auto found = m_choice->columns.find(name);
        // A cell that was left empty is not in the compiled form, but it is there: as "".
        return found == m_choice->columns.end() ? std::string_view() : std::string_view(found->second);
    }

  private:
    const Visit& m_visit;
    std::size_t m_question;
    const Choice* m_choice;
};

namespace {

std::shared_ptr<const Graph> graph_of(const Form& form) {
    Result<Graph> graph = Graph::of(form);
    OTK_ASSERT(graph.has_value());
    return std::make_shared<const Graph>(std::move(*graph));
}

/// A stored number is never the word NaN: what cannot be calculated is not answered.
std::string stored_text(const Value& value) {
    const double* number = std::get_if<double>(&value);
    if (number != nullptr && !std::isfinite(*number)) return {};
    return to_text(value);
}

}  // namespace

Visit::Visit(std::shared_ptr<const Form> form, VisitOptions options)
    : m_form(std::move(form)), m_options(std::move(options)), m_graph(graph_of(*m_form)) {
    OTK_ASSERT(!m_form->pages.empty());
    begin();
}

void Visit::begin() {
    const std::size_t count = m_form->questions.size();
    m_values.assign(count, {});
    m_relevant.assign(count, true);
    m_shown.assign(count, false);
    m_offered.assign(count, {});
    fill_beginning_values();
    for (const std::size_t question : m_graph->order()) recompute(question);
    std::size_t page = 0;
    while (page + 1 < m_form->pages.size() && !has_something_to_show(page)) ++page;
    show(page);
}

void Visit::fill_beginning_values() {
    for (std::size_t index = 0; index < m_values.size(); ++index) {
        const Question& question = m_form->questions[index];
        if (question.from == "channel") m_values[index] = m_options.channel;
        if (question.from == "place") m_values[index] = m_options.place;
        if (question.from == "day") m_values[index] = m_options.day;
        if (!question.from.empty() || !question.default_value) continue;
        const std::string value =
            stored_text(question.default_value->evaluate(QuestionScope(*this, index)));
        // A default that is computed may turn out to be no answer of this kind; then there is none.
        const Result<std::string> accepted = traits_of(question.kind).accept(*m_form, question, value);
        if (accepted && has_room(index, *accepted)) m_values[index] = *accepted;
    }
}

bool Visit::is_relevant(std::size_t question) const { return m_relevant[question]; }

std::string Visit::said(const Texts& texts, std::string_view language) const {
    const auto value_of = [this](std::string_view name) {
        const std::optional<std::size_t> question = m_graph->find(name);
        OTK_ASSERT(question);  // problems_of refuses a form that names another
        return m_relevant[*question] ? std::string_view(m_values[*question]) : std::string_view();
    };
    return with_outputs(texts.in(language, m_form->default_language), value_of);
}

bool Visit::compute_relevance(std::size_t question) const {
    const QuestionScope scope(*this, question);
    const auto holds = [&](const std::optional<Expression>& relevant) {
        return !relevant || relevant->is_true(scope);
    };
    for (auto group = m_form->questions[question].group; group; group = m_form->groups[*group].parent) {
        if (!holds(m_form->groups[*group].relevant)) return false;
    }
    return holds(m_form->questions[question].relevant);
}

void Visit::compute_offered(std::size_t question) {
    const Question& asked = m_form->questions[question];
    const ChoiceList* list = m_form->list_of(asked);
    if (list == nullptr) return;
    std::vector<const Choice*>& offered = m_offered[question];
    offered.clear();
    for (const Choice& choice : list->choices) {
        const bool is_offered = !asked.choice_filter ||
            asked.choice_filter->is_true(QuestionScope(*this, question, &choice));
        if (is_offered) offered.push_back(&choice);
    }
    if (asked.randomize) shuffle(offered, seed_of(question));
}

/// ODK's seeds are whole numbers; what is none counts as 0, so that the order stays one order.
std::int64_t Visit::seed_of(std::size_t question) const {
    const std::optional<Expression>& seed = m_form->questions[question].seed;
    if (!seed) return m_options.seed;
    const double number = to_number(seed->evaluate(QuestionScope(*this, question)));
    constexpr double exact_max = 9007199254740992.0;  // 2^53
    return std::fabs(number) <= exact_max ? static_cast<std::int64_t>(number) : 0;
}

/// True if the value changed.
bool Visit::drop_choices_not_offered(std::size_t question) {
    const Question& asked = m_form->questions[question];
    if (!asked.choice_filter || m_values[question].empty()) return false;
    std::string kept;
    for (const std::string_view name : words_of(m_values[question])) {
        const std::vector<const Choice*>& offered = m_offered[question];
        const bool is_offered = std::any_of(offered.begin(), offered.end(),
            [name](const Choice* choice) { return choice->name == name; });
        if (!is_offered) continue;
        if (!kept.empty()) kept += ' ';
        kept += name;
    }
    if (kept == m_values[question]) return false;
    m_values[question] = std::move(kept);
    return true;
}

/// Relevance, calculation and choices of one question; true if what others see of it changed.
bool Visit::recompute(std::size_t question) {
    const bool was_relevant = m_relevant[question];
    m_relevant[question] = compute_relevance(question);
    bool value_changed = false;
    if (m_relevant[question] && m_form->questions[question].calculation) {
        std::string value = computed_value(question);
        value_changed = value != m_values[question];
        m_values[question] = std::move(value);
    }
    compute_offered(question);
    value_changed = drop_choices_not_offered(question) || value_changed;
    const bool relevance_changed = was_relevant != m_relevant[question];
    return (value_changed && m_relevant[question]) ||
           (relevance_changed && !m_values[question].empty());
}

std::string Visit::computed_value(std::size_t question) const {
    const Question& computed = m_form->questions[question];
    const std::string value =
        stored_text(computed.calculation->evaluate(QuestionScope(*this, question)));
    if (value.empty()) return {};
    const Result<std::string> accepted = traits_of(computed.kind).accept(*m_form, computed, value);
    return accepted && has_room(question, *accepted) ? *accepted : std::string();
}

/// The graph's order puts everything that a question reads before it, so one pass is enough.
void Visit::recompute_after(std::size_t question) {
    std::vector<bool> is_stale(m_values.size(), false);
    for (const std::size_t dependent : m_graph->dependents(question)) is_stale[dependent] = true;
    for (const std::size_t index : m_graph->order()) {
        if (!is_stale[index] || !recompute(index)) continue;
        for (const std::size_t dependent : m_graph->dependents(index)) is_stale[dependent] = true;
    }
}

bool Visit::has_room(std::size_t question, std::string_view value) const {
    std::size_t size_bytes = json_length(value);
    for (std::size_t index = 0; index < m_values.size(); ++index) {
        if (index != question) size_bytes += json_length(m_values[index]);
    }
    return size_bytes <= values_bytes_max;
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
    for (const std::string_view name : traits.has_list ? words_of(value) : std::vector<std::string_view>()) {
        const std::vector<const Choice*>& choices = m_offered[question];
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
    m_values[question] = std::move(value);
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
    const std::vector<std::size_t>& questions = m_form->pages[page].questions;
    return std::any_of(questions.begin(), questions.end(),
        [this](std::size_t question) { return m_relevant[question]; });
}

std::size_t Visit::pages_left() const {
    std::size_t left = 0;
    for (std::size_t page = m_page + 1; page < m_form->pages.size(); ++page) {
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
    const Question& asked = m_form->questions[question];
    if (!m_relevant[question] || !traits_of(asked.kind).takes_answer || asked.read_only) return {};
    const QuestionScope scope(*this, question);
    if (m_values[question].empty()) {
        if (!asked.required || !asked.required->is_true(scope)) return {};
        return Problem{question, Problem::Kind::Required, &asked.required_message};
    }
    if (!asked.constraint || asked.constraint->is_true(scope)) return {};
    return Problem{question, Problem::Kind::Constraint, &asked.constraint_message};
}

std::vector<Problem> Visit::problems() const {
    std::vector<Problem> problems;
    for (const std::size_t question : shown_questions()) {
        const std::optional<Problem> problem = problem_of(question);
        if (problem) problems.push_back(*problem);
    }
    return problems;
}

/// A question counts as asked when it stood before the visitor; response() asks again whether it
/// still is relevant.
void Visit::show(std::size_t page) {
    m_page = page;
    for (const std::size_t question : m_form->pages[page].questions) m_shown[question] = true;
}

bool Visit::next() {
    if (!problems().empty()) return false;
    for (std::size_t page = m_page + 1; page < m_form->pages.size(); ++page) {
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

void Visit::restart() { begin(); }

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
