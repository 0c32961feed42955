// Cleaning and testing the panel.

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "core/base/format.h"
#include "core/text/catalogue.h"
#include "kiosk/look/tokens.h"
#include "kiosk/screens/page.h"
#include "kiosk/screens/staff_page.h"
#include "kiosk/widgets/parts.h"

namespace otk::kiosk::screens {
namespace {

namespace tokens = look::tokens;
using look::Icon;
using look::Type;
using model::StaffState;
using model::StaffWish;
using widgets::Align;
using widgets::Canvas;

constexpr float cell_mm = 20;

/// As many cells beside each other as a finger can tell apart.
std::size_t cells_along(float length, float cell, float gap, std::size_t most) {
    const auto fitting = static_cast<std::size_t>((length + gap) / (cell + gap));
    return std::clamp<std::size_t>(fitting, 1, most);
}

void draw_colour(const Canvas& canvas, std::size_t step) {
    constexpr std::array<look::Color, model::test_colours> fields{
        0xFF0000, 0x00FF00, 0x0000FF, 0xFFFFFF, 0x000000};
    const look::Color field = fields.at(step);
    canvas.fill(canvas.panel(), field);
    canvas.add({"test-field", Role::Image, std::string(canvas.words("Touch for the next colour")),
        canvas.panel(), true, field == 0x000000 ? 0xFFFFFFU : 0x000000U, field,
        model::Intent{
            .kind = model::IntentKind::Staff, .value = {}, .wish = StaffWish::TouchTest}});
}

void draw_cell(const Canvas& canvas, const Rect& where, std::size_t index, std::size_t number) {
    const look::Colors& colors = canvas.colors();
    const Rect rect = widgets::snapped(where);
    const bool is_touched = canvas.state().staff->test_touched.at(index);
    const std::string id = format("cell-{}", number);
    const look::Color ground = is_touched ? colors.primary : colors.card;
    const look::Color sign = is_touched ? colors.on_primary : colors.ink;
    canvas.box(rect, {canvas.px(tokens::radius_key), ground, true, colors.line,
                         canvas.look().line(tokens::edge)});
    if (is_touched) {
        const float side = canvas.px(9);
        canvas.icon(Icon::Tick,
            {rect.x + (rect.width - side) / 2, rect.y + (rect.height - side) / 2, side, side},
            sign);
    }
    canvas.add({id, Role::Checkbox, std::to_string(number), rect, true, sign, ground,
        model::Intent{.kind = model::IntentKind::Staff,
            .value = std::to_string(index),
            .wish = StaffWish::TouchTest}});
}

}  // namespace

void draw_staff_cleaning(const Canvas& canvas) {
    widgets::draw_ground(canvas);
    const Rect panel = canvas.panel();
    const look::Colors& colors = canvas.colors();
    const StaffState& staff = *canvas.state().staff;
    look::LayoutCache& layouts = canvas.look().layouts();
    const float width = panel.width - 2 * canvas.margin();
    const std::string_view title_words = canvas.words("You can wipe the screen");
    const look::TextLayout& title = layouts.fit(title_words,
        {Type::Title4, Type::Title5, Type::Title7, Type::Title10}, width, 3, panel.height * 0.3F);
    const std::string left = std::to_string(staff.cleaning_left_s);
    const look::TextLayout& number = layouts.fit(
        left, {Type::Poster1, Type::DigitLarge, Type::DigitSmall}, width, 1, panel.height * 0.3F);
    const std::string said =
        text::fill(canvas.words("Touches do nothing for {n} s"), {{"n", left}});
    const look::TextLayout& line =
        layouts.fit(said, {Type::Body, Type::KeyTight}, width, 3, panel.height * 0.3F);
    const float gap = canvas.between(3, 10);
    float y = (panel.height - title.height() - number.height() - line.height() - 2 * gap) / 2;
    const auto put = [&](const char* id, Role role, std::string_view words,
                         const look::TextLayout& layout) {
        const float x = canvas.margin();
        canvas.text(layout, x, y, width, colors.ink, Align::Center);
        widgets::add_text(canvas, id, role, words,
            {x + (width - layout.width) / 2, y, layout.width, layout.height()}, colors.ink,
            colors.paper2);
        y += layout.height() + gap;
    };
    put("title", Role::Heading, title_words, title);
    put("cleaning-left", Role::Status, left, number);
    put("explained", Role::Text, said, line);
}

void draw_staff_screen_test(const Canvas& canvas) {
    const StaffState& staff = *canvas.state().staff;
    if (staff.test_step < model::test_colours) return draw_colour(canvas, staff.test_step);
    widgets::draw_ground(canvas);
    const Rect panel = canvas.panel();
    const float gap = canvas.px(tokens::gap_least);
    const float height = panel.height - std::round(widgets::footer_height(canvas)) - 3 * gap;
    const float width = panel.width - 2 * gap;
    const std::size_t columns =
        cells_along(width, canvas.px(cell_mm), gap, StaffState::test_columns);
    const std::size_t rows = cells_along(height, canvas.px(cell_mm), gap, StaffState::test_rows);
    const float cell_width =
        (width - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
    const float cell_height =
        (height - gap * static_cast<float>(rows - 1)) / static_cast<float>(rows);
    for (std::size_t row = 0; row < rows; ++row) {
        for (std::size_t column = 0; column < columns; ++column) {
            const Rect rect{gap + static_cast<float>(column) * (cell_width + gap),
                gap + static_cast<float>(row) * (cell_height + gap), cell_width, cell_height};
            draw_cell(
                canvas, rect, row * StaffState::test_columns + column, row * columns + column + 1);
        }
    }
    widgets::Key menu = staff_key(canvas, "menu", "Menu", Icon::Left, StaffWish::OpenMenu);
    menu.style = widgets::KeyStyle::Quiet;
    widgets::draw_plinth(canvas, {std::move(menu)});
}

}  // namespace otk::kiosk::screens
