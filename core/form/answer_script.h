#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/form/visit.h"

namespace otk::form {

/// Plays one visit from commands, one a line, and tells the state after each, so that any other
/// engine can be compared with ours line by line. Commands, each an object with one member:
///
///     {"answer":["question","value"]}   a value as ODK XForms writes it, or a number; "" takes
///     back
///     {"next":true}                     to the next page; on the last one: finishes
///     {"back":true}                     to the page before; after the end: to the last page again
///
/// The state is {"page":[…],"values":{…},"errors":[…],"finished":…}:
/// - `page`: names of the questions that the visitor sees, notes included; empty once finished;
/// - `values`: every value that an expression could see now, calculations, hidden values and
///   defaults included, in the form's order; what is empty or irrelevant is absent;
/// - `errors`: what this one command met: an answer that its kind refuses (the old value stays), an
///   answer against its constraint (the value is kept), everything that keeps the page from being
///   left, or a line that is no command (nothing changes).
///
/// An answer may go to any question, on the page or not: it sets the value. Pages are checked when
/// they are left forwards, as a kiosk does. Once finished only `back` is taken. Belongs to one
/// thread.
class AnswerScript {
  public:
    static constexpr std::size_t line_bytes_max = 16U << 10U;

    /// `language` is that of the form's own messages.
    AnswerScript(std::shared_ptr<const Form> form, VisitOptions options, std::string language);

    /// Carries out one line (without its end) and returns the state as one line of JSON without
    /// end. A line that is no command changes nothing and says so in `errors`.
    std::string play(std::string_view line);

    /// The state after a line that was too long to be read.
    std::string refuse_long_line();

  private:
    Result<void> carry_out(std::string_view line);
    Result<void> answer(const Json& arguments);
    Result<void> next();
    Result<void> back();
    void put_problem(const Problem& problem);
    std::string state();

    Visit m_visit;
    std::string m_language;
    std::vector<std::string> m_errors;  ///< of the command that is carried out
    bool m_is_finished = false;
};

}  // namespace otk::form
