#include "kiosk/screens/screens.h"

#include <algorithm>
#include <cmath>

#include "core/base/assert.h"
#include "kiosk/screens/page.h"
#include "kiosk/screens/rate_layout.h"
#include "kiosk/widgets/focus_ring.h"
#include "kiosk/widgets/parts.h"

namespace otk::kiosk::screens {
namespace {

using model::Overlay;
using model::Screen;

/// The form's first page also counts as one of marks when the model calls it a question.
Screen screen_of(const model::State& state) {
    const bool needs_visit = state.screen == Screen::Rate || state.screen == Screen::Question;
    return needs_visit && state.visit == nullptr ? Screen::OutOfService : state.screen;
}

const char* name_of(Screen screen) {
    switch (screen) {
        case Screen::Rate:
            return "rate";
        case Screen::Question:
            return "question";
        case Screen::Thanks:
            return "thanks";
        case Screen::OutOfService:
            return "out-of-service";
        case Screen::Closed:
            return "closed";
        case Screen::Staff:
            return "staff";
    }
    OTK_UNREACHABLE();
}

void draw_page(const widgets::Canvas& canvas, Screen screen) {
    switch (screen) {
        case Screen::Rate:
            return draw_rate(canvas);
        case Screen::Question:
            return draw_follow_up(canvas);
        case Screen::Thanks:
            return draw_thanks(canvas);
        case Screen::OutOfService:
            return draw_out_of_service(canvas);
        case Screen::Closed:
            return draw_closed(canvas);
        case Screen::Staff:
            return draw_staff(canvas);
    }
    OTK_UNREACHABLE();
}

/// That nothing of this counts, over everything and in nobody's way.
void draw_test_mark(const widgets::Canvas& canvas) {
    constexpr look::Type sizes[]{look::Type::Poster1, look::Type::Poster2, look::Type::Poster3,
        look::Type::Title1, look::Type::Title2, look::Type::Title3, look::Type::Title4,
        look::Type::Title5, look::Type::Title7, look::Type::Title9, look::Type::Title11};
    const Rect panel = canvas.panel();
    const std::string_view word = canvas.words("Test");
    const look::TextLayout* set = nullptr;
    for (const look::Type type : sizes) {
        if (!canvas.look().glyphs().has(type)) continue;
        set = &canvas.set(word, type, 1.0e9F);
        if (set->width <= panel.width * 0.7F) break;
    }
    if (set == nullptr) return;
    // The word is read through; the frame alone is coloured.
    const look::Color ink = canvas.colors().ink;
    const look::Color color = canvas.colors().bad;
    const float middle = panel.width / 2;
    for (const float part : {0.3F, 0.7F})
        canvas.watermark(*set, middle, panel.height * part, ink);
    const float edge = std::round(canvas.px(1.5F));
    canvas.fill({0, 0, panel.width, edge}, color);
    canvas.fill({0, panel.height - edge, panel.width, edge}, color);
    canvas.fill({0, 0, edge, panel.height}, color);
    canvas.fill({panel.width - edge, 0, edge, panel.height}, color);
    const float width = set->width;
    widgets::add_text(canvas, "test", Role::Status, canvas.words("Test: answers do not count"),
        {middle - width / 2, panel.height * 0.3F - set->em_px * 0.35F, width, set->em_px * 0.7F},
        ink, canvas.colors().paper2);
}

/// A panel whose lamp cannot be reached is made darker by its picture. Contrast stays: every colour
/// is multiplied alike.
void draw_dimming(const widgets::Canvas& canvas) {
    const model::Comfort& comfort = canvas.state().comfort;
    constexpr int whole = 100;
    if (comfort.has_backlight || comfort.brightness >= whole) return;
    const int alpha = (whole - std::max(comfort.brightness, 0)) * 255 / whole;
    canvas.veil(canvas.panel(), {0x000000, static_cast<std::uint8_t>(alpha)});
}

}  // namespace

void draw(const model::State& state, const Interaction& interaction, const look::Look& look,
    Frame& frame) {
    OTK_ASSERT(frame.draw != nullptr);
    frame.items.clear();
    frame.focused.clear();
    frame.said.clear();
    const widgets::Canvas canvas(state, interaction, look, frame);
    const Screen screen = screen_of(state);
    draw_page(canvas, screen);
    frame.screen = screen == Screen::Staff ? name_of(state.staff->page) : name_of(screen);
    switch (state.overlay) {
        case Overlay::None:
            break;
        case Overlay::WhatWeRecord:
            draw_what_we_record(canvas);
            frame.screen = "what-we-record";
            break;
        case Overlay::Idle:
            draw_idle(canvas);
            frame.screen = "idle";
            break;
    }
    if (state.test) draw_test_mark(canvas);
    draw_dimming(canvas);
}

void draw_focus(
    const model::State& state, const look::Look& look, const std::string& id, Frame& frame) {
    const auto focused = std::find_if(frame.items.begin(), frame.items.end(),
        [&id](const Item& item) { return item.id == id && item.intent; });
    if (focused == frame.items.end()) return;
    const Interaction nothing;
    widgets::draw_focus_ring(widgets::Canvas(state, nothing, look, frame), *focused);
    frame.focused = id;
}

look::Theme theme_for(const model::ViewOptions& view, look::Theme at_rest) {
    return view.high_contrast ? look::Theme::HighContrast : at_rest;
}

look::Theme theme_at_rest(const model::State& state) {
    return state.screen == Screen::Closed ? look::Theme::Dark : look::Theme::Light;
}

look::TextSize text_size_for(const model::ViewOptions& view) {
    return view.large ? look::TextSize::Large : look::TextSize::Normal;
}

int layout_version(const model::State& state, const look::Look& look) {
    if (state.visit == nullptr || state.screen != Screen::Rate) return 1;
    Frame frame;
    const Interaction nothing;
    return shows_rows(widgets::Canvas(state, nothing, look, frame)) ? 2 : 1;
}

}  // namespace otk::kiosk::screens
