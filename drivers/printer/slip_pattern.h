#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace otk::printer {

/// A field that a template may use, and how many letters its value may have.
struct SlipField {
    std::string_view name;
    std::size_t letters_max;
};

/// All fields; a new one is a row there and a line in docs/PRINTING.md.
std::span<const SlipField> slip_fields();

/// The row of that name; InvalidInput, with the name probably meant, if there is none.
Result<SlipField> slip_field(std::string_view name);

/// Whether a pattern is well formed: {field} of a known name, [parts that may go] not nested, no
/// control character but a new line.
Result<void> check_pattern(std::string_view pattern);

/// A pattern's text with its fields' values. A part in square brackets is left out when one of its
/// fields is empty; an empty field elsewhere is InvalidInput. The pattern has passed check_pattern.
Result<std::string> fill_pattern(
    std::string_view pattern, const std::function<std::string_view(std::string_view)>& value_of);

/// Whether a value may stand on paper: UTF-8, one line, no control character, short enough.
Result<void> check_value(const SlipField& field, std::string_view value);

}  // namespace otk::printer
