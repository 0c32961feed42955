// The slip as it will be printed, drawn by the printer service from the very bytes.

#include <utility>

#include "core/base/assert.h"
#include "kiosk/look/tokens.h"
#include "kiosk/screens/page.h"
#include "kiosk/screens/staff_page.h"
#include "kiosk/widgets/parts.h"

namespace otk::kiosk::screens {
namespace {

namespace tokens = look::tokens;
using look::Icon;
using look::Type;
using model::PreviewState;
using model::StaffWish;
using widgets::Canvas;
using widgets::Key;
using widgets::KeyStyle;

const char* words_of(PreviewState state) {
    switch (state) {
        case PreviewState::Asked:
            return "One moment";
        case PreviewState::Refused:
            return "The printer service drew no preview";
        case PreviewState::Shown:
            return "As the printer will print it";
    }
    OTK_UNREACHABLE();
}

/// White paper with its edge, whatever the theme.
void draw_slip(const Canvas& canvas, const Rect& where) {
    const look::Colors& colors = canvas.colors();
    constexpr look::Color paper = 0xFFFFFF;
    const Rect rect = widgets::snapped(where);
    canvas.box(rect, {canvas.px(tokens::radius_key), paper, true, colors.line,
                         canvas.look().line(tokens::edge)});
    const float air = canvas.between(2, 6);
    canvas.picture(model::slip_preview,
        {rect.x + air, rect.y + air, rect.width - 2 * air, rect.height - 2 * air});
    widgets::add_text(
        canvas, "slip", Role::Image, canvas.words("Preview of the slip"), rect, 0x000000, paper);
}

}  // namespace

void draw_staff_preview(const Canvas& canvas) {
    const PreviewState state = canvas.state().staff->preview;
    StaffSheet sheet(canvas);
    sheet.add_title(std::string(canvas.words("Preview of the slip")));
    sheet.add_text(
        "preview-state", std::string(canvas.words(words_of(state))), Type::Body, 4, Role::Status);
    sheet.turn_column();
    if (state == PreviewState::Shown) {
        const float least = canvas.between(36, 60);
        constexpr float most_mm = 300;
        sheet.add(
            least, 8, [&canvas](const Rect& rect) { draw_slip(canvas, rect); }, canvas.px(most_mm));
    }
    Key print = staff_key(canvas, "print", "Print", Icon::Printer, StaffWish::Print);
    print.style = KeyStyle::Primary;
    sheet.draw({staff_key(canvas, "back-to-slips", "Back", Icon::Left, StaffWish::BackToSlips),
        std::move(print)});
}

}  // namespace otk::kiosk::screens
