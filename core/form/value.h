#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace otk::form {

/// The string-values of some nodes, in document order (XPath 1.0, 3.3). `${x}` is a node-set of one
/// node; an empty one is what a path yields that leads nowhere.
struct NodeSet {
    std::vector<std::string> values;

    friend bool operator==(const NodeSet&, const NodeSet&) = default;
};

/// The four types of XPath 1.0.
using Value = std::variant<bool, double, std::string, NodeSet>;

/// The conversions of XPath 1.0, chapter 4 (functions boolean, number, string). A node-set of one
/// node is taken as its text where a boolean is wanted, as ODK does: an empty answer is false.
bool to_boolean(const Value& value);
double to_number(const Value& value);  ///< NaN when it is no number, an empty text included
std::string to_text(const Value& value);

/// XPath's number for a text: optional white space, optional minus, digits with at most one point.
double number_from_text(std::string_view text);

/// XPath's text of a number: "NaN", "Infinity", whole numbers without a point, never an exponent.
std::string text_from_number(double number);

enum class Comparison { Equal, NotEqual, Less, LessOrEqual, Greater, GreaterOrEqual };

/// XPath 1.0, 3.4: node-sets compare if any of their nodes does; NaN compares to nothing.
bool compare(const Value& left, Comparison comparison, const Value& right);

}  // namespace otk::form
