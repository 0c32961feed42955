#include "core/form/walk/reads.h"

#include <optional>

#include "core/form/conditions.h"

namespace otk::form::walk_parts {
namespace {

/// Marks what is read, and what that depends on, to a fixed point: each question is opened once.
class Closure {
  public:
    explicit Closure(const Form& form) : m_form(form), m_is_read(form.questions.size(), false) {}

    /// All that decides what a visitor sees of a question and whether the page can be left.
    void open(std::size_t question) {
        const Question& asked = m_form.questions[question];
        open_value(question);
        for (const auto* expression : {&asked.required, &asked.constraint})
            read_if_any(*expression);
    }

    void open_page(std::size_t page) {
        for (const std::size_t question : m_form.pages[page].questions)
            open(question);
    }

    /// What decides whether the question is relevant.
    void open_condition(std::size_t question) {
        for (const Expression* condition : conditions_of(m_form, question))
            read(*condition);
    }

    const std::vector<bool>& is_read() const { return m_is_read; }

  private:
    void open_value(std::size_t question) {
        const Question& asked = m_form.questions[question];
        open_condition(question);
        for (const auto* expression : {&asked.calculation, &asked.choice_filter}) {
            read_if_any(*expression);
        }
    }

    void read_if_any(const std::optional<Expression>& expression) {
        if (expression) read(*expression);
    }

    void read(const Expression& expression) {
        for (const std::string& name : expression.questions()) {
            const std::optional<std::size_t> question = m_form.find(name);
            if (!question || m_is_read[*question]) continue;
            m_is_read[*question] = true;
            open_value(*question);
        }
    }

    const Form& m_form;
    std::vector<bool> m_is_read;
};

bool stands_on_a_page(const Form& form, std::size_t question) {
    for (const Page& page : form.pages) {
        for (const std::size_t shown : page.questions) {
            if (shown == question) return true;
        }
    }
    return false;
}

}  // namespace

Reads::Reads(const Form& form) : m_at(form.pages.size() + 1), m_of(form.pages.size() + 1) {
    Closure closure(form);
    for (std::size_t question = 0; question < form.questions.size(); ++question) {
        // What a hidden question calculates decides nothing by itself; whether it is relevant is
        // looked at when the visit ends.
        if (!stands_on_a_page(form, question)) closure.open_condition(question);
    }
    for (std::size_t page = form.pages.size() + 1; page-- > 0;) {
        if (page < form.pages.size()) closure.open_page(page);
        m_at[page] = closure.is_read();
        for (std::size_t question = 0; question < form.questions.size(); ++question) {
            if (m_at[page][question]) m_of[page].push_back(question);
        }
    }
}

}  // namespace otk::form::walk_parts
