#include "core/form/value.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

#include "core/base/assert.h"

namespace otk::form {
namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}
bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// Digits with at most one point and at least one digit (XPath 1.0's Number).
bool is_plain_number(std::string_view text) {
    const bool has_digit = std::any_of(text.begin(), text.end(), is_digit);
    const auto points = std::count(text.begin(), text.end(), '.');
    return has_digit && points <= 1 &&
           std::all_of(text.begin(), text.end(), [](char c) { return is_digit(c) || c == '.'; });
}

}  // namespace

double number_from_text(std::string_view text) {
    while (!text.empty() && is_space(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && is_space(text.back()))
        text.remove_suffix(1);
    const bool negative = !text.empty() && text.front() == '-';
    if (negative) text.remove_prefix(1);
    if (!is_plain_number(text)) return not_a_number;
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error == std::errc::result_out_of_range) {
        // Too large for a double, or so small that it is nothing.
        const bool is_huge = text.find_first_of("123456789") < text.find('.');
        number = is_huge ? std::numeric_limits<double>::infinity() : 0;
    } else if (error != std::errc() || end != text.data() + text.size()) {
        return not_a_number;
    }
    return negative ? -number : number;
}

std::string text_from_number(double number) {
    if (std::isnan(number)) return "NaN";
    if (std::isinf(number)) return number > 0 ? "Infinity" : "-Infinity";
    if (number == 0) return "0";  // also of -0
    // The shortest decimal that reads back as the same double; the smallest one has 767 digits.
    std::array<char, 1200> buffer{};
    const auto written = std::to_chars(
        buffer.data(), buffer.data() + buffer.size(), number, std::chars_format::fixed);
    OTK_ASSERT(written.ec == std::errc());
    return std::string(buffer.data(), written.ptr);
}

Comparison mirrored(Comparison comparison) {
    switch (comparison) {
        case Comparison::Less:
            return Comparison::Greater;
        case Comparison::LessOrEqual:
            return Comparison::GreaterOrEqual;
        case Comparison::Greater:
            return Comparison::Less;
        case Comparison::GreaterOrEqual:
            return Comparison::LessOrEqual;
        case Comparison::Equal:
        case Comparison::NotEqual:
            return comparison;
    }
    OTK_UNREACHABLE();
}

}  // namespace otk::form
