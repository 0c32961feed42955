#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/json.h"
#include "core/base/result.h"

namespace otk::xpath_cases {

/// How the value of an expression is read.
enum class Kind { Number, Rounded, Truth, Text, Nodes };

/// One line of a file of cases.
struct Case {
    std::string title;
    std::string expression;
    Kind kind = Kind::Text;
    Json expected;
    std::string instance;        ///< XML
    std::string context = "/";   ///< path of the context node (XmlInstance)
    std::string language;        ///< of the texts; "" is the form's default
    double factor = 1;           ///< Rounded: both sides times this, rounded, compare
    bool is_xforms = true;       ///< dates count as numbers
    bool is_in_subset = false;
};

/// InvalidInput names the member that is missing or wrong.
Result<Case> parse_case(std::string_view line);

}  // namespace otk::xpath_cases
