#pragma once

#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/file.h"
#include "core/base/json.h"
#include "core/base/result.h"
#include "core/form/form.h"
#include "core/xlsform/problem.h"

namespace otk::cli {

/// The hash that core/form asks for: hexadecimal BLAKE2b-256.
std::string form_hash(std::string_view content);

/// A form, or every reason why there is none.
struct LoadedForm {
    std::optional<form::Form> form;
    std::string compiled;  ///< as `form build` writes it; empty without a form
    std::vector<xlsform::SheetProblem> problems;
    std::size_t problems_left_out = 0;  ///< further ones that are not in `problems`
};

/// A file *.json is read as a compiled form and its content hash compared; any other source (folder
/// of CSV sheets, .xlsx, .md) is compiled from its sheets. The error is about reading; what is wrong
/// with a form are its problems (of a compiled form the first one, without sheet).
Result<LoadedForm> load_form(const Path& source);

/// One problem a line, and how many there are beyond them.
void print_problems(const LoadedForm& loaded, std::ostream& out);

/// The form for a command that needs a good one. Every problem is a line on `err`; then the error
/// (InvalidInput) counts them.
Result<std::shared_ptr<const form::Form>> load_well_form(
    const Path& source, std::ostream& err);

/// The language that was asked for, or the form's default one where none was ("").
/// InvalidInput names those that the form has.
Result<std::string> language_of(const form::Form& form, const std::string& asked);

/// An array of objects: sheet, row, column (letters), header, value, message, instead, excerpt;
/// what does not apply is left out.
Json json_of(const std::vector<xlsform::SheetProblem>& problems);

}  // namespace otk::cli
