#include "core/form/conversion.h"

#include <algorithm>
#include <cmath>

#include "core/base/assert.h"
#include "core/form/calendar.h"

namespace otk::form {
namespace {

bool is_relation(Comparison comparison) {
    return comparison != Comparison::Equal && comparison != Comparison::NotEqual;
}

template <typename Operand>
bool holds(const Operand& left, Comparison comparison, const Operand& right) {
    switch (comparison) {
        case Comparison::Equal:
            return left == right;
        case Comparison::NotEqual:
            return left != right;
        case Comparison::Less:
            return left < right;
        case Comparison::LessOrEqual:
            return left <= right;
        case Comparison::Greater:
            return left > right;
        case Comparison::GreaterOrEqual:
            return left >= right;
    }
    OTK_UNREACHABLE();
}

/// Whether a text may be a date: cheap, and false for nearly all texts.
bool looks_like_date(std::string_view text) {
    return text.find('-', 1) != std::string_view::npos;
}

}  // namespace

bool Conversion::truth(const Value& value) const {
    if (const bool* truth = std::get_if<bool>(&value)) return *truth;
    if (const double* number = std::get_if<double>(&value)) {
        return *number != 0 && !std::isnan(*number);
    }
    const NodeSet* nodes = std::get_if<NodeSet>(&value);
    const bool is_answer = nodes != nullptr && nodes->size() == 1 &&
                           m_documents.empty_node == Documents::EmptyNode::False;
    if (nodes != nullptr && !is_answer) return !nodes->empty();
    std::string scratch;
    return !view(value, scratch).empty();
}

double Conversion::number_of(std::string_view text) const {
    const double number = number_from_text(text);
    if (!std::isnan(number) || m_environment.dialect == Environment::Dialect::XPath10 ||
        !looks_like_date(text)) {
        return number;
    }
    const auto instant = instant_of_text(text, DateDigits::Padded, m_environment);
    return instant ? days_of_instant(*instant) : number;
}

double Conversion::number(const Value& value) const {
    if (const bool* truth = std::get_if<bool>(&value)) return *truth ? 1 : 0;
    if (const double* number = std::get_if<double>(&value)) return *number;
    if (const Moment* moment = std::get_if<Moment>(&value)) return moment->days;
    std::string scratch;
    return number_of(view(value, scratch));
}

std::string_view Conversion::view(const Value& value, std::string& scratch) const {
    if (const std::string* text = std::get_if<std::string>(&value)) return *text;
    if (const Moment* moment = std::get_if<Moment>(&value)) return moment->text;
    if (const NodeSet* nodes = std::get_if<NodeSet>(&value)) {
        if (nodes->empty()) return {};
        // XPath 1.0, 4.2: of the node that is first in document order.
        return m_documents.string_value(*std::min_element(nodes->begin(), nodes->end()), scratch);
    }
    if (const bool* truth = std::get_if<bool>(&value)) return *truth ? "true" : "false";
    scratch = text_from_number(std::get<double>(value));
    return scratch;
}

std::string Conversion::text(const Value& value) const {
    std::string scratch;
    return std::string(view(value, scratch));
}

bool Conversion::compare_single(
    const Value& left, Comparison comparison, const Value& right) const {
    if (is_relation(comparison)) return holds(number(left), comparison, number(right));
    if (std::holds_alternative<bool>(left) || std::holds_alternative<bool>(right)) {
        return holds(truth(left), comparison, truth(right));
    }
    if (std::holds_alternative<double>(left) || std::holds_alternative<double>(right)) {
        return holds(number(left), comparison, number(right));
    }
    if (std::holds_alternative<Moment>(left) || std::holds_alternative<Moment>(right)) {
        // The same moment may be written in two zones; what is no date compares as it is written.
        const double first = number(left);
        const double second = number(right);
        if (!std::isnan(first) && !std::isnan(second)) return holds(first, comparison, second);
    }
    std::string left_scratch;
    std::string right_scratch;
    return holds(view(left, left_scratch), comparison, view(right, right_scratch));
}

bool Conversion::compare_nodes(
    const NodeSet& nodes, Comparison comparison, const Value& right) const {
    std::string scratch;
    // A text, the usual case, is compared without copying any.
    const std::string* text = std::get_if<std::string>(&right);
    const bool is_number = is_relation(comparison) || std::holds_alternative<double>(right);
    const double wanted = is_number ? number(right) : 0;
    return std::any_of(nodes.begin(), nodes.end(), [&](NodeRef node) {
        scratch.clear();
        const std::string_view value = m_documents.string_value(node, scratch);
        if (is_number) return holds(number_of(value), comparison, wanted);
        if (text != nullptr) return holds(value, comparison, std::string_view(*text));
        return compare_single(Value(std::string(value)), comparison, right);
    });
}

bool Conversion::compare(const Value& left, Comparison comparison, const Value& right) const {
    const auto* left_nodes = std::get_if<NodeSet>(&left);
    const auto* right_nodes = std::get_if<NodeSet>(&right);
    if (left_nodes == nullptr && right_nodes == nullptr) {
        return compare_single(left, comparison, right);
    }
    const bool has_truth =
        std::holds_alternative<bool>(left) || std::holds_alternative<bool>(right);
    if (has_truth && !is_relation(comparison)) {
        return holds(truth(left), comparison, truth(right));
    }
    // XPath 1.0 would order a boolean against the truth of the whole set; ODK's engines order it
    // against the numbers of the nodes, as everything else.
    if (left_nodes == nullptr) return compare_nodes(*right_nodes, mirrored(comparison), left);
    if (right_nodes == nullptr) return compare_nodes(*left_nodes, comparison, right);
    return std::any_of(right_nodes->begin(), right_nodes->end(), [&](NodeRef node) {
        std::string scratch;
        const Value other(std::string(m_documents.string_value(node, scratch)));
        return compare_nodes(*left_nodes, comparison, other);
    });
}

}  // namespace otk::form
