#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "core/form/question_kinds.h"
#include "core/xlsform/problem.h"

namespace otk::xlsform {

/// What a cell of the column `type` asks for.
struct RowType {
    enum class Kind { Question, BeginGroup, EndGroup };

    Kind kind = Kind::Question;
    form::QuestionKind question = form::QuestionKind::Note;
    std::string list;  ///< of a select
    std::string from;  ///< start, end and today: the day's bucket
};

/// Refuses every other type.
std::variant<RowType, Refusal> read_type(std::string_view cell);

}  // namespace otk::xlsform
