// How bright the panel is and how loud speech begins.

#include <string>
#include <utility>

#include "core/base/format.h"
#include "core/text/catalogue.h"
#include "kiosk/screens/page.h"
#include "kiosk/screens/staff_page.h"
#include "kiosk/widgets/parts.h"

namespace otk::kiosk::screens {
namespace {

using look::Icon;
using look::Type;
using model::Comfort;
using model::StaffWish;
using widgets::Canvas;
using widgets::Key;

/// A key that says only less or more; what of, its label says to those who hear it.
Key step_key(const Canvas& canvas, const char* id, const char* words, Icon icon, StaffWish wish,
    const char* by) {
    Key key = staff_key(canvas, id, words, icon, wish, by);
    key.sign_only = true;
    return key;
}

std::string said_hours(const Canvas& canvas, const Comfort& comfort) {
    if (comfort.from == comfort.until) return std::string(canvas.words("The whole day"));
    return text::fill(
        canvas.words("From {from} to {until}"), {{"from", comfort.from}, {"until", comfort.until}});
}

void add_brightness(const Canvas& canvas, StaffSheet& sheet, const Comfort& comfort) {
    sheet.add_text(
        "brightness-title", std::string(canvas.words("Brightness")), Type::Label, 8, Role::Heading);
    sheet.add_text("hours", said_hours(canvas, comfort), Type::Body, 2, Role::Status);
    const std::string said =
        text::fill(canvas.words("{n} %"), {{"n", std::to_string(comfort.brightness)}});
    constexpr float whole = 100;
    sheet.add_slider({.id = "brightness",
        .said = said,
        .part = static_cast<float>(comfort.brightness) / whole,
        .less = step_key(canvas, "darker", "Darker", Icon::Minus, StaffWish::Brightness, "-10"),
        .more =
            step_key(canvas, "brighter", "Brighter", Icon::Plus, StaffWish::Brightness, "+10")});
    sheet.add_text("dims-by",
        std::string(canvas.words(
            comfort.has_backlight ? "By the panel's own lamp" : "The picture is drawn darker")),
        Type::Small, 3);
}

void add_volume(const Canvas& canvas, StaffSheet& sheet, const Comfort& comfort) {
    sheet.add_text(
        "volume-title", std::string(canvas.words("Volume")), Type::Label, 14, Role::Heading);
    sheet.add_text("volume-hint",
        std::string(canvas.words("Every visit begins with it; a visitor can change it")),
        Type::Body, 2);
    const std::string step = std::to_string(comfort.volume);
    const std::string most = std::to_string(Comfort::volume_most);
    const std::string said =
        text::fill(canvas.words("{n} of {count}"), {{"n", step}, {"count", most}});
    sheet.add_slider({.id = "volume",
        .said = said,
        .part = static_cast<float>(comfort.volume) / static_cast<float>(Comfort::volume_most),
        .less = step_key(canvas, "quieter", "Quieter", Icon::Minus, StaffWish::Volume, "-1"),
        .more = step_key(canvas, "louder", "Louder", Icon::Plus, StaffWish::Volume, "+1")});
}

}  // namespace

void draw_staff_comfort(const Canvas& canvas) {
    const Comfort& comfort = canvas.state().comfort;
    StaffSheet sheet(canvas);
    sheet.add_title(std::string(canvas.words("Light and sound")));
    sheet.sink();
    add_brightness(canvas, sheet, comfort);
    sheet.turn_column();
    if (sheet.has_two_columns()) sheet.sink();
    add_volume(canvas, sheet, comfort);
    sheet.draw({staff_key(canvas, "menu", "Menu", Icon::Left, StaffWish::OpenMenu),
        staff_key(canvas, "leave", "Leave", Icon::Cross, StaffWish::Leave)});
}

}  // namespace otk::kiosk::screens
