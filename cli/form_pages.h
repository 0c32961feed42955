#pragma once

#include <cstddef>
#include <iosfwd>
#include <string>

#include "core/form/form.h"

namespace otk::cli {

struct PagesOptions {
    std::string language;
    std::size_t width = 80;  ///< letters of a line
};

/// The form as pages of plain text: questions, hints, choices with their marks (faces as words),
/// what is required, under which condition something is shown; then what no visitor sees. Written
/// line by line: a form of a megabyte may be a hundred megabytes of pages.
void print_pages(const form::Form& form, const PagesOptions& options, std::ostream& out);

}  // namespace otk::cli
