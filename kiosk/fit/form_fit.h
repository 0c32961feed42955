#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/base/file.h"
#include "core/base/result.h"
#include "core/form/form.h"
#include "kiosk/look/look.h"

namespace otk::kiosk::fit {

struct FitOptions {
    Path font_folder = look::LookOptions{}.font_folder;
    look::Wording wording;  ///< the interface's own words; a key without one stands for itself
};

/// One thing to tell the form's author.
struct FitRemark {
    std::string rule;    ///< "page-does-not-fit", "missing-letter", "fewer-columns"
    std::string where;   ///< "page rating", "question wish", "list bad, choice other"
    std::string column;  ///< "label::ru"; empty for a page
    std::string message;
    bool is_note = false;  ///< it is drawn, but not as the author wrote
};

/// Draws every page of the form (its fullest states, with the form's own messages too) and the
/// thank-you page, in each of its languages, at 100 and 200 %, on an upright and a lying 21.5-inch
/// panel, and looks for letters without a picture. Needs fonts but no display. One thread.
Result<std::vector<FitRemark>> remarks_on(
    const std::shared_ptr<const form::Form>& form, const FitOptions& options);

/// "portrait 100 %, portrait 200 %, …": what remarks_on looks at.
std::string measured_in_words();

}  // namespace otk::kiosk::fit
