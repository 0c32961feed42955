#pragma once

#include <cstddef>
#include <vector>

#include "core/form/form_reads.h"

namespace otk::form::walk_parts {

/// Which questions' values are still read by what may come: the difference between two visits that
/// go on alike and two that do not.
class LaterReads {
  public:
    LaterReads(const Form& form, const FormReads& form_reads);

    /// True if some expression of the page or of a later one depends on the question's value,
    /// through calculations, conditions and filters of other questions too. The page after the last
    /// one reads what is hidden and on no page.
    bool at(std::size_t page, std::size_t question) const { return m_at[page][question]; }
    /// The questions that `at` names, in the form's order.
    const std::vector<std::size_t>& of(std::size_t page) const { return m_of[page]; }

  private:
    std::vector<std::vector<bool>> m_at;
    std::vector<std::vector<std::size_t>> m_of;
};

}  // namespace otk::form::walk_parts
