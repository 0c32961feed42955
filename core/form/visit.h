#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/form/form.h"
#include "core/form/form_instance.h"
#include "core/form/response.h"

namespace otk::form {

struct VisitOptions {
    std::string channel = "kiosk";  ///< fills hidden values with body::otk:from = channel
    std::string place = {};         ///< fills hidden values with body::otk:from = place
    std::string day = {};           ///< fills start and end: the day's bucket, "" if not trusted
    /// Of the order of choices that a form wants shuffled without a seed of its own; the caller
    /// draws it anew for each visit. What random() in a condition draws from, too.
    std::int64_t seed = 1;
    /// Of what expressions make of labels (jr:choice-name) and of the names of months; "" is the
    /// form's default language, so that what is stored does not depend on the visitor's.
    std::string language = {};
    /// The form's questions on the pages of a screen, which may show fewer at once than a group
    /// has: the same ones in the same order, each once. Null: the form's own pages.
    std::shared_ptr<const std::vector<Page>> pages = nullptr;
};

/// Why "next" is refused: the question and the message that the form gives for it.
struct Problem {
    std::size_t question;
    enum class Kind { Required, Constraint } kind;
    const Texts* message;  ///< belongs to the form; may be empty
};

class Graph;

/// One visit to a form: a pure state machine without disk, clock or screen. Belongs to one thread.
/// Values are texts in the lexical form of ODK XForms; "" is "not answered". An irrelevant question
/// keeps its value for the case that it comes back, but no expression sees it and no response has
/// it. Expressions know no time finer than the day, in UTC, so that none can be stored: now() is
/// today().
///
/// Whatever is done to a visit (its beginning, an answer, a look at a page's problems) evaluates
/// expressions within one StepBudget for all of them. What does not fit any more has no value: a
/// condition is false, a calculation empty, a choice not offered.
class Visit {
  public:
    /// The values of a visit together, as JSON escapes them, so that any response fits into a row.
    static constexpr std::size_t values_bytes_max = 6144;

    /// Begins on the first page that has something to show; defaults and calculations are done.
    /// Asserts that decode_form or xlsform would take the form (no cycles, at least one page).
    Visit(std::shared_ptr<const Form> form, VisitOptions options);
    /// Another visit to the same form, as the constructor begins it, without looking anew at what
    /// depends on what.
    Visit anew(VisitOptions options) const;

    const Form& form() const { return *m_form; }
    const std::string& day() const { return m_options.day; }

    /// Those of the options, else the form's own.
    const std::vector<Page>& pages() const {
        return m_options.pages ? *m_options.pages : m_form->pages;
    }
    std::size_t page_index() const { return m_page; }  ///< into pages()
    const Page& page() const { return pages()[m_page]; }
    bool is_first_page() const;
    /// Relevant questions of the current page, in order.
    std::vector<std::size_t> shown_questions() const;
    /// Pages after the current one that would be shown as the answers stand now.
    std::size_t pages_left() const;

    const std::string& value(std::size_t question) const { return m_values[question]; }
    bool is_relevant(std::size_t question) const;
    /// The choices that choice_filter leaves, in the form's order or shuffled; they belong to the
    /// form.
    const std::vector<const Choice*>& offered(std::size_t question) const {
        return *m_offered[question];
    }

    /// The text as the visitor reads it: in that language, else in the form's default one,
    /// `${name}` replaced by the answer as it stands ("" for an irrelevant question).
    std::string said(const Texts& texts, std::string_view language) const;

    /// Sets a value and recomputes what depends on it. InvalidInput if the kind does not allow it
    /// (a choice that is not offered, a number outside the range) or if the visit's values grow
    /// over values_bytes_max: the old value stays. "" takes an answer back. A value against the
    /// constraint is kept and shows up in problems().
    Result<void> answer(std::size_t question, std::string value);
    /// Adds or removes one choice of a select_multiple, or of a rank: there the new one is the
    /// last.
    Result<void> toggle(std::size_t question, std::string_view choice);

    /// What is wrong with the answer to a question, wherever it stands; nothing if it is not
    /// relevant or takes no answer.
    std::optional<Problem> problem_of(std::size_t question) const;
    /// What keeps the current page from being left: the problems of its questions.
    std::vector<Problem> problems() const;

    /// To the next page with something to show; false (and no move) if there is none or if the
    /// page has problems.
    bool next();
    /// The same whatever problems the page has: for a walk that knows no value which solves them.
    bool pass_by();
    bool back();  ///< false on the first page
    /// Goes on with other pages, as VisitOptions::pages has them: on the one that holds the first
    /// question that is shown now. Values and what was shown stay.
    void lay_out(std::shared_ptr<const std::vector<Page>> pages);
    /// Back to the first page with every value as it was at the beginning.
    void restart();

    /// What is stored when the visitor came to the end (partial = false) or has not yet: relevant
    /// values only, without those that body::otk:from fills (place, channel and day have members of
    /// their own). Language, layout and day are the caller's to add. `asked` names the relevant
    /// questions of all pages that were shown, without notes.
    Response response(bool partial) const;
    /// What an idle end leaves: partial, without the values whose on-timeout is drop.
    Response idle_response() const;
    /// True if none of the asked questions has an answer: such a row is not worth storing.
    static bool is_empty(const Response& response);

  private:
    class Sight;
    using Offered = std::vector<const Choice*>;

    void begin();
    void fill_beginning_values(const Sight& sight);
    void fill_default(const Sight& sight, std::size_t question);
    std::string computed_value(const Sight& sight, std::size_t question) const;
    bool compute_relevance(const Sight& sight, std::size_t question) const;
    void compute_offered(const Sight& sight, std::size_t question);
    Offered choices_offered(const Sight& sight, std::size_t question) const;
    std::optional<Problem> problem_of(const Sight& sight, std::size_t question) const;
    std::int64_t seed_of(const Sight& sight, std::size_t question) const;
    bool drop_choices_not_offered(std::size_t question);
    bool recompute(const Sight& sight, std::size_t question);
    void recompute_after(std::size_t question);
    bool has_something_to_show(std::size_t page) const;
    bool has_room(std::size_t question, std::string_view value) const;
    void show(std::size_t page);
    void set_value(std::size_t question, std::string value);
    void set_relevant(std::size_t question, bool relevant);

    std::shared_ptr<const Form> m_form;
    VisitOptions m_options;
    std::shared_ptr<const Graph> m_graph;
    std::size_t m_page = 0;
    std::vector<std::string> m_values;
    std::size_t m_values_bytes = 0;  ///< of all values, as JSON escapes them
    LiveInstance m_instance;         ///< has the values of what is relevant
    std::vector<bool> m_relevant;
    std::vector<bool> m_shown;  ///< questions that stood on a page that was the current one
    /// Copies of a visit share what is the same in both: a walk keeps one a page.
    std::vector<std::shared_ptr<const Offered>> m_offered;
};

}  // namespace otk::form
