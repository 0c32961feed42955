#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "kiosk/screens/page.h"
#include "kiosk/widgets/parts.h"

namespace otk::kiosk::screens {

/// A screen on which nothing can be answered: what is the matter, and where else to answer.
struct Notice {
    std::string_view title;
    std::string hint;
    look::Icon icon = look::Icon::Info;
    std::string note;             ///< lines under the hint; gives way on a low panel
    std::string_view ways;        ///< heading of the other ways; may be empty
    std::size_t places = 0;       ///< how many of surroundings.elsewhere are shown
    std::string_view link_title;  ///< of the panel with the code
    std::string_view link_detail;
    widgets::ViewKeys keys = widgets::ViewKeys::All;
};

void draw_notice(const widgets::Canvas& canvas, const Notice& notice);

}  // namespace otk::kiosk::screens
