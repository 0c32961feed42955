#pragma once

#include <string>

#include "core/form/form.h"
#include "core/xlsform/problem.h"

namespace otk::xlsform {

/// Reads the settings sheet (one row below its header) into the form: id, version, title, default
/// language, audience, direction.
void read_settings(const Sheet& sheet, form::Form& form, Problems& problems);

}  // namespace otk::xlsform
