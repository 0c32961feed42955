#include <algorithm>

#include "kiosk/screens/notice.h"

namespace otk::kiosk::screens {

void draw_out_of_service(const widgets::Canvas& canvas) {
    constexpr std::size_t places_max = 3;
    draw_notice(
        canvas, {.title = canvas.words("This screen is not working now"),
                    .hint = std::string(canvas.words("Earlier answers are safe")),
                    .icon = look::Icon::Info,
                    .note = {},
                    .ways = canvas.words("Where else to answer"),
                    .places = std::min(canvas.state().surroundings.elsewhere.size(), places_max),
                    .link_title = canvas.words("On your phone"),
                    .link_detail = canvas.words("Point the camera or type the address"),
                    .keys = widgets::ViewKeys::LanguageOnly});
}

}  // namespace otk::kiosk::screens
