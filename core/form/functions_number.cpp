#include "core/form/functions_number.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace otk::form {
namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

/// All numbers among the arguments, the nodes of node-sets one by one.
std::vector<double> numbers_of(std::span<const Value> arguments) {
    std::vector<double> numbers;
    for (const Value& argument : arguments) {
        const auto* nodes = std::get_if<NodeSet>(&argument);
        if (nodes == nullptr) {
            numbers.push_back(to_number(argument));
            continue;
        }
        for (const std::string& text : nodes->values) numbers.push_back(number_from_text(text));
    }
    return numbers;
}

/// XPath's rounding: halves go up, towards positive infinity. Not floor(x + 0.5), which errs just
/// below a half and above 2^52.
double round_half_up(double number) {
    const double below = std::floor(number);
    return number - below >= 0.5 ? below + 1 : below;
}

}  // namespace

Value call_abs(std::span<const Value> arguments, const Scope&) {
    return std::fabs(to_number(arguments[0]));
}

Value call_boolean(std::span<const Value> arguments, const Scope&) {
    return to_boolean(arguments[0]);
}

Value call_boolean_from_string(std::span<const Value> arguments, const Scope&) {
    const std::string text = to_text(arguments[0]);
    return text == "true" || text == "1";
}

Value call_ceiling(std::span<const Value> arguments, const Scope&) {
    return std::ceil(to_number(arguments[0]));
}

Value call_false(std::span<const Value>, const Scope&) { return false; }

Value call_floor(std::span<const Value> arguments, const Scope&) {
    return std::floor(to_number(arguments[0]));
}

Value call_if(std::span<const Value> arguments, const Scope&) {
    return to_boolean(arguments[0]) ? arguments[1] : arguments[2];
}

Value call_int(std::span<const Value> arguments, const Scope&) {
    return std::trunc(to_number(arguments[0]));
}

Value call_max(std::span<const Value> arguments, const Scope&) {
    const std::vector<double> numbers = numbers_of(arguments);
    double largest = numbers.empty() ? not_a_number : numbers.front();
    for (const double number : numbers) {
        if (std::isnan(number)) return not_a_number;
        largest = std::max(largest, number);
    }
    return largest;
}

Value call_min(std::span<const Value> arguments, const Scope&) {
    const std::vector<double> numbers = numbers_of(arguments);
    double smallest = numbers.empty() ? not_a_number : numbers.front();
    for (const double number : numbers) {
        if (std::isnan(number)) return not_a_number;
        smallest = std::min(smallest, number);
    }
    return smallest;
}

Value call_not(std::span<const Value> arguments, const Scope&) { return !to_boolean(arguments[0]); }

Value call_pow(std::span<const Value> arguments, const Scope&) {
    return std::pow(to_number(arguments[0]), to_number(arguments[1]));
}

Value call_round(std::span<const Value> arguments, const Scope&) {
    const double number = to_number(arguments[0]);
    const double digits = arguments.size() == 2 ? std::trunc(to_number(arguments[1])) : 0;
    // Beyond 15 digits a double has nothing left to round.
    if (std::isnan(digits) || std::isnan(number)) return not_a_number;
    if (std::isinf(number) || digits > 15) return number;
    if (digits == 0) return round_half_up(number);
    const double scale = std::pow(10.0, std::fabs(digits));
    return digits > 0 ? round_half_up(number * scale) / scale : round_half_up(number / scale) * scale;
}

Value call_sum(std::span<const Value> arguments, const Scope&) {
    double total = 0;
    for (const double number : numbers_of(arguments)) total += number;
    return total;
}

Value call_true(std::span<const Value>, const Scope&) { return true; }

}  // namespace otk::form
