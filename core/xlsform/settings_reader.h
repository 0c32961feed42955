#pragma once

#include <string>

#include "core/form/form.h"
#include "core/xlsform/problem.h"

namespace otk::xlsform {

/// What a form has where its settings are silent (XLSForm: the whole sheet is optional).
struct SettingsDefaults {
    std::string form_id;
    std::string language;  ///< of the labels
};

/// Reads the settings sheet (one row below its header, or nothing) into the form: id, version ("1"),
/// title, default language, audience (external), direction (none).
void read_settings(
    const Sheet& sheet, const SettingsDefaults& defaults, form::Form& form, Problems& problems);

}  // namespace otk::xlsform
