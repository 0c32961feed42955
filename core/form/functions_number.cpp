#include "core/form/functions_number.h"

#include <charconv>
#include <cmath>
#include <limits>
#include <string_view>
#include <system_error>
#include <vector>

#include "core/form/arguments.h"
#include "core/form/rounding.h"

namespace otk::form {
namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

/// The number of a text with an exponent, as other programs write small ones; else NaN.
double number_with_exponent(std::string_view text) {
    double number = 0;
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, number, std::chars_format::scientific);
    return read.ec == std::errc() && read.ptr == end ? number : not_a_number;
}

template <typename Better>
double best_of(const std::vector<double>& numbers, const Better& better) {
    double best = numbers.empty() ? not_a_number : numbers.front();
    for (const double number : numbers) {
        if (std::isnan(number)) return not_a_number;
        if (better(number, best)) best = number;
    }
    return best;
}

}  // namespace

Value call_abs(Arguments& arguments) {
    return std::fabs(arguments.number(0));
}
Value call_ceiling(Arguments& arguments) {
    return std::ceil(arguments.number(0));
}
Value call_floor(Arguments& arguments) {
    return std::floor(arguments.number(0));
}

Value call_int(Arguments& arguments) {
    const Value value = arguments.value(0);
    double number = arguments.evaluation().number(value);
    if (std::isnan(number)) number = number_with_exponent(arguments.evaluation().text(value));
    return std::trunc(number);
}

Value call_max(Arguments& arguments) {
    return best_of(arguments.numbers_from(0), [](double a, double b) { return a > b; });
}
Value call_min(Arguments& arguments) {
    return best_of(arguments.numbers_from(0), [](double a, double b) { return a < b; });
}

/// Of a date it is the number of days, which as a text is a whole one.
Value call_number(Arguments& arguments) {
    const Value value = arguments.value_or_context(0);
    const double number = arguments.evaluation().number(value);
    const bool is_plain = std::isnan(number) || number == std::floor(number) ||
                          std::holds_alternative<double>(value) ||
                          std::holds_alternative<bool>(value);
    if (is_plain) return number;
    const bool is_date = std::holds_alternative<Moment>(value) ||
                         std::isnan(number_from_text(arguments.evaluation().text(value)));
    if (!is_date) return number;
    return Moment{number, text_from_number(std::floor(number))};
}

Value call_pow(Arguments& arguments) {
    return std::pow(arguments.number(0), arguments.number(1));
}

Value call_random(Arguments& arguments) {
    const Environment& environment = arguments.evaluation().environment();
    if (!environment.chance) return arguments.refuse("random() has no chance to draw from here");
    return environment.chance();
}

Value call_round(Arguments& arguments) {
    const double number = arguments.number(0);
    return arguments.has(1) ? rounded_to_digits(number, arguments.number(1))
                            : rounded_half_up(number);
}

/// What has no answer adds nothing, as in ODK's engines; XPath 1.0 would make NaN of it.
Value call_sum(Arguments& arguments) {
    double total = 0;
    for (const std::string& text : arguments.texts_from(0)) {
        if (!text.empty()) total += arguments.evaluation().number_of(text);
    }
    return total;
}

}  // namespace otk::form
