#include "core/form/answer_script.h"

#include <utility>

#include "core/base/format.h"
#include "core/form/value.h"

namespace otk::form {
namespace {

constexpr std::string_view commands =
    R"({"answer":["question","value"]}, {"next":true} or {"back":true} expected)";

Failure refuse(std::string what) {
    return fail(ErrorKind::InvalidInput, std::move(what));
}

/// A number is taken as XPath writes it, because a script in another language may have one at hand.
Result<std::string> value_from(const Json& value) {
    if (const std::string* text = value.if_string()) return *text;
    if (value.is_number()) return text_from_number(value.number());
    return refuse("an answer's value is a text or a number");
}

bool is_true(const Json& value) {
    return value.if_bool() != nullptr && *value.if_bool();
}

}  // namespace

AnswerScript::AnswerScript(
    std::shared_ptr<const Form> form, VisitOptions options, std::string language)
    : m_visit(std::move(form), std::move(options)), m_language(std::move(language)) {}

std::string AnswerScript::play(std::string_view line) {
    m_errors.clear();
    const Result<void> done = carry_out(line);
    if (!done) m_errors.push_back(done.error().context);
    return state();
}

std::string AnswerScript::refuse_long_line() {
    m_errors.assign(1, format("a line has at most {} bytes", line_bytes_max));
    return state();
}

Result<void> AnswerScript::carry_out(std::string_view line) {
    const Json command = OTK_TRY(Json::parse(line, {.size_bytes_max = line_bytes_max}));
    const Json::Object* members = command.if_object();
    if (members == nullptr || members->size() != 1) return refuse(std::string(commands));
    const auto& [name, value] = members->front();
    if (name == "answer") return answer(value);
    if (name == "next" && is_true(value)) return next();
    if (name == "back" && is_true(value)) return back();
    return refuse(std::string(commands));
}

Result<void> AnswerScript::answer(const Json& arguments) {
    const Json::Array* pair = arguments.if_array();
    if (pair == nullptr || pair->size() != 2 || !pair->front().is_string()) {
        return refuse(std::string(commands));
    }
    const std::string& name = *pair->front().if_string();
    std::string value = OTK_TRY(value_from(pair->back()));
    if (m_is_finished) return refuse("the visit is finished: only back leads into it again");
    const std::optional<std::size_t> question = m_visit.form().find(name);
    if (!question) return refuse(format("question {}: the form has no such question", name));
    OTK_TRY(m_visit.answer(*question, std::move(value)));
    const std::optional<Problem> problem = m_visit.problem_of(*question);
    if (problem && problem->kind == Problem::Kind::Constraint) put_problem(*problem);
    return {};
}

Result<void> AnswerScript::next() {
    if (m_is_finished) return refuse("the visit is finished: there is no next page");
    const std::vector<Problem> problems = m_visit.problems();
    for (const Problem& problem : problems)
        put_problem(problem);
    if (problems.empty()) m_is_finished = !m_visit.next();
    return {};
}

Result<void> AnswerScript::back() {
    if (std::exchange(m_is_finished, false)) return {};
    if (!m_visit.back()) return refuse("this is the first page");
    return {};
}

void AnswerScript::put_problem(const Problem& problem) {
    const Question& question = m_visit.form().questions[problem.question];
    std::string message = m_visit.said(*problem.message, m_language);
    switch (problem.kind) {
        case Problem::Kind::Required:
            if (message.empty()) message = "an answer is needed";
            m_errors.push_back(format("question {}: required: {}", question.name, message));
            return;
        case Problem::Kind::Constraint:
            if (message.empty()) message = question.constraint->source();
            m_errors.push_back(format("question {}: constraint: {}", question.name, message));
            return;
    }
}

std::string AnswerScript::state() {
    const Form& form = m_visit.form();
    Json page = Json::array();
    if (!m_is_finished) {
        for (const std::size_t question : m_visit.shown_questions()) {
            page.push_back(form.questions[question].name);
        }
    }
    Json values = Json::object();
    for (std::size_t question = 0; question < form.questions.size(); ++question) {
        if (!m_visit.is_relevant(question) || m_visit.value(question).empty()) continue;
        values.set(form.questions[question].name, m_visit.value(question));
    }
    Json errors = Json::array();
    for (const std::string& error : m_errors)
        errors.push_back(error);
    Json state = Json::object();
    state.set("page", std::move(page));
    state.set("values", std::move(values));
    state.set("errors", std::move(errors));
    state.set("finished", m_is_finished);
    return state.dump();
}

}  // namespace otk::form
