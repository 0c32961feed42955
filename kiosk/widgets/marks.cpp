#include "kiosk/widgets/marks.h"

#include <algorithm>

#include "kiosk/look/tokens.h"
#include "kiosk/widgets/badge.h"
#include "kiosk/widgets/pressable.h"

namespace otk::kiosk::widgets {
namespace {

namespace tokens = look::tokens;
using look::Type;

struct Ground {
    look::Color fill;
    look::Color text;
    look::Color digit;
    float radius;  ///< of the corners
};

/// The body that all four share: a box with round ends in its state.
Ground draw_body(const Canvas& canvas, const Rect& rect, const Mark& mark) {
    const float radius = std::min(rect.width, rect.height) / 2;
    const PressedGround ground = draw_pressable(canvas, rect, {mark.id, radius, mark.chosen});
    const look::Color digit = ground.is_pressed ? ground.text : canvas.colors().digit;
    return {ground.fill, ground.text, digit, radius};
}

void draw_digit(const Canvas& canvas, const Mark& mark, float x, float y, float disc, Type type,
    const Ground& ground) {
    if (disc > 0 && canvas.colors().digit_tint) {
        canvas.disc(
            x, y, disc / 2, canvas.colors().faces[static_cast<std::size_t>(mark.mark - 1)].tint);
    }
    const char digit = static_cast<char>('0' + mark.mark);
    const look::TextLayout& layout = canvas.set(std::string_view(&digit, 1), type, canvas.px(60));
    // Centred by the digit's own height, which is that of a capital: baseline half of it below.
    const float caps = layout.em_px * look::caps_per_em;
    canvas.text(layout, x - layout.width / 2, y + caps / 2 - layout.baseline, layout.width,
        ground.digit, Align::Center);
}

/// The largest digits that take at most 0.55 of the face.
Type digit_for(const Canvas& canvas, float face) {
    const float caps_max = face * 0.555F;
    for (const Type type : {Type::DigitLarge, Type::Digit, Type::DigitWide, Type::IdleNumber,
             Type::DigitSmall, Type::CellDigit}) {
        const bool is_there = canvas.look().glyphs().has(type);
        if (is_there && canvas.look().glyphs().em_px(type) * look::caps_per_em <= caps_max)
            return type;
    }
    return Type::CellDigit;
}

struct RowPlaces {
    float face;  ///< its diameter, and that of the digit's disc
    float face_x;
    float digit_x;
    float word_left;
    float word_width;
};

RowPlaces places_in_row(const Canvas& canvas, const Rect& row) {
    const float inset = row.height * (1 - tokens::row_face / tokens::row_height) / 2;
    RowPlaces at{};
    at.face = row.height - 2 * inset;
    at.face_x = row.x + inset + canvas.px(0.5F) + at.face / 2;
    at.digit_x = row.x + row.width - inset - canvas.px(0.5F) - at.face / 2;
    at.word_left = at.face_x + at.face / 2 + canvas.px(7);
    at.word_width = at.digit_x - at.face / 2 - canvas.px(2) - at.word_left;
    return at;
}

void finish(const Canvas& canvas, const Rect& rect, const Mark& mark, const Ground& ground,
    std::size_t begin) {
    canvas.sink_since(begin, mark.id, rect);
    canvas.add({mark.id, Role::Radio, std::string(mark.word), rect, true, ground.text, ground.fill,
        mark.intent, ground.radius, mark.chosen && !canvas.is_discreet()});
}

}  // namespace

WordFit fit_words(const Canvas& canvas, const std::array<std::string_view, 5>& words, float width,
    std::size_t lines_max, bool may_be_large) {
    for (const Type type :
        {Type::WordLarge, Type::Word, Type::Action, Type::WordTight, Type::LabelLeast}) {
        if (type == Type::WordLarge && !may_be_large) continue;
        bool fits = true;
        std::size_t lines = 1;
        for (const std::string_view word : words) {
            const look::TextLayout& layout = canvas.set(word, type, width);
            fits = fits && layout.fits && layout.lines.size() <= lines_max;
            lines = std::max(lines, layout.lines.size());
        }
        if (fits) return {type, true, lines};
    }
    return {Type::LabelLeast, false, lines_max};
}

Type fit_row_words(
    const Canvas& canvas, const std::array<std::string_view, 5>& words, const Rect& row) {
    const float width = places_in_row(canvas, row).word_width;
    for (const Type type :
        {Type::WordRow, Type::Label, Type::LabelTight, Type::LabelSmall, Type::LabelLeast}) {
        const bool fits = std::ranges::all_of(words, [&](std::string_view word) {
            const look::TextLayout& layout = canvas.set(word, type, width);
            return layout.fits && layout.lines.size() == 1 && layout.height() <= row.height * 0.9F;
        });
        if (fits) return type;
    }
    return Type::LabelLeast;
}

void draw_capsule(const Canvas& canvas, const Rect& where, const Mark& mark) {
    const Rect rect = snapped(where);
    const std::size_t begin = canvas.mark();
    const Ground ground = draw_body(canvas, rect, mark);
    const float face = rect.width - 2 * canvas.px(tokens::face_inset);
    const float x = rect.x + rect.width / 2;
    const float top = rect.y + rect.width / 2;
    const float bottom = rect.y + rect.height - rect.width / 2;
    canvas.face(mark.mark, x, top, face * mark.face_scale);
    draw_digit(canvas, mark, x, bottom, face * 0.96F, digit_for(canvas, face), ground);
    const float text_width = rect.width - 2 * canvas.px(1.5F);
    const look::TextLayout& word = canvas.set(mark.word, mark.word_type, text_width);
    const float middle = (top + bottom) / 2;
    canvas.text(word, x - text_width / 2, middle - word.height() / 2, text_width, ground.text,
        Align::Center);
    if (mark.chosen) {
        draw_badge(canvas, mark.id, rect.x + rect.width - canvas.px(5), rect.y + canvas.px(5),
            canvas.px(12));
    }
    finish(canvas, rect, mark, ground, begin);
}

void draw_wide_capsule(
    const Canvas& canvas, const Rect& where, const Mark& mark, std::size_t word_lines) {
    const Rect rect = snapped(where);
    const std::size_t begin = canvas.mark();
    const Ground ground = draw_body(canvas, rect, mark);
    const float x = rect.x + rect.width / 2;
    const float inset = canvas.px(tokens::face_inset);
    const float text_width = rect.width - 2 * canvas.px(2);
    const look::TextLayout& word = canvas.set(mark.word, mark.word_type, text_width);
    const float word_room = word.line_height * static_cast<float>(word_lines);
    Type digit = Type::DigitWide;
    // Face, 5, word, 3, digit, and under it what the round end needs.
    const auto below = [&](Type type) {
        return canvas.px(5 + 3) + word_room + canvas.look().glyphs().em_px(type);
    };
    const float end = canvas.px(8);
    float face = std::min(rect.width - 2 * inset, rect.height - inset - below(digit) - end);
    if (face < rect.width * 0.5F) {
        digit = Type::DigitSmall;
        face = std::min(rect.width - 2 * inset, rect.height - inset - below(digit) - end / 2);
    }
    canvas.face(mark.mark, x, rect.y + inset + face / 2, face * mark.face_scale);
    const float word_top = rect.y + inset + face + canvas.px(5);
    canvas.text(word, x - text_width / 2, word_top + (word_room - word.height()) / 2, text_width,
        ground.text, Align::Center);
    const float digit_em = canvas.look().glyphs().em_px(digit);
    draw_digit(
        canvas, mark, x, word_top + word_room + canvas.px(3) + digit_em / 2, 0, digit, ground);
    if (mark.chosen) {
        draw_badge(canvas, mark.id, rect.x + rect.width - canvas.px(8), rect.y + canvas.px(8),
            canvas.px(12));
    }
    finish(canvas, rect, mark, ground, begin);
}

void draw_card(const Canvas& canvas, const Rect& where, const Mark& mark, std::size_t word_lines) {
    const Rect rect = snapped(where);
    const std::size_t begin = canvas.mark();
    const float radius = canvas.px(tokens::radius_tile);
    const PressedGround body = draw_pressable(canvas, rect, {mark.id, radius, mark.chosen});
    const look::Color ink = body.is_pressed ? body.text : canvas.colors().digit;
    const Ground ground{body.fill, body.text, ink, radius};
    const float padding = canvas.px(1.5F);
    const float text_width = rect.width - 2 * canvas.px(card_word_inset_mm);
    const look::TextLayout& word = canvas.set(mark.word, mark.word_type, text_width);
    const float words = word.line_height * static_cast<float>(word_lines);
    const float words_top = rect.y + rect.height - canvas.px(1) - words;
    const float above = words_top - rect.y - padding;
    const float face = std::min(above - canvas.px(0.5F), rect.width * 0.64F);
    const float y = rect.y + padding + above / 2;
    canvas.face(mark.mark, rect.x + padding + face / 2, y, face * mark.face_scale);
    const float digit_x = (rect.x + padding + face + rect.x + rect.width - canvas.px(1)) / 2;
    draw_digit(canvas, mark, digit_x, y, 0, Type::CellDigit, ground);
    canvas.text(word, rect.x + (rect.width - text_width) / 2,
        words_top + (words - word.height()) / 2, text_width, ground.text, Align::Center);
    if (mark.chosen) {
        draw_badge(canvas, mark.id, rect.x + rect.width - canvas.px(4), rect.y + canvas.px(4),
            canvas.px(9));
    }
    finish(canvas, rect, mark, ground, begin);
}

void draw_row(const Canvas& canvas, const Rect& where, const Mark& mark) {
    const Rect rect = snapped(where);
    const std::size_t begin = canvas.mark();
    const Ground ground = draw_body(canvas, rect, mark);
    const RowPlaces at = places_in_row(canvas, rect);
    const float y = rect.y + rect.height / 2;
    canvas.face(mark.mark, at.face_x, y, at.face * mark.face_scale);
    draw_digit(canvas, mark, at.digit_x, y, at.face, digit_for(canvas, at.face * 1.17F), ground);
    const look::TextLayout& word = canvas.set(mark.word, mark.word_type, at.word_width);
    canvas.text(word, at.word_left, y - word.height() / 2, at.word_width, ground.text);
    if (mark.chosen) {
        draw_badge(canvas, mark.id, rect.x + rect.width - canvas.px(5), rect.y + canvas.px(4),
            canvas.px(12));
    }
    finish(canvas, rect, mark, ground, begin);
}

void draw_cell(const Canvas& canvas, const Rect& where, const Mark& mark) {
    const Rect rect = snapped(where);
    const std::size_t begin = canvas.mark();
    const Ground ground = draw_body(canvas, rect, mark);
    const float inset = rect.height * (1 - tokens::cell_face / tokens::cell_height) / 2;
    const float padding = std::min(canvas.px(3.35F), rect.width * 0.08F);
    const float digit_least = canvas.px(7);
    const float face = std::min(
        {rect.height - 2 * inset, rect.width * 0.62F, rect.width - 2 * padding - digit_least});
    const float y = rect.y + rect.height / 2;
    canvas.face(mark.mark, rect.x + padding + face / 2, y, face * mark.face_scale);
    const float digit_left = rect.x + padding + face;
    const float digit_right = rect.x + rect.width - padding;
    draw_digit(canvas, mark, (digit_left + digit_right) / 2, y, 0, Type::CellDigit, ground);
    if (mark.chosen) {
        draw_badge(canvas, mark.id, rect.x + rect.width - canvas.px(7), rect.y + canvas.px(2.4F),
            canvas.px(10));
    }
    finish(canvas, rect, mark, ground, begin);
}

}  // namespace otk::kiosk::widgets
