#pragma once

#include <string>
#include <string_view>

#include "core/base/result.h"

// Numbers: a whole one, a decimal one, one of a range.
// Rows of the table in question_kinds.cpp call these; KindTraits::accept is their contract.
namespace otk::form {

struct Form;
struct Question;

Result<std::string> accept_integer(
    const Form& form, const Question& question, std::string_view value);
Result<std::string> accept_decimal(
    const Form& form, const Question& question, std::string_view value);
Result<std::string> accept_range(
    const Form& form, const Question& question, std::string_view value);

}  // namespace otk::form
