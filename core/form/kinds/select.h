#pragma once

#include <string>
#include <string_view>

#include "core/base/result.h"

// Choices of a list: one, several, all in an order.
// Rows of the table in question_kinds.cpp call these; KindTraits::accept is their contract.
namespace otk::form {

struct Form;
struct Question;

Result<std::string> accept_one_choice(
    const Form& form, const Question& question, std::string_view value);
Result<std::string> accept_choices(
    const Form& form, const Question& question, std::string_view value);
Result<std::string> accept_ranking(
    const Form& form, const Question& question, std::string_view value);

}  // namespace otk::form
