#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/form/form.h"
#include "core/form/response.h"

namespace otk::form {

struct VisitOptions {
    std::string channel = "kiosk";  ///< fills hidden values with body::otk:from = channel
    std::string place;              ///< fills hidden values with body::otk:from = place
};

/// Why "next" is refused: the question and the message that the form gives for it.
struct Problem {
    std::size_t question;
    enum class Kind { Required, Constraint } kind;
    const Texts* message;  ///< belongs to the form; may be empty
};

/// One visit to a form: a pure state machine without disk, clock or screen. Belongs to one thread.
/// Values are texts in the lexical form of ODK XForms; "" is "not answered".
class Visit {
  public:
    /// Begins on the first page that has something to show; defaults and calculations are done.
    Visit(std::shared_ptr<const Form> form, VisitOptions options);

    const Form& form() const { return *m_form; }

    std::size_t page_index() const { return m_page; }  ///< into form().pages
    const Page& page() const { return m_form->pages[m_page]; }
    bool is_first_page() const;
    /// Relevant questions of the current page, in order.
    std::vector<std::size_t> shown_questions() const;
    /// Pages after the current one that would be shown as the answers stand now.
    std::size_t pages_left() const;

    const std::string& value(std::size_t question) const { return m_values[question]; }
    bool is_relevant(std::size_t question) const;
    /// The choices that choice_filter leaves, in the form's order; they belong to the form.
    std::vector<const Choice*> offered(std::size_t question) const;

    /// Sets a value and recomputes what depends on it. InvalidInput if the kind does not allow it
    /// (an unknown choice, a number outside the range): the old value stays. A value against the
    /// constraint is kept and shows up in problems().
    Result<void> answer(std::size_t question, std::string value);
    /// Adds or removes one choice of a select_multiple.
    Result<void> toggle(std::size_t question, std::string_view choice);

    /// What keeps the current page from being left.
    std::vector<Problem> problems() const;

    /// To the next page with something to show; false (and no move) if there is none or if the
    /// page has problems.
    bool next();
    bool back();  ///< false on the first page
    /// Back to the first page with every value as it was at the beginning.
    void restart();

    /// What is stored when the visitor came to the end (partial = false) or has not yet.
    Response response(bool partial) const;
    /// What an idle end leaves: partial, without the values whose on-timeout is drop.
    Response idle_response() const;
    /// True if a response without any value would be stored.
    static bool is_empty(const Response& response);

  private:
    std::shared_ptr<const Form> m_form;
    VisitOptions m_options;
    std::size_t m_page = 0;
    std::vector<std::string> m_values;
};

}  // namespace otk::form
