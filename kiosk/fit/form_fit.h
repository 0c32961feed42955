#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/base/file.h"
#include "core/base/result.h"
#include "core/form/form.h"
#include "kiosk/fit/panel_class.h"
#include "kiosk/look/look.h"

namespace otk::kiosk::fit {

struct FitOptions {
    std::vector<PanelClass> panels = usual_panel_classes();
    /// After that no further panel and text size is begun.
    std::int64_t ms_max = 90'000;
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

struct FitReport {
    std::vector<FitRemark> remarks;
    std::vector<std::string> measured;  ///< `21.5" 1080x1920 at 200 %`, in all languages
    std::size_t not_measured = 0;       ///< for want of time: how many more of these there would be
};

/// Draws every page of the form (its fullest states, with the form's own messages too) and the
/// thank-you page, on each class of panels, at 100 and 200 %, in each language, and looks for
/// letters without a picture. A remark names panels, text sizes, language, question and what to
/// shorten. Needs fonts but no display. One thread.
Result<FitReport> measure(const std::shared_ptr<const form::Form>& form, const FitOptions& options);

}  // namespace otk::kiosk::fit
