// The number pad: two digits of the person's number, then the PIN.

#include <algorithm>
#include <array>
#include <cmath>

#include "core/base/assert.h"
#include "core/base/format.h"
#include "core/staff/door.h"
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
using model::CodeProblem;
using model::StaffWish;
using widgets::Canvas;
using widgets::Key;
using widgets::KeyStyle;

constexpr std::size_t pad_columns = 3;
constexpr std::size_t pad_rows = 4;
constexpr int seconds_of_minute = 60;

/// What stands under the digits: what went wrong, what goes on, or what is asked for.
std::string said_state(const Canvas& canvas, const model::StaffState& staff) {
    if (staff.code_is_judged) return std::string(canvas.words("One moment"));
    if (staff.code_wait_s > 0) {
        const bool are_minutes = staff.code_wait_s >= 2 * seconds_of_minute;
        const std::string_view words =
            canvas.words(are_minutes ? "Too many tries. Next one in {n} min"
                                     : "Too many tries. Next one in {n} s");
        const int left = are_minutes
                             ? (staff.code_wait_s + seconds_of_minute - 1) / seconds_of_minute
                             : staff.code_wait_s;
        return text::fill(words, {{"n", std::to_string(left)}});
    }
    switch (staff.code_problem) {
        case CodeProblem::None:
            return std::string(canvas.words("Two digits of your number, then your PIN"));
        case CodeProblem::Wrong:
        case CodeProblem::Wait:
            return std::string(canvas.words("Number or PIN is wrong"));
        case CodeProblem::Expired:
            return std::string(canvas.words("This PIN is over. Ask IT for a new one"));
        case CodeProblem::Nobody:
            return std::string(canvas.words("No PIN was set here yet. Ask IT"));
        case CodeProblem::NotJudged:
            return std::string(canvas.words("The disk does not take the try. Call IT"));
    }
    OTK_UNREACHABLE();
}

bool is_problem(const model::StaffState& staff) {
    return !staff.code_is_judged &&
           (staff.code_wait_s > 0 || staff.code_problem != CodeProblem::None);
}

/// What is asked for in plain words, a problem on its own ground with its sign.
void draw_state(const Canvas& canvas, const Rect& room) {
    const look::Colors& colors = canvas.colors();
    const model::StaffState& staff = *canvas.state().staff;
    const std::string said = said_state(canvas, staff);
    const bool warns = is_problem(staff);
    const float padding = warns ? canvas.between(1.5F, 4) : 0;
    const float icon = warns ? canvas.between(6, 10) : 0;
    const float words_left = warns ? 2 * padding + icon : 0;
    const float width = room.width - words_left - padding;
    const float height_most = std::max(room.height - 2 * padding, 1.0F);
    look::LayoutCache& layouts = canvas.look().layouts();
    const look::TextLayout& line =
        warns ? layouts.fit(said, {Type::LabelSmall, Type::LabelLeast}, width, 3, height_most)
              : layouts.fit(said, {Type::Body, Type::KeyTight}, width, 3, height_most);
    const float height = std::max(line.height(), icon) + 2 * padding;
    const look::Color ground = warns ? colors.warn : colors.paper2;
    if (warns) {
        canvas.box(widgets::snapped({room.x, room.y, room.width, height}),
            {canvas.px(tokens::radius_key), ground, true, colors.ink,
                canvas.look().line(tokens::edge)});
        canvas.icon(Icon::Warning, {room.x + padding, room.y + (height - icon) / 2, icon, icon},
            colors.ink);
    }
    const Rect words{
        room.x + words_left, room.y + (height - line.height()) / 2, line.width, line.height()};
    canvas.text(line, words.x, words.y, line.width, colors.ink);
    widgets::add_text(canvas, "state", Role::Status, said, words, colors.ink, ground);
}

/// A dot for each digit, a ring for each that is still missing; a gap behind the number.
float draw_dots(const Canvas& canvas, float x, float y, float width) {
    const look::Colors& colors = canvas.colors();
    const model::StaffState& staff = *canvas.state().staff;
    const std::size_t count = std::max(staff.code_digits, staff::code_digits_min);
    const float step = std::min(canvas.px(8), width / static_cast<float>(count + 1));
    const float radius = step * 0.3F;
    for (std::size_t at = 0; at < count; ++at) {
        const float behind = at < staff::number_digits ? 0 : step * 0.6F;
        const float centre = x + radius + behind + step * static_cast<float>(at);
        canvas.disc(centre, y + radius, radius, colors.ink);
        if (at >= staff.code_digits) {
            canvas.disc(centre, y + radius, radius - canvas.look().line(tokens::edge), colors.card);
        }
    }
    const std::string label =
        text::fill(canvas.words("{n} digits typed"), {{"n", std::to_string(staff.code_digits)}});
    widgets::add_text(canvas, "code", Role::TextField, label, {x, y, width, 2 * radius}, colors.ink,
        colors.paper2);
    return 2 * radius;
}

void draw_words(const Canvas& canvas, const Rect& rect) {
    const look::Colors& colors = canvas.colors();
    look::LayoutCache& layouts = canvas.look().layouts();
    const std::string_view title_words = canvas.words("Number and PIN");
    const look::TextLayout& title =
        layouts.fit(title_words, {Type::Title4, Type::Title5, Type::Title7, Type::Title10},
            rect.width, 1, rect.height * 0.4F);
    canvas.text(title, rect.x, rect.y, rect.width, colors.ink);
    widgets::add_text(canvas, "title", Role::Heading, title_words,
        {rect.x, rect.y, title.width, title.height()}, colors.ink, colors.paper2);
    float y = rect.y + title.height() + canvas.between(2, 9);
    y += draw_dots(canvas, rect.x, y, rect.width) + canvas.between(2, 7);
    draw_state(canvas, {rect.x, y, rect.width, rect.y + rect.height - y});
}

Key digit_key(char digit) {
    static constexpr std::string_view digits = "0123456789";
    const std::string_view label = digits.substr(static_cast<std::size_t>(digit - '0'), 1);
    return {.id = "digit-" + std::string(label),
        .label = label,
        .style = KeyStyle::Card,
        .type = Type::CellDigit,
        .tight = Type::CellDigit,
        .intent = model::Intent{.kind = model::IntentKind::Staff,
            .value = std::string(label),
            .wish = StaffWish::Digit}};
}

std::array<Key, pad_columns * pad_rows> pad_keys(const Canvas& canvas) {
    Key erase = staff_key(canvas, "erase", "Erase", Icon::Erase, StaffWish::EraseDigit);
    erase.sign_only = true;
    Key enter = staff_key(canvas, "submit", "Enter", Icon::Tick, StaffWish::SubmitCode);
    enter.sign_only = true;
    enter.style = KeyStyle::Primary;
    return {digit_key('1'), digit_key('2'), digit_key('3'), digit_key('4'), digit_key('5'),
        digit_key('6'), digit_key('7'), digit_key('8'), digit_key('9'), std::move(erase),
        digit_key('0'), std::move(enter)};
}

/// The keys stand at the foot of `room`, as large as it lets them be, in its middle.
void draw_pad(const Canvas& canvas, const Rect& room) {
    const float gap = canvas.px(tokens::gap_least);
    const auto share = [gap](float length, std::size_t count) {
        return (length - gap * static_cast<float>(count - 1)) / static_cast<float>(count);
    };
    const float height = std::min(share(room.height, pad_rows), canvas.px(30));
    const float width = std::min(share(room.width, pad_columns), height * 3);
    constexpr auto rows = static_cast<float>(pad_rows);
    const float top = room.y + room.height - rows * height - gap * (rows - 1);
    constexpr auto columns = static_cast<float>(pad_columns);
    const float left = room.x + (room.width - columns * width - gap * (columns - 1)) / 2;
    std::size_t at = 0;
    for (const Key& key : pad_keys(canvas)) {
        const auto column = static_cast<float>(at % pad_columns);
        const std::size_t row = at / pad_columns;
        const float y = top + static_cast<float>(row) * (height + gap);
        widgets::draw_key(canvas, {left + column * (width + gap), y, width, height}, key);
        ++at;
    }
}

}  // namespace

void draw_staff_code(const Canvas& canvas) {
    widgets::draw_ground(canvas);
    const Rect panel = canvas.panel();
    const float margin = canvas.margin();
    Key back = staff_key(canvas, "back", "Back", Icon::Left, StaffWish::OpenStrip);
    const float key_height = canvas.px(tokens::footer_key(canvas.look()));
    if (canvas.look().is_landscape()) {
        const float top = canvas.between(3, 20);
        const float half = (panel.width - 2 * margin - canvas.between(5, 16)) / 2;
        const float height = panel.height - 2 * top;
        draw_words(canvas, {margin, top, half, height - key_height - canvas.px(4)});
        widgets::draw_key(
            canvas, {margin, panel.height - top - key_height, half * 0.6F, key_height}, back);
        draw_pad(canvas, {panel.width - margin - half, top, half, height});
        return;
    }
    const float bottom = panel.height - std::round(widgets::footer_height(canvas));
    const float top = canvas.between(8, 40);
    const float words = canvas.between(56, 90);
    const float pad_top = top + words + canvas.px(6);
    draw_words(canvas, {margin, top, panel.width - 2 * margin, words});
    draw_pad(canvas, {margin, pad_top, panel.width - 2 * margin, bottom - pad_top - canvas.px(6)});
    back.style = KeyStyle::Quiet;
    widgets::draw_plinth(canvas, {std::move(back)});
}

}  // namespace otk::kiosk::screens
