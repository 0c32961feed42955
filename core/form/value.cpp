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

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Digits with at most one point and at least one digit (XPath 1.0's Number).
bool is_plain_number(std::string_view text) {
    const bool has_digit = std::any_of(text.begin(), text.end(), is_digit);
    const auto points = std::count(text.begin(), text.end(), '.');
    return has_digit && points <= 1 &&
           std::all_of(text.begin(), text.end(), [](char c) { return is_digit(c) || c == '.'; });
}

bool is_relation(Comparison comparison) {
    return comparison != Comparison::Equal && comparison != Comparison::NotEqual;
}

template <typename Operand>
bool holds(const Operand& left, Comparison comparison, const Operand& right) {
    switch (comparison) {
        case Comparison::Equal: return left == right;
        case Comparison::NotEqual: return left != right;
        case Comparison::Less: return left < right;
        case Comparison::LessOrEqual: return left <= right;
        case Comparison::Greater: return left > right;
        case Comparison::GreaterOrEqual: return left >= right;
    }
    OTK_UNREACHABLE();
}

bool compare_simple(const Value& left, Comparison comparison, const Value& right) {
    if (is_relation(comparison)) return holds(to_number(left), comparison, to_number(right));
    if (std::holds_alternative<bool>(left) || std::holds_alternative<bool>(right)) {
        return holds(to_boolean(left), comparison, to_boolean(right));
    }
    if (std::holds_alternative<double>(left) || std::holds_alternative<double>(right)) {
        return holds(to_number(left), comparison, to_number(right));
    }
    return holds(to_text(left), comparison, to_text(right));
}

}  // namespace

double number_from_text(std::string_view text) {
    while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
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

bool to_boolean(const Value& value) {
    if (const bool* truth = std::get_if<bool>(&value)) return *truth;
    if (const double* number = std::get_if<double>(&value)) {
        return *number != 0 && !std::isnan(*number);
    }
    if (const std::string* text = std::get_if<std::string>(&value)) return !text->empty();
    const std::vector<std::string>& nodes = std::get<NodeSet>(value).values;
    return nodes.size() == 1 ? !nodes.front().empty() : !nodes.empty();
}

double to_number(const Value& value) {
    if (const bool* truth = std::get_if<bool>(&value)) return *truth ? 1 : 0;
    if (const double* number = std::get_if<double>(&value)) return *number;
    return number_from_text(to_text(value));
}

std::string to_text(const Value& value) {
    if (const bool* truth = std::get_if<bool>(&value)) return *truth ? "true" : "false";
    if (const double* number = std::get_if<double>(&value)) return text_from_number(*number);
    if (const std::string* text = std::get_if<std::string>(&value)) return *text;
    const std::vector<std::string>& nodes = std::get<NodeSet>(value).values;
    return nodes.empty() ? std::string() : nodes.front();
}

bool compare(const Value& left, Comparison comparison, const Value& right) {
    const auto* left_nodes = std::get_if<NodeSet>(&left);
    const auto* right_nodes = std::get_if<NodeSet>(&right);
    if (left_nodes == nullptr && right_nodes == nullptr) {
        return compare_simple(left, comparison, right);
    }
    // A boolean compares with the node-set as a whole, everything else with its nodes.
    if (std::holds_alternative<bool>(left) || std::holds_alternative<bool>(right)) {
        return compare_simple(Value(to_boolean(left)), comparison, Value(to_boolean(right)));
    }
    const auto any_of = [](const NodeSet& nodes, const auto& test) {
        return std::any_of(nodes.values.begin(), nodes.values.end(), test);
    };
    if (left_nodes == nullptr) {
        return any_of(*right_nodes,
            [&](const std::string& text) { return compare_simple(left, comparison, Value(text)); });
    }
    return any_of(*left_nodes, [&](const std::string& text) {
        if (right_nodes == nullptr) return compare_simple(Value(text), comparison, right);
        return any_of(*right_nodes, [&](const std::string& other) {
            return compare_simple(Value(text), comparison, Value(other));
        });
    });
}

}  // namespace otk::form
