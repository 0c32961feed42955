#pragma once

#include <string>
#include <vector>

#include "core/base/file.h"

namespace otk::kiosk::shell {

struct FormCheck {
    Path form;   ///< a compiled form
    Path texts;  ///< folder of .po files; empty: those beside the program, if there are any
    Path fonts;  ///< empty: where the kiosk takes its own from
    std::vector<std::string> panels{};  ///< "10.1:800x1280"; empty: the usual ones
    bool as_json = false;
};

/// `otklik-kiosk --check-form`: says on standard output which pages of a form do not fit the screen
/// and which of its letters have no picture. Needs neither display nor configuration. The process's
/// exit code: 0 all is well, 1 something was found, 2 it could not be looked at, 64 `panels` names
/// none (the reason stands on standard error).
int check_form(const FormCheck& check);

}  // namespace otk::kiosk::shell
