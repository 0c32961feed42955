#include "kiosk/widgets/focus_ring.h"

#include <algorithm>

#include "kiosk/look/tokens.h"

namespace otk::kiosk::widgets {
namespace {

namespace tokens = look::tokens;

float apart(const Rect& a, const Rect& b) {
    const float x = std::max({a.x - b.x - b.width, b.x - a.x - a.width, 0.0F});
    const float y = std::max({a.y - b.y - b.height, b.y - a.y - a.height, 0.0F});
    return std::max(x, y);
}

/// How far around `item` nothing else begins: another target, or the panel's edge.
float room_around(const Canvas& canvas, const Item& item) {
    const Rect panel = canvas.panel();
    const Rect& rect = item.rect;
    float room = std::min(
        {rect.x, rect.y, panel.width - rect.x - rect.width, panel.height - rect.y - rect.height});
    for (const Item& other : canvas.frame().items) {
        if (other.intent && &other != &item) room = std::min(room, apart(rect, other.rect));
    }
    return std::max(room, 0.0F);
}

}  // namespace

void draw_focus_ring(const Canvas& canvas, const Item& item) {
    const float wanted = canvas.px(tokens::ring_away + 2 * tokens::ring_line);
    const float outside = std::min(wanted, room_around(canvas, item));
    const float line = canvas.look().line(
        std::clamp(tokens::ring_line * outside / wanted, tokens::edge_box, tokens::ring_line));
    const auto draw = [&](float out, look::Color color) {
        const Rect rect = snapped(inset(item.rect, -out));
        canvas.box(rect, {std::max(item.radius + out, 0.0F), 0, false, color, line});
    };
    draw(outside, canvas.colors().ring_outer);
    draw(outside - line, canvas.colors().ring_inner);
}

}  // namespace otk::kiosk::widgets
