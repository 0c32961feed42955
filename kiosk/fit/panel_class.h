#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "kiosk/look/panel.h"

namespace otk::kiosk::fit {

/// Panels of one size and resolution, as they hang.
struct PanelClass {
    std::string name;  ///< `10.1" 800x1280`
    look::Panel panel;
};

/// From "10.1:800x1280": the diagonal in inches, width and height in square pixels. InvalidInput
/// for what is no such text and for sizes that no panel has (look::check).
Result<PanelClass> parse_panel_class(std::string_view text);

/// What a form is measured on if nothing else is asked for: the commonest panels of kiosks, upright
/// and lying.
std::vector<PanelClass> usual_panel_classes();

}  // namespace otk::kiosk::fit
