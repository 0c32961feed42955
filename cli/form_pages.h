#pragma once

#include <cstddef>
#include <string>

#include "core/form/form.h"

namespace otk::cli {

struct PagesOptions {
    std::string language;
    std::size_t width = 80;  ///< letters of a line
};

/// The form as pages of plain text: questions, hints, choices with their marks (faces as words),
/// what is required, under which condition something is shown; then what no visitor sees.
std::string pages_as_text(const form::Form& form, const PagesOptions& options);

}  // namespace otk::cli
