#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/form/form.h"
#include "core/form/form_instance.h"
#include "core/form/form_reads.h"

namespace otk::form {

/// Which question's relevance, calculation and choices depend on which answers: what is recomputed
/// after an answer, and in what order. Immutable; any thread may read it.
class Graph {
  public:
    /// InvalidInput with the path ("a → b → a") if a question depends on itself: a relevant that
    /// asks for its own question, a calculation that reads its own result other than by once().
    /// Names and paths that lead to nothing are left out: problems_of names them.
    static Result<Graph> of(const Form& form);

    /// The questions of such a circle, each reading the next one and the last the first.
    using Circle = std::vector<std::size_t>;
    /// One circle of all questions that depend on each other: its first question's shortest, in the
    /// order of those; empty if no question depends on itself.
    static std::vector<Circle> circles_in(const Form& form);
    /// "a → b → a".
    static std::string in_words(const Form& form, const Circle& circle);

    /// Whether a question is computed anew when what the expression reads has changed.
    static bool is_kept_up(FormReads::Role role);

    /// What the expressions look at.
    const FormInstance& instance() const { return *m_instance; }

    /// All questions, each after everything that it depends on; else in the form's order.
    const std::vector<std::size_t>& order() const { return m_order; }
    /// Questions that read this one's answer, in no particular order.
    const std::vector<std::size_t>& dependents(std::size_t question) const {
        return m_dependents[question];
    }

    /// Like Form::find, but O(log questions).
    std::optional<std::size_t> find(std::string_view question_name) const;

  private:
    Graph() = default;

    std::shared_ptr<const FormInstance> m_instance;
    std::vector<std::size_t> m_order;
    std::vector<std::vector<std::size_t>> m_dependents;
    std::map<std::string, std::size_t, std::less<>> m_names;
};

}  // namespace otk::form
