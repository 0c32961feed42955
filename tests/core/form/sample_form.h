#pragma once

#include <memory>
#include <string>

#include "core/form/form.h"
#include "core/form/visit.h"

namespace otk::test {

/// A compiled sample form as tests/golden/forms has it.
std::shared_ptr<const form::Form> golden_form(const std::string& name);

/// The text of a compiled form with these members for lists, questions and pages; one language, ru.
std::string form_text(const std::string& lists, const std::string& questions, const std::string& pages);

/// The form of that text; the test fails if it is refused.
std::shared_ptr<const form::Form> form_of(
    const std::string& lists, const std::string& questions, const std::string& pages);

/// Index of a question that is there.
std::size_t index_of(const form::Visit& visit, std::string_view question);

}  // namespace otk::test
