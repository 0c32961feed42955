#include "kiosk/widgets/pressable.h"

#include "kiosk/look/tokens.h"

namespace otk::kiosk::widgets {

PressedGround draw_pressable(const Canvas& canvas, const Rect& rect, const Pressable& part) {
    namespace tokens = look::tokens;
    const look::Colors& colors = canvas.colors();
    const bool is_pressed = canvas.is_pressed(part.id);
    const bool is_strong = is_pressed || part.chosen;
    const look::Color fill = is_pressed ? colors.press : part.chosen ? colors.chosen : colors.card;
    const look::Color edge = is_pressed ? colors.ink : part.chosen ? colors.primary : colors.line;
    canvas.shadow(rect, part.radius, is_strong ? Lift::Pressed : Lift::Raised);
    canvas.box(rect, {part.radius, fill, true, edge,
                         canvas.look().line(is_strong ? tokens::edge_strong : tokens::edge)});
    return {fill, is_pressed ? colors.on_press : colors.ink, is_pressed, part.radius};
}

}  // namespace otk::kiosk::widgets
