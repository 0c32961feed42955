#include "kiosk/widgets/field.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "core/text/personal_data.h"
#include "kiosk/look/tokens.h"
#include "kiosk/widgets/parts.h"

namespace otk::kiosk::widgets {
namespace {

namespace tokens = look::tokens;
using look::TextLayout;
using look::Type;

// Blanks that do not break make room for the badge's lock and padding.
constexpr std::string_view before_mask = "\u00A0\u00A0\u00A0\u00A0\u00A0";
constexpr std::string_view after_mask = "\u00A0";
constexpr char32_t mask_letter = U'•';

std::string with_room(std::string_view text, const std::vector<text::MaskedRange>& masks) {
    std::string roomy;
    std::size_t copied = 0;
    for (const text::MaskedRange& mask : masks) {
        roomy += text.substr(copied, mask.begin - copied);
        roomy += before_mask;
        for (const char letter : text.substr(mask.begin, mask.end - mask.begin)) {
            if (letter == ' ') {
                roomy += after_mask;
            } else {
                roomy += letter;
            }
        }
        roomy += after_mask;
        copied = mask.end;
    }
    roomy += text.substr(copied);
    return roomy;
}

bool is_inside_mask(char32_t letter) {
    return letter == mask_letter || letter == U'+' || letter == U'7' || letter == U'-' ||
           letter == U'@' || letter == U'.' || letter == U'\u00A0';
}

/// A badge behind each run of letters of a line that holds masks and what belongs to them.
void draw_badges(
    const Canvas& canvas, const TextLayout& layout, std::size_t number, float x, float y) {
    const TextLayout::Line& line = layout.lines[number];
    const look::Colors& colors = canvas.colors();
    const std::size_t end = line.first + line.count;
    for (std::size_t at = line.first; at < end; ++at) {
        if (layout.letters[at].letter != U'\u00A0') continue;
        std::size_t stop = at;
        bool is_mask = false;
        while (stop < end && is_inside_mask(layout.letters[stop].letter)) {
            is_mask = is_mask || layout.letters[stop].letter == mask_letter;
            ++stop;
        }
        if (is_mask) {
            const float left = x + layout.letters[at].x;
            const float right = stop < end ? x + layout.letters[stop].x : x + line.width;
            const float height = layout.em_px * 1.28F;
            const float middle = y + layout.baseline - layout.em_px * 0.36F;
            const Rect badge = snapped({left + canvas.px(0.6F), middle - height / 2,
                right - left - canvas.px(1.2F), height});
            canvas.box(badge, {canvas.px(2.4F), colors.warn, true, colors.ink,
                                  canvas.look().line(tokens::edge_letter)});
            const float side = std::min(canvas.px(6.4F), height * 0.7F);
            canvas.icon(look::Icon::Lock, {badge.x + canvas.px(2), middle - side / 2, side, side},
                colors.ink);
        }
        at = stop;
    }
}

/// From the field's edge to its hint, on either side.
float beside_hint(const Canvas& canvas) {
    return canvas.px(2.5F);
}

std::string_view first_sentence(std::string_view text) {
    const std::size_t end = text.find(". ");
    return end == std::string_view::npos ? text : text.substr(0, end + 1);
}

/// False, and nothing is drawn, if it has no room in the field.
bool draw_hint(const Canvas& canvas, const Rect& field, std::string_view hint) {
    if (hint.empty()) return false;
    const look::Colors& colors = canvas.colors();
    const float beside = beside_hint(canvas);
    const float width = field.width - 2 * beside;
    constexpr std::size_t any_lines = 100;
    const TextLayout& words =
        canvas.look().is_large()
            ? canvas.look().layouts().fit(hint,
                  {Type::FieldHint, Type::FieldHintTight, Type::KeyTight, Type::KeyLeast}, width,
                  any_lines, field.height - canvas.px(1))
            : canvas.set(hint, Type::KeyTight, width);
    // Above the capitals of the first line is more air than below what hangs from the last.
    constexpr float air_above_em = 0.21F;
    constexpr float air_below_em = -0.03F;
    const float ink = words.height() - (air_above_em + air_below_em) * words.em_px;
    if (ink + 2 * canvas.px(tokens::edge_strong) > field.height) return false;
    const float top = field.y + (field.height - ink) / 2 - air_above_em * words.em_px;
    canvas.text(words, field.x + beside, top, words.width, colors.ink2);
    add_text(canvas, "hint", Role::Text, hint, {field.x + beside, top, words.width, words.height()},
        colors.ink2, colors.card);
    return true;
}

}  // namespace

float field_height_of_hint(const Canvas& canvas, float width, std::string_view hint) {
    if (hint.empty() || !canvas.look().is_large()) return 0;
    const TextLayout& least = canvas.set(hint, Type::KeyLeast, width - 2 * beside_hint(canvas));
    return least.height() + canvas.px(2);
}

void draw_field(
    const Canvas& canvas, const Rect& where, std::string_view text, std::string_view hint) {
    const Rect rect = snapped(where);
    const look::Colors& colors = canvas.colors();
    canvas.box(rect, {canvas.px(tokens::radius_toast), colors.card, true, colors.primary,
                         canvas.look().line(tokens::edge_strong)});
    if (canvas.is_discreet()) text = {};
    const std::string_view label = canvas.is_discreet() ? canvas.words("Text field") : text;
    add_text(canvas, "field", Role::TextField, label, rect, colors.ink, colors.card);

    if (text.empty()) {
        // All of it or, where that has no room, what it asks first: to leave out names.
        for (const std::string_view said : {hint, first_sentence(hint)}) {
            if (draw_hint(canvas, rect, said)) return;
        }
    }
    const float padding = std::min(canvas.px(7.25F), rect.height * 0.16F);
    const float x = rect.x + padding;
    const float y = rect.y + padding;
    const float width = rect.width - 2 * padding;
    look::LayoutCache& layouts = canvas.look().layouts();
    const TextLayout& layout = layouts.set(
        with_room(text, text::masks_in(text)), Type::Field, width, look::Break::Anywhere);
    const auto room = static_cast<std::size_t>((rect.height - 2 * padding) / layout.line_height);
    const std::size_t shown =
        std::clamp<std::size_t>(layout.lines.size(), 1, std::max<std::size_t>(room, 1));
    const std::size_t first = layout.lines.size() - shown;
    for (std::size_t at = 0; at < shown; ++at) {
        const float top = y + static_cast<float>(at) * layout.line_height;
        draw_badges(canvas, layout, first + at, x, top);
        canvas.lines(layout, first + at, 1, x, top, colors.ink);
    }
    const float caret_x =
        std::min(x + layout.lines.back().width + canvas.px(0.6F), rect.x + rect.width - padding);
    const float caret_y = y + static_cast<float>(shown - 1) * layout.line_height + layout.baseline -
                          layout.em_px * 0.86F;
    canvas.fill(snapped({caret_x, caret_y, canvas.px(0.9F), layout.em_px * 1.05F}), colors.primary);
}

}  // namespace otk::kiosk::widgets
