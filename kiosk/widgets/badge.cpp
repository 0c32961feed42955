#include "kiosk/widgets/badge.h"

#include "kiosk/look/icons.h"
#include "kiosk/look/tokens.h"

namespace otk::kiosk::widgets {

void draw_badge(const Canvas& canvas, std::string_view id, float x, float y, float size) {
    const look::Colors& colors = canvas.colors();
    canvas.disc(x, y, size / 2, colors.card);
    canvas.disc(x, y, size / 2 - canvas.look().line(look::tokens::edge), colors.primary);
    const float side = size * 0.66F;
    canvas.icon(look::Icon::Tick, {x - side / 2, y - side / 2, side, side}, colors.on_primary, 1.4F,
        canvas.tick_of(id));
}

}  // namespace otk::kiosk::widgets
