#pragma once

#include <iosfwd>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace otk {

/// What is asked for on a terminal.
struct SecretPrompt {
    std::string_view what;   ///< "PIN"
    std::string_view again;  ///< words before the second time; empty: one time is enough
};

/// One line that no shell's history and no list of processes shows: from the pipe that feeds the
/// program, or, if `in` is std::cin and a terminal, typed without being seen, asked for on `err`.
/// InvalidInput for an end without a line, or for two that differ.
Result<std::string> read_secret_line(
    std::istream& in, std::ostream& err, const SecretPrompt& prompt);

}  // namespace otk
