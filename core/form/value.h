#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "core/form/node_set.h"

namespace otk::form {

/// A day or a moment (date(), now() …): a number of days where a number is wanted, a text else.
/// ODK XForms returns such values as texts and lets texts of that shape count as numbers; holding
/// both keeps what the zone of the text would lose.
struct Moment {
    double days = 0;     ///< since 1970-01-01T00:00Z; NaN if the text was no date
    std::string text{};  ///< "" if it was none

    friend bool operator==(const Moment&, const Moment&) = default;
};

/// The four types of XPath 1.0, and moments.
using Value = std::variant<bool, double, std::string, Moment, NodeSet>;

/// XPath's number for a text: optional white space, optional minus, digits with at most one point;
/// else NaN.
double number_from_text(std::string_view text);

/// XPath's text of a number: "NaN", "Infinity", whole numbers without a point, never an exponent.
std::string text_from_number(double number);

enum class Comparison { Equal, NotEqual, Less, LessOrEqual, Greater, GreaterOrEqual };

/// What `a < b` is of b and a.
Comparison mirrored(Comparison comparison);

}  // namespace otk::form
