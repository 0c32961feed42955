#include "core/form/walk/later_reads.h"

namespace otk::form::walk_parts {
namespace {

/// Marks what is read, and what that depends on, to a fixed point: each question is opened once.
class Closure {
  public:
    Closure(const Form& form, const FormReads& form_reads)
        : m_form(form), m_form_reads(form_reads), m_is_read(form.questions.size(), false) {}

    /// All that decides what a visitor sees of a question and whether the page can be left.
    void open(std::size_t question) {
        open(question, [](Role role) {
            return decides_value(role) || role == Role::Required || role == Role::Constraint;
        });
    }

    void open_page(std::size_t page) {
        for (const std::size_t question : m_form.pages[page].questions)
            open(question);
    }

    /// What decides whether the question is relevant.
    void open_condition(std::size_t question) {
        open(question, [](Role role) { return role == Role::Relevant; });
    }

    const std::vector<bool>& is_read() const { return m_is_read; }

  private:
    using Role = FormReads::Role;

    static bool decides_value(Role role) {
        return role == Role::Relevant || role == Role::Calculation || role == Role::Filter;
    }

    template <typename Chosen>
    void open(std::size_t question, const Chosen& is_chosen) {
        std::vector<std::size_t> opened;
        read(question, is_chosen, opened);
        while (!opened.empty()) {
            const std::size_t next = opened.back();
            opened.pop_back();
            read(next, decides_value, opened);
        }
    }

    /// Marks what the chosen expressions read; what was not marked before is opened next.
    template <typename Chosen>
    void read(std::size_t question, const Chosen& is_chosen, std::vector<std::size_t>& opened) {
        for (const FormReads::Reader* reader : m_form_reads.around(question)) {
            if (!is_chosen(reader->role)) continue;
            for (const std::size_t source : reader->reads.questions) {
                if (m_is_read[source]) continue;
                m_is_read[source] = true;
                opened.push_back(source);
            }
        }
    }

    const Form& m_form;
    const FormReads& m_form_reads;
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

LaterReads::LaterReads(const Form& form, const FormReads& form_reads)
    : m_at(form.pages.size() + 1), m_of(form.pages.size() + 1) {
    Closure closure(form, form_reads);
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
