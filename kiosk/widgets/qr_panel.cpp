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

constexpr float symbol_mm_most = 112;
/// With its white. A phone reads a symbol from some ten times the black's side: 52 mm of it are
/// read from an arm's length.
constexpr float symbol_mm_of_arm = 66;

/// Between the edges of an upright panel and an address that needs all of its width.
constexpr float upright_edge_mm = 1.5F;

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

/// Modules are whole pixels: the symbol may grow by `room` around itself for it. Runs of a row are
/// one rectangle.
void draw_symbol(const Canvas& canvas, const Rect& rect, const qr::QrCode& symbol, float room) {
    const int modules = symbol.size() + 2 * qr::quiet_zone_modules;
    const float exact = rect.width / static_cast<float>(modules);
    const float grown = std::round(exact) * static_cast<float>(modules) - rect.width;
    const bool may_grow = grown / 2 <= room;
    const float module = std::max(1.0F, may_grow ? std::round(exact) : std::floor(exact));
    const float around = may_grow ? std::max(grown, 0.0F) / 2 : 0;
    canvas.box(inset(rect, -around), {canvas.between(1, 3), white, true, 0, 0});
    const float used = module * static_cast<float>(symbol.size());
    const float left = std::round(rect.x + (rect.width - used) / 2);
    const float top = std::round(rect.y + (rect.height - used) / 2);
    for (int y = 0; y < symbol.size(); ++y) {
        for (int x = 0; x < symbol.size();) {
            int end = x;
            while (symbol.is_dark(end, y))
                ++end;
            if (end > x) {
                canvas.fill(
                    {left + static_cast<float>(x) * module, top + static_cast<float>(y) * module,
                        static_cast<float>(end - x) * module, module},
                    black);
            }
            x = std::max(end, x + 1);
        }
    }
}

/// What a machine gets of it: the link that it holds. A listener has the address beside it.
void add_symbol(const Canvas& canvas, const QrPanel& panel, const Rect& rect) {
    const std::string_view label = canvas.is_discreet() ? canvas.words("QR code") : panel.link;
    add_text(canvas, "qr", Role::Image, label, rect, black, white);
}

/// What stands above and below an upright panel's symbol.
struct UprightWords {
    const look::TextLayout* title = nullptr;  ///< null: the symbol needs its place
    const look::TextLayout* address = nullptr;
};

float side_between(
    const Canvas& canvas, const Rect& rect, const UprightWords& words, float padding) {
    const float title = words.title != nullptr ? words.title->height() + padding : 0;
    return std::min({rect.width - 2 * padding, canvas.px(symbol_mm_most),
        rect.height - 3 * padding - title - words.address->height()});
}

/// The largest step at which both leave the symbol what an arm's length needs; else the address
/// alone, as small as it may be.
UprightWords set_upright(
    const Canvas& canvas, const Rect& rect, const QrPanel& panel, float padding) {
    look::LayoutCache& layouts = canvas.look().layouts();
    const float room = rect.width - 2 * canvas.between(4, 9);
    for (const Type type : {Type::Label, Type::LabelTight, Type::LabelSmall, Type::LabelLeast}) {
        const UprightWords words{
            &layouts.set(panel.title, type, room), &layouts.set(panel.address, type, room)};
        const bool are_set = words.title->fits && words.title->lines.size() <= 2 &&
                             words.address->fits && words.address->lines.size() == 1;
        if (!are_set || panel.title.empty()) continue;
        if (side_between(canvas, rect, words, padding) >= canvas.px(symbol_mm_of_arm)) return words;
    }
    const float edge_to_edge = rect.width - 2 * canvas.px(upright_edge_mm);
    return {nullptr,
        &layouts.set(panel.address, Type::LabelLeast, edge_to_edge, look::Break::Anywhere)};
}

/// The symbol between its words: where those have no room beside it.
void draw_upright(const Canvas& canvas, const Rect& rect, const QrPanel& panel) {
    const float padding = canvas.px(1.5F);
    const UprightWords words = set_upright(canvas, rect, panel, padding);
    const look::Colors& colors = canvas.colors();
    const auto put = [&](const char* id, std::string_view said, const look::TextLayout& layout,
                         float top) {
        const float left = rect.x + (rect.width - layout.width) / 2;
        canvas.text(layout, left, top, layout.width, colors.ink, Align::Center);
        add_text(canvas, id, Role::Text, said, {left, top, layout.width, layout.height()},
            colors.ink, colors.card);
    };
    const float side = side_between(canvas, rect, words, padding);
    const float title = words.title != nullptr ? words.title->height() + padding : 0;
    const float used = title + side + padding + words.address->height();
    float y = rect.y + (rect.height - used) / 2;
    if (words.title != nullptr) {
        put("qr-title", panel.title, *words.title, y);
        y += title;
    }
    const Rect place = snapped({rect.x + (rect.width - side) / 2, y, side, side});
    if (const std::optional<qr::QrCode>& symbol = symbol_of(panel.link)) {
        draw_symbol(canvas, place, *symbol, padding / 2);
        add_symbol(canvas, panel, place);
    }
    put("qr-address", panel.address, *words.address, y + side + padding);
}

struct Words {
    const look::TextLayout* title = nullptr;
    const look::TextLayout* detail = nullptr;   ///< null: it has no room
    const look::TextLayout* address = nullptr;  ///< null: it stands below
    float height = 0;
};

/// The largest steps at which all words have room; the detail gives way before the others do.
Words set_words(
    const Canvas& canvas, const QrPanel& panel, float room, float height_max, bool has_address) {
    look::LayoutCache& layouts = canvas.look().layouts();
    const float gap = canvas.between(2, 6);
    Words words;
    if (has_address) {
        words.address = &layouts.fit(panel.address,
            {Type::PanelAddress, Type::LabelTight, Type::LabelSmall, Type::LabelLeast}, room, 1,
            height_max);
    }
    const float address = words.address != nullptr ? gap + words.address->height() : 0;
    for (const bool has_detail : {true, false}) {
        for (const Type type :
            {Type::PanelTitle, Type::Label, Type::LabelTight, Type::LabelSmall, Type::LabelLeast}) {
            words.title = &layouts.set(panel.title, type, room);
            words.height = words.title->height() + address;
            words.detail = nullptr;
            const bool is_set = words.title->fits && words.title->lines.size() <= 4 &&
                                words.title->height() <= height_max * 0.5F;
            if (has_detail) {
                words.detail = &layouts.fit(panel.detail, {Type::PanelText, Type::KeyTight}, room,
                    4, height_max - gap - words.height);
                words.height += gap + words.detail->height();
            }
            if (is_set && words.height <= height_max) return words;
        }
    }
    return words;
}

/// Around the symbol, and around the words.
float padding_of(const Canvas& canvas) {
    return canvas.between(1, 7);
}
/// From the card's left edge: a low card's round corners must not cut the symbol's white.
float symbol_inset(const Canvas& canvas, float radius) {
    return std::max(padding_of(canvas), radius * 0.7F);
}
float words_padding_of(const Canvas& canvas) {
    return canvas.between(4, 9);
}

/// Beside a symbol of that side, in pixels.
float room_beside(const Canvas& canvas, float width, float side) {
    const float radius = canvas.px(tokens::radius_panel);
    return width - symbol_inset(canvas, radius) - side - 2 * words_padding_of(canvas);
}

/// A doubled address that has no room beside the symbol stands under both; null: it has, or stands
/// nowhere in one line.
const look::TextLayout* address_below(
    const Canvas& canvas, std::string_view address, float width, float side) {
    if (!canvas.look().is_large()) return nullptr;
    const auto is_line = [](const look::TextLayout& layout) {
        return layout.fits && layout.lines.size() == 1;
    };
    const float room = room_beside(canvas, width, side);
    if (is_line(canvas.set(address, Type::PanelAddress, room))) return nullptr;
    const look::TextLayout& below =
        canvas.set(address, Type::PanelAddress, width - 2 * words_padding_of(canvas));
    return is_line(below) ? &below : nullptr;
}

}  // namespace

bool has_room_beside(const Canvas& canvas, std::string_view address, float width, float symbol) {
    const float room = room_beside(canvas, width, symbol);
    const look::TextLayout& least = canvas.set(address, Type::LabelLeast, room);
    return least.fits && least.lines.size() == 1;
}

float upright_qr_panel_width(const Canvas& canvas, std::string_view address) {
    constexpr float any = 1.0e6F;
    return std::ceil(canvas.set(address, Type::LabelLeast, any).width) +
           2 * canvas.px(upright_edge_mm + 1);
}

float upright_qr_panel_height(const Canvas& canvas) {
    return canvas.px(symbol_mm_most + 4 * 1.5F) + 3 * canvas.set("0", Type::Label, 1.0e6F).height();
}

float qr_panel_height_wanted(
    const Canvas& canvas, std::string_view address, float width, float symbol_mm) {
    if (has_room_beside(canvas, address, width, canvas.px(symbol_mm))) {
        return qr_panel_height(canvas, std::min(symbol_mm, symbol_mm_of_arm));
    }
    return upright_qr_panel_height(canvas) - canvas.px(symbol_mm_most - symbol_mm_of_arm);
}

float qr_panel_height(const Canvas& canvas, float symbol_mm) {
    return canvas.px(symbol_mm + 2 * tokens::edge) + 2 * padding_of(canvas);
}

float qr_panel_height(
    const Canvas& canvas, std::string_view address, float width, float symbol_mm) {
    const look::TextLayout* const below =
        address_below(canvas, address, width, canvas.px(symbol_mm));
    return qr_panel_height(canvas, symbol_mm) + (below != nullptr ? below->height() : 0);
}

void draw_qr_panel(const Canvas& canvas, const Rect& where, const QrPanel& panel) {
    const Rect rect = snapped(where);
    const look::Colors& colors = canvas.colors();
    const float radius = canvas.px(tokens::radius_panel);
    canvas.shadow(rect, radius, Lift::Raised);
    canvas.box(rect, {radius, colors.card, true, colors.line, canvas.look().line(tokens::edge)});
    const look::TextLayout* const below =
        panel.is_upright
            ? nullptr
            : address_below(canvas, panel.address, rect.width, canvas.px(panel.symbol_mm));
    const float below_height = below != nullptr ? below->height() : 0;
    // The address stays near what it belongs to.
    const float above = std::min(
        rect.height - below_height, below != nullptr
                                        ? canvas.px(panel.symbol_mm) + 2 * padding_of(canvas)
                                        : rect.height);
    const float top = rect.y + (rect.height - above - below_height) / 2;
    const float side = std::min(canvas.px(panel.symbol_mm), above - 2 * padding_of(canvas));
    if (panel.is_upright || (below == nullptr && !has_room_beside(canvas, panel.address, rect.width, side))) {
        return draw_upright(canvas, rect, panel);
    }
    const Rect symbol_rect = snapped(
        {rect.x + symbol_inset(canvas, radius), top + (above - side) / 2, side, side});
    const float left = symbol_rect.x + side + words_padding_of(canvas);
    const float room = rect.x + rect.width - words_padding_of(canvas) - left;
    const std::optional<qr::QrCode>& symbol = symbol_of(panel.link);
    if (symbol) {
        draw_symbol(canvas, symbol_rect, *symbol, padding_of(canvas) - canvas.px(1));
        add_symbol(canvas, panel, symbol_rect);
    }
    const Words words =
        set_words(canvas, panel, room, above - 2 * canvas.between(1, 4), below == nullptr);
    float y = top + (above - words.height) / 2;
    const auto put = [&](const char* id, std::string_view said, const look::TextLayout& layout,
                         float after) {
        canvas.text(layout, left, y, room, colors.ink);
        add_text(canvas, id, Role::Text, said, {left, y, layout.width, layout.height()}, colors.ink,
            colors.card);
        y += layout.height() + after;
    };
    put("qr-title", panel.title, *words.title, canvas.between(2, 7));
    if (words.detail != nullptr) put("qr-hint", panel.detail, *words.detail, canvas.between(2, 5));
    if (below == nullptr) return put("qr-address", panel.address, *words.address, 0);
    const float x = rect.x + words_padding_of(canvas);
    y = top + above - padding_of(canvas) * 0.7F;
    canvas.text(*below, x, y, below->width, colors.ink);
    add_text(canvas, "qr-address", Role::Text, panel.address,
        {x, y, below->width, below->height()}, colors.ink, colors.card);
}

}  // namespace otk::kiosk::widgets
