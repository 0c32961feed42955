#include <algorithm>

#include "kiosk/look/tokens.h"
#include "kiosk/look/tracks.h"
#include "kiosk/screens/page.h"
#include "kiosk/widgets/field.h"
#include "kiosk/widgets/keyboard.h"
#include "kiosk/widgets/parts.h"

namespace otk::kiosk::screens {
namespace {

namespace tokens = look::tokens;
using look::Type;
using widgets::Canvas;

/// Under the field: what was hidden. Its line is kept free while nothing is.
void draw_hidden(const Canvas& canvas, const Rect& rect, widgets::Hidden hidden) {
    if (hidden == widgets::Hidden::Nothing) return;
    const std::string_view said = canvas.words(hidden == widgets::Hidden::Phone
                                                   ? "Phone number is hidden and will not be stored"
                                                   : "E-mail address is hidden and will not be stored");
    const look::TextLayout& line = canvas.look().layouts().fit(
        said, {Type::Small, Type::KeyTight}, rect.width - canvas.px(14), 1, rect.height);
    const float side = line.em_px * 1.25F;
    const float y = rect.y + rect.height / 2;
    canvas.icon(look::Icon::Lock, {rect.x, y - side / 2, side, side}, canvas.colors().ink2);
    const float left = rect.x + widgets::sign_width(canvas, line);
    canvas.text(line, left, y - line.height() / 2, line.width, canvas.colors().ink2);
    widgets::add_text(canvas, "hidden", Role::Status, said,
        {left, y - line.height() / 2, line.width, line.height()}, canvas.colors().ink2,
        canvas.colors().paper2);
}

}  // namespace

Body text_body(const Canvas& canvas, std::size_t question, float) {
    const bool is_low = canvas.look().is_landscape();
    const float hidden_line =
        canvas.set("0", Type::Small, canvas.px(40)).height() + canvas.px(is_low ? 4 : 11);
    const float key_mm =
        is_low || canvas.look().height_mm() < 300 ? landscape_key_mm : 23;
    const float keys = widgets::keyboard_height(canvas, key_mm);
    Body body;
    body.is_text = true;
    body.least = canvas.px(36) + hidden_line + keys;
    body.titles = {Type::Title3, Type::Title4};
    body.draw = [&canvas, question, hidden_line, keys](const Rect& rect) {
        const form::Visit& visit = *canvas.state().visit;
        const auto typed = canvas.state().typed.find(question);
        const std::string& text =
            typed != canvas.state().typed.end() ? typed->second : visit.value(question);
        const float margin = canvas.px(tokens::margin);
        const float width = rect.width - 2 * margin;
        const std::array tracks{
            look::Track{.least = canvas.px(20), .weight = 1},
            look::Track{.least = hidden_line},
            look::Track{.least = keys},
        };
        const std::vector<look::Span> rows = look::divide(rect.y, rect.height, tracks);
        // Landscape: the words of the page stand on the left of the field.
        const float left =
            canvas.look().is_landscape() ? rect.width * 5 / 11 + margin : rect.x + margin;
        const float field_width = rect.x + margin + width - left;
        const float top = rows[0].begin + (canvas.look().is_landscape() ? canvas.px(6) : 0);
        widgets::draw_field(canvas, {left, top, field_width, rows[0].end() - top}, text);
        draw_hidden(canvas, {left, rows[1].begin, field_width, rows[1].length * 0.8F},
            widgets::hidden_in(text));
        widgets::draw_keyboard(canvas, {rect.x, rows[2].begin, rect.width, rows[2].length}, question,
            visit.form().questions[question].appearance.multiline);
    };
    return body;
}

}  // namespace otk::kiosk::screens
