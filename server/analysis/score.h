#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/form/form.h"

namespace otk::analysis {

/// What a question's options mean to the reader of a figure.
enum class Scale {
    FiveMarks,  ///< 1 to 5: mean, variance, share of 4–5
    Promoter,   ///< 0 to 10: mean and net promoter score
    Number,     ///< any other range: mean and variance
    Choice,     ///< names of a list: counts and shares
    Uncounted,  ///< only asked and answered (texts, dates, free numbers)
};

Scale scale_of(const form::Question& question);

/// The options under which one valid value is counted, in the order of the value: every choice of a
/// select_multiple, "1:name", "2:name"… of a rank, none of an uncounted kind. Several options mean
/// that shares of this question add up to more than 100 %.
std::vector<std::string> counted_options(form::QuestionKind kind, std::string_view value);

}  // namespace otk::analysis
