#include "core/form/kinds/number.h"

#include <algorithm>
#include <cmath>

#include "core/form/form.h"
#include "core/form/value.h"

namespace otk::form {
namespace {

/// ODK's integers have up to nine digits, so that every engine holds them exactly.
constexpr std::size_t integer_digits_max = 9;
constexpr std::size_t decimal_characters_max = 16;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

Failure refuse(std::string_view what) { return fail(ErrorKind::InvalidInput, std::string(what)); }

}  // namespace

Result<std::string> accept_integer(const Form&, const Question&, std::string_view value) {
    const bool negative = value.starts_with('-');
    std::string_view digits = value.substr(negative ? 1 : 0);
    if (digits.empty() || !std::all_of(digits.begin(), digits.end(), is_digit)) {
        return refuse("not a whole number");
    }
    digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size() - 1));
    if (digits.size() > integer_digits_max) return refuse("a whole number has at most nine digits");
    return (negative && digits != "0" ? "-" : "") + std::string(digits);
}

Result<std::string> accept_decimal(const Form&, const Question&, std::string_view value) {
    const double number = number_from_text(value);
    if (value.size() > decimal_characters_max) return refuse("a number has at most 16 characters");
    if (!std::isfinite(number)) return refuse("not a number");
    return text_from_number(number);
}

Result<std::string> accept_range(const Form&, const Question& question, std::string_view value) {
    const double number = number_from_text(value);
    const RangeBounds& range = question.range;
    if (!std::isfinite(number)) return refuse("not a number");
    if (number < range.start || number > range.end) return refuse("outside the range");
    const double steps = (number - range.start) / range.step;
    // Steps such as 0.1 are no exact doubles; a millionth of a step is far below any mistake.
    if (std::fabs(steps - std::round(steps)) > 1e-6) return refuse("not on a step of the range");
    return text_from_number(number);
}

}  // namespace otk::form
