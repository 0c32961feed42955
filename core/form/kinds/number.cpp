#include "core/form/kinds/number.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>

#include "core/base/format.h"
#include "core/form/form.h"
#include "core/form/value.h"

namespace otk::form {
namespace {

/// xs:int, as ODK has it.
constexpr std::int64_t integer_min = std::numeric_limits<std::int32_t>::min();
constexpr std::int64_t integer_max = std::numeric_limits<std::int32_t>::max();
/// Ten digits read into 64 bits whatever they are.
constexpr std::size_t integer_digits_max = 10;
/// What a calculation gives fits (0.3333333333333333), down to billionths of billionths.
constexpr std::size_t decimal_characters_max = 40;

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
    std::int64_t number = std::numeric_limits<std::int64_t>::max();
    if (digits.size() <= integer_digits_max) {
        std::from_chars(digits.data(), digits.data() + digits.size(), number);
    }
    if (negative) number = -number;
    if (number < integer_min || number > integer_max) {
        return refuse(format("a whole number from {} to {} expected", integer_min, integer_max));
    }
    return std::to_string(number);
}

Result<std::string> accept_decimal(const Form&, const Question&, std::string_view value) {
    const double number = number_from_text(value);
    if (value.size() > decimal_characters_max) {
        return refuse(format("a number has at most {} characters", decimal_characters_max));
    }
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
