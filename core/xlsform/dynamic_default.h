#pragma once

#include <string_view>

namespace otk::xlsform {

/// Whether a cell of the column `default` is an expression; if not, it is a text as it stands. As
/// in XLSForm, an expression refers (`${name}`), calls a function or calculates; docs/FORMS.md
/// ("Defaults") has the rules for what could be both, as a day or a double name with its hyphens.
bool is_dynamic_default(std::string_view cell);

}  // namespace otk::xlsform
