#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "core/qr/qr_code.h"
#include "core/text/catalogue.h"
#include "kiosk/look/tokens.h"
#include "kiosk/widgets/parts.h"

namespace otk::kiosk::widgets {
namespace {

namespace tokens = look::tokens;
using look::Type;

constexpr look::Color black = 0x000000;
constexpr look::Color white = 0xFFFFFF;

/// The last symbol made: a place has one link, and making it anew each frame would cost 60 µs.
const std::optional<qr::QrCode>& symbol_of(std::string_view link) {
    thread_local std::string made_for;
    thread_local std::optional<qr::QrCode> symbol;
    if (made_for != link) {
        made_for = link;
        symbol.reset();
        if (auto encoded = qr::encode(link, qr::Level::Medium)) symbol = std::move(*encoded);
    }
    return symbol;
}

/// Modules are whole pixels; runs of a row are one rectangle.
void draw_symbol(const Canvas& canvas, const Rect& rect, const qr::QrCode& symbol) {
    const int modules = symbol.size() + 2 * qr::quiet_zone_modules;
    const float module = std::max(1.0F, std::round(rect.width / static_cast<float>(modules)));
    const float grown = module * static_cast<float>(modules) - rect.width;
    canvas.box(inset(rect, -std::max(grown, 0.0F) / 2), {canvas.px(3), white, true, 0, 0});
    const float used = module * static_cast<float>(symbol.size());
    const float left = std::round(rect.x + (rect.width - used) / 2);
    const float top = std::round(rect.y + (rect.height - used) / 2);
    for (int y = 0; y < symbol.size(); ++y) {
        for (int x = 0; x < symbol.size();) {
            int end = x;
            while (symbol.is_dark(end, y)) ++end;
            if (end > x) {
                canvas.fill({left + static_cast<float>(x) * module,
                                top + static_cast<float>(y) * module,
                                static_cast<float>(end - x) * module, module},
                    black);
            }
            x = std::max(end, x + 1);
        }
    }
}

struct Words {
    const look::TextLayout* title;
    const look::TextLayout* detail;
    const look::TextLayout* address;
    float height;
};

Words set_words(const Canvas& canvas, const QrPanel& panel, float room, float height_max) {
    look::LayoutCache& layouts = canvas.look().layouts();
    Words words{};
    words.address = &layouts.fit(panel.address,
        {Type::PanelAddress, Type::LabelTight, Type::LabelSmall, Type::LabelLeast}, room, 1,
        height_max);
    const float gaps = canvas.px(12);
    words.title = &layouts.fit(panel.title,
        {Type::PanelTitle, Type::Label, Type::LabelTight, Type::LabelSmall}, room, 4,
        height_max * 0.5F);
    words.detail = &layouts.fit(panel.detail, {Type::PanelText, Type::KeyTight}, room, 4,
        height_max - gaps - words.title->height() - words.address->height());
    words.height =
        words.title->height() + words.detail->height() + words.address->height() + gaps;
    return words;
}

constexpr float padding_left_mm = 7;
constexpr float padding_mm = 9;

}  // namespace

float qr_panel_height(const Canvas& canvas, float symbol_mm) {
    return canvas.px(symbol_mm + 2 * padding_left_mm + 2 * tokens::edge);
}

void draw_qr_panel(const Canvas& canvas, const Rect& where, const QrPanel& panel) {
    const Rect rect = snapped(where);
    const look::Colors& colors = canvas.colors();
    const float radius = canvas.px(tokens::radius_panel);
    canvas.shadow(rect, radius, Lift::Raised);
    canvas.box(rect, {radius, colors.card, true, colors.line, canvas.look().line(tokens::edge)});
    const float side = std::min(canvas.px(panel.symbol_mm), rect.height - 2 * canvas.px(padding_left_mm));
    const Rect symbol_rect =
        snapped({rect.x + canvas.px(padding_left_mm), rect.y + (rect.height - side) / 2, side, side});
    const std::optional<qr::QrCode>& symbol = symbol_of(panel.link);
    if (symbol) {
        draw_symbol(canvas, symbol_rect, *symbol);
        add_text(canvas, "qr", Role::Image, panel.link, symbol_rect, black, white);
    }
    const float left = symbol_rect.x + side + canvas.px(padding_mm);
    const float room = rect.x + rect.width - canvas.px(padding_mm) - left;
    const Words words = set_words(canvas, panel, room, rect.height - 2 * canvas.px(4));
    float y = rect.y + (rect.height - words.height) / 2;
    const auto put = [&](const char* id, std::string_view said, const look::TextLayout& layout,
                         float after_mm) {
        canvas.text(layout, left, y, room, colors.ink);
        add_text(canvas, id, Role::Text, said, {left, y, layout.width, layout.height()}, colors.ink,
            colors.card);
        y += layout.height() + canvas.px(after_mm);
    };
    put("qr-title", panel.title, *words.title, 7);
    put("qr-hint", panel.detail, *words.detail, 5);
    put("qr-address", panel.address, *words.address, 0);
}

}  // namespace otk::kiosk::widgets
