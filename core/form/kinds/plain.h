#pragma once

#include <string>
#include <string_view>

#include "core/base/result.h"

// Everything that needs neither numbers nor a list.
// Rows of the table in question_kinds.cpp call these; KindTraits::accept is their contract.
namespace otk::form {

struct Form;
struct Question;

Result<std::string> accept_nothing(
    const Form& form, const Question& question, std::string_view value);
Result<std::string> accept_text(
    const Form& form, const Question& question, std::string_view value);
Result<std::string> accept_acknowledgement(
    const Form& form, const Question& question, std::string_view value);
Result<std::string> accept_date(
    const Form& form, const Question& question, std::string_view value);

}  // namespace otk::form
