#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "core/form/form.h"
#include "core/form/form_instance.h"
#include "core/form/reads.h"

namespace otk::form {

/// What every expression of a form reads, by names and by paths alike; followed once. Immutable.
class FormReads {
  public:
    enum class Role { Relevant, Required, Constraint, Calculation, Default, Filter, Seed };

    struct Reader {
        Role role;
        const Expression* expression;      ///< belongs to the form
        std::optional<std::size_t> group;  ///< whose condition it is, not the question's own
        Reads reads;
    };

    /// The form outlives it. Costs the nodes that all paths pass.
    FormReads(const Form& form, const FormInstance& instance);

    /// The expressions that decide about a question: its own, and the conditions of the groups
    /// around it.
    std::vector<const Reader*> around(std::size_t question) const;

  private:
    const Form& m_form;
    std::vector<std::optional<Reader>> m_groups;
    std::vector<std::vector<Reader>> m_questions;
};

}  // namespace otk::form
