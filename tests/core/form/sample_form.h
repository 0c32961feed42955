#pragma once

#include <memory>
#include <string>

#include "core/form/form.h"
#include "core/form/visit.h"

namespace otk::test {

/// A compiled sample form as tests/golden/forms has it, of the newest version or of an older one.
std::shared_ptr<const form::Form> golden_form(const std::string& name, int version = 2);

/// The text of a compiled form with these members for lists, questions, pages and groups; one
/// language, ru.
std::string form_text(const std::string& lists, const std::string& questions, const std::string& pages,
    const std::string& groups = "");

/// The form of that text; the test fails if it is refused.
std::shared_ptr<const form::Form> form_of(const std::string& lists, const std::string& questions,
    const std::string& pages, const std::string& groups = "");

/// Index of a question that is there.
std::size_t index_of(const form::Visit& visit, std::string_view question);

}  // namespace otk::test
