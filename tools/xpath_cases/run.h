#pragma once

#include <string>

#include "core/form/environment.h"
#include "tools/xpath_cases/case.h"

namespace otk::xpath_cases {

/// What became of one case: the value, or the error instead of one, as a text.
struct Outcome {
    bool passed = false;
    std::string got;
};

/// `environment` gives clock, zone and chance; dialect, language and labels are the case's own.
Outcome run_case(const Case& given, form::Environment environment);

/// What is expected, as `Outcome::got` would show it.
std::string expected_text(const Case& given);

}  // namespace otk::xpath_cases
