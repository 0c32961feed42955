#include "kiosk/widgets/key.h"

#include <algorithm>
#include <cmath>

#include "core/base/assert.h"
#include "kiosk/look/tokens.h"

namespace otk::kiosk::widgets {
namespace {

namespace tokens = look::tokens;
using look::Type;

struct Paint {
    Box box;
    look::Color text;
    look::Color ground;  ///< what the text stands on, also where the key has no fill
};

Paint paint_of(const Canvas& canvas, KeyStyle style, bool is_pressed) {
    const look::Colors& colors = canvas.colors();
    const look::Look& look = canvas.look();
    const float edge = look.line(tokens::edge);
    const float strong = look.line(tokens::edge_strong);
    const float radius = canvas.px(tokens::radius_key);
    const auto filled = [&](look::Color fill, look::Color line, float width, look::Color text) {
        return Paint{{radius, fill, true, line, width}, text, fill};
    };
    if (is_pressed && style == KeyStyle::Primary) {
        return filled(colors.primary_pressed, colors.primary_pressed, edge, colors.on_primary);
    }
    if (is_pressed) return filled(colors.press, colors.ink, strong, colors.on_press);
    switch (style) {
        case KeyStyle::Card:
            return filled(colors.card, colors.line, edge, colors.ink);
        case KeyStyle::Quiet:
            return {{radius, 0, false, colors.line, edge}, colors.ink, colors.plinth};
        case KeyStyle::Primary:
            return filled(colors.primary, colors.primary, edge, colors.on_primary);
        case KeyStyle::On:
            return filled(colors.chosen_key, colors.primary, strong, colors.on_chosen_key);
        case KeyStyle::Letter:
        case KeyStyle::Function: {
            Paint paint = filled(style == KeyStyle::Letter ? colors.card : colors.paper2,
                colors.line, look.line(tokens::edge_letter), colors.ink);
            paint.box.radius = canvas.px(tokens::radius_letter);
            return paint;
        }
    }
    OTK_UNREACHABLE();
}

/// Low keys have less air beside their words.
float key_padding(const Canvas& canvas, float height) {
    return std::min(canvas.px(2.5F), height * 0.13F);
}

struct Content {
    const look::TextLayout* label;
    float icon_side = 0;  ///< height of the sign; 0: none
    float icon_width = 0;
    float gap = 0;
    float width() const { return icon_width + gap + label->width; }
};

Content content_at(const Canvas& canvas, const Key& key, Type type, bool with_icon, float room) {
    Content content{};
    if (with_icon) {
        const bool is_large = canvas.look().is_large();
        content.icon_side = canvas.look().glyphs().em_px(type) * (is_large ? 0.95F : 1.25F);
        content.icon_width = content.icon_side * look::drawing_of(*key.icon).width / 24;
        content.gap = canvas.px(is_large ? 3 : 3.4F);
    }
    content.label = &canvas.set(key.label, type, room - content.icon_width - content.gap);
    return content;
}

bool has_sign(const Key& key, const Saying& saying) {
    return saying.with_sign && key.icon.has_value();
}

bool is_of_keyboard(const Key& key) {
    return key.style == KeyStyle::Letter || key.style == KeyStyle::Function;
}

/// Keys of the keyboard are as narrow as their letters; words want air.
constexpr float letter_padding_mm = 0.5F;
constexpr float function_padding_mm = 1.5F;

/// Between a key's edges and what it says.
struct Padding {
    float across;
    float down;
};
Padding padding_of(const Canvas& canvas, const Key& key, float height) {
    if (!is_of_keyboard(key)) return {key_padding(canvas, height), key_padding(canvas, height)};
    const bool is_letter = key.style == KeyStyle::Letter;
    return {canvas.px(is_letter ? letter_padding_mm : function_padding_mm),
        canvas.px(letter_padding_mm)};
}

/// One line in a key of the keyboard needs no leading: from the breve of an Й to the foot of a Щ,
/// their middle in the key's.
float needed_height(const look::TextLayout& label, bool is_in_keyboard) {
    constexpr float letter_em = 1.14F;
    const bool is_bare = is_in_keyboard && label.lines.size() == 1;
    return is_bare ? letter_em * label.em_px : label.height();
}

/// The label at its own step on one line, else at the tight one, else without the sign, else on
/// more lines, else as small as words may be.
Content content_of(const Canvas& canvas, const Key& key, float room, float height) {
    for (const std::size_t lines : {std::size_t{1}, std::size_t{2}, std::size_t{3}}) {
        for (const bool with_icon : {true, false}) {
            if (with_icon && !key.icon) continue;
            for (const Type type : {key.type, key.tight}) {
                const Content content = content_at(canvas, key, type, with_icon, room);
                const look::TextLayout& label = *content.label;
                if (label.fits && label.lines.size() <= lines &&
                    needed_height(label, is_of_keyboard(key)) <= height) {
                    return content;
                }
            }
        }
    }
    return content_at(canvas, key, Type::LabelLeast, false, room);
}

}  // namespace

float least_width_of(const Canvas& canvas, const Key& key, float height) {
    if (key.sign_only) return height;
    constexpr float any = 1.0e6F;
    const float words = canvas.set(key.label, key.tight, any).width;
    return std::max(height, std::ceil(words) + 1 + 2 * key_padding(canvas, height));
}

bool stands_in_letter_key(
    const Canvas& canvas, std::string_view letter, Type type, const Rect& place) {
    const Rect room = inset(snapped(place), canvas.px(letter_padding_mm));
    const look::TextLayout& label = canvas.set(letter, type, room.width);
    return label.fits && label.lines.size() == 1 && needed_height(label, true) <= room.height;
}

namespace {

void draw_sign(const Canvas& canvas, const Rect& rect, const Key& key, look::Color color) {
    OTK_ASSERT(key.icon.has_value());
    const float wanted = canvas.look().is_large() ? std::min(canvas.px(13), rect.height * 0.72F)
                                                  : std::min(canvas.px(9), rect.height * 0.5F);
    // «Аа» is wider than it is high.
    const float shape = look::drawing_of(*key.icon).width / 24;
    const float side = std::min(wanted, rect.width * 0.76F / shape);
    canvas.icon(*key.icon,
        {rect.x + (rect.width - side) / 2, rect.y + (rect.height - side) / 2, side, side}, color);
}

void draw_content(const Canvas& canvas, const Rect& rect, const Key& key, const Content& content,
    look::Color color) {
    const float centre_y = rect.y + rect.height / 2;
    const float left = rect.x + (rect.width - content.width()) / 2;
    if (content.icon_side > 0) {
        canvas.icon(*key.icon,
            {left, centre_y - content.icon_side / 2, content.icon_width, content.icon_side}, color);
    }
    const look::TextLayout& label = *content.label;
    canvas.text(label, left + content.icon_width + content.gap, centre_y - label.height() / 2,
        label.width, color, Align::Center);
}

/// `saying`: null where the key stands alone.
void draw(const Canvas& canvas, const Rect& where, const Key& key, const Saying* saying) {
    const Rect rect = snapped(where);
    const Paint paint = paint_of(canvas, key.style, canvas.is_pressed(key.id));
    const std::size_t mark = canvas.mark();
    canvas.box(rect, paint.box);
    if (key.sign_only) {
        draw_sign(canvas, rect, key, paint.text);
    } else {
        const Padding padding = padding_of(canvas, key, rect.height);
        const float room = rect.width - 2 * padding.across;
        const Content content =
            saying == nullptr
                ? content_of(canvas, key, room, rect.height - 2 * padding.down)
                : content_at(canvas, key, saying->type, has_sign(key, *saying), room);
        draw_content(canvas, rect, key, content, paint.text);
    }
    canvas.sink_since(mark, key.id, rect);
    canvas.add({key.id, key.role, std::string(key.label), rect, true, paint.text, paint.ground,
        key.intent, paint.box.radius});
}

}  // namespace

bool stands(const Canvas& canvas, const Key& key, const Rect& place, const Saying& saying,
    std::size_t lines_max) {
    if (key.sign_only) return true;
    const Rect rect = snapped(place);
    const Padding padding = padding_of(canvas, key, rect.height);
    const Content content = content_at(
        canvas, key, saying.type, has_sign(key, saying), rect.width - 2 * padding.across);
    return content.label->fits && content.label->lines.size() <= lines_max &&
           needed_height(*content.label, is_of_keyboard(key)) <= rect.height - 2 * padding.down;
}

float width_for(const Canvas& canvas, const Key& key, float height, const Saying& saying) {
    if (key.sign_only) return height;
    constexpr float any = 1.0e6F;
    const Content content = content_at(canvas, key, saying.type, has_sign(key, saying), any);
    const float padding = padding_of(canvas, key, height).across;
    // Rounded lengths must not wrap what exactly fits.
    return std::max(height, std::ceil(content.width()) + 2 + 2 * padding);
}

void draw_key(const Canvas& canvas, const Rect& where, const Key& key) {
    draw(canvas, where, key, nullptr);
}

void draw_key(const Canvas& canvas, const Rect& where, const Key& key, const Saying& saying) {
    draw(canvas, where, key, &saying);
}

}  // namespace otk::kiosk::widgets
