#include "kiosk/widgets/tile.h"

#include <algorithm>
#include <optional>

#include "kiosk/look/tokens.h"
#include "kiosk/widgets/badge.h"
#include "kiosk/widgets/pressable.h"

namespace otk::kiosk::widgets {
namespace {

namespace tokens = look::tokens;
using look::Type;

/// Lengths inside of a tile; millimetres.
struct Inside {
    float padding;    ///< between the tile's edge and its box
    float box;        ///< its side
    float box_gap;    ///< between box and words
    float padding_y;  ///< over and under the words
    float end;        ///< between the words and the other edge
};
constexpr Inside roomy{5.75F, tokens::box, 4.5F, 2, 5};
/// A tile lower than the design's lowest keeps its words and gives up air.
constexpr Inside low{2, 7, 2, 0.6F, 1.8F};
constexpr float picture_padding_mm = 4;

bool is_lower_than_design(const Canvas& canvas, float height) {
    return height < canvas.px(tokens::tile_least) - 1;
}

float text_width(const Canvas& canvas, const Inside& inside, float width) {
    return width - canvas.px(inside.padding + inside.box + inside.box_gap + inside.end);
}

PressedGround draw_card(const Canvas& canvas, const Rect& rect, const Tile& tile) {
    return draw_pressable(canvas, rect, {tile.id, canvas.px(tokens::radius_tile), tile.chosen});
}

/// Round where one choice excludes the others, and ticked where it is chosen.
void draw_box(const Canvas& canvas, const Rect& box, const Tile& tile) {
    const look::Colors& colors = canvas.colors();
    const look::Color fill = tile.chosen ? colors.primary : colors.card;
    const look::Color edge = tile.chosen ? colors.primary : colors.line;
    canvas.box(box, {tile.single ? box.width / 2 : box.width * 0.2F, fill, true, edge,
                        canvas.look().line(tokens::edge_box)});
    if (!tile.chosen) return;
    canvas.icon(look::Icon::Tick, inset(box, box.width * (1 - 9.4F / 12) / 2), colors.on_primary,
        1.36F, canvas.tick_of(tile.id));
}

/// The box and the label beside it.
void draw_words(const Canvas& canvas, const Rect& rect, const Inside& inside, const Tile& tile,
    Type type, const PressedGround& ground) {
    const float side = canvas.px(inside.box);
    const Rect box = snapped(
        {rect.x + canvas.px(inside.padding), rect.y + (rect.height - side) / 2, side, side});
    draw_box(canvas, box, tile);
    const float room = text_width(canvas, inside, rect.width);
    const look::TextLayout& label = canvas.set(tile.label, type, room);
    canvas.text(label, box.x + side + canvas.px(inside.box_gap),
        rect.y + (rect.height - label.height()) / 2, room, ground.text);
}

void finish(const Canvas& canvas, const Rect& rect, const Tile& tile, const PressedGround& ground,
    std::size_t begin) {
    canvas.sink_since(begin, tile.id, rect);
    canvas.add({tile.id, tile.single ? Role::Radio : Role::Checkbox, std::string(tile.label), rect,
        true, ground.text, ground.fill, tile.intent, ground.radius,
        tile.chosen && !canvas.is_discreet()});
}

/// The largest step at which every label stands in such a tile.
std::optional<Type> largest_step(const Canvas& canvas, std::span<const Tile> tiles,
    const Inside& inside, float width, float height) {
    const float room = text_width(canvas, inside, width);
    const float room_y = height - 2 * canvas.px(inside.padding_y);
    for (const Type type : {Type::Label, Type::LabelTight, Type::LabelSmall, Type::LabelLeast}) {
        const bool fits = std::all_of(tiles.begin(), tiles.end(), [&](const Tile& tile) {
            const look::TextLayout& layout = canvas.set(tile.label, type, room);
            return layout.fits && layout.height() <= room_y;
        });
        if (fits) return type;
    }
    return std::nullopt;
}

}  // namespace

LabelFit fit_labels(
    const Canvas& canvas, std::span<const Tile> tiles, float width, float height, bool may_be_low) {
    const bool must_be_low = is_lower_than_design(canvas, height);
    std::optional<Type> step;
    if (!must_be_low) step = largest_step(canvas, tiles, roomy, width, height);
    // Larger words are worth more than the air around them.
    const bool is_small = !step || *step == Type::LabelLeast;
    if (must_be_low || (may_be_low && is_small)) {
        const std::optional<Type> low_step = largest_step(canvas, tiles, low, width, height);
        if (low_step && (!step || *low_step != *step)) return {*low_step, true, true};
    }
    if (step) return {*step, true, false};
    return {Type::LabelLeast, false, must_be_low};
}

bool stand_at_full_size(
    const Canvas& canvas, std::span<const Tile> tiles, float width, float height) {
    const std::optional<Type> step = largest_step(canvas, tiles, roomy, width, height);
    return step == Type::Label;
}

void draw_tile(const Canvas& canvas, const Rect& where, const Tile& tile, Type type, bool is_low) {
    const Rect rect = snapped(where);
    const std::size_t begin = canvas.mark();
    const PressedGround ground = draw_card(canvas, rect, tile);
    const Inside& inside = is_low || is_lower_than_design(canvas, where.height) ? low : roomy;
    draw_words(canvas, {rect.x, rect.y, where.width, rect.height}, inside, tile, type, ground);
    finish(canvas, rect, tile, ground, begin);
}

void draw_picture_tile(
    const Canvas& canvas, const Rect& where, const Tile& tile, const PictureTile& parts) {
    const Rect rect = snapped(where);
    const std::size_t begin = canvas.mark();
    const PressedGround ground = draw_card(canvas, rect, tile);
    const float above = rect.height - parts.words_height;
    const float padding = canvas.px(parts.is_low ? low.padding : picture_padding_mm);
    canvas.picture(tile.picture,
        {rect.x + padding, rect.y + padding, rect.width - 2 * padding, above - padding});
    draw_words(canvas, {rect.x, rect.y + above, where.width, parts.words_height},
        parts.is_low ? low : roomy, tile, parts.type, ground);
    finish(canvas, rect, tile, ground, begin);
}

void draw_box_tile(const Canvas& canvas, const Rect& where, const Tile& tile) {
    const Rect rect = snapped(where);
    const std::size_t begin = canvas.mark();
    const PressedGround ground = draw_card(canvas, rect, tile);
    const float side = canvas.px(tokens::box);
    draw_box(canvas,
        snapped({rect.x + (rect.width - side) / 2, rect.y + (rect.height - side) / 2, side, side}),
        tile);
    finish(canvas, rect, tile, ground, begin);
}

namespace {

/// Under the number, in the lower end's round where that is far enough; on the corner of a pipe
/// that is too short for both.
void draw_pipe_tick(const Canvas& canvas, const Rect& rect, const Pipe& pipe, float number_bottom) {
    constexpr float side_least_mm = 5;
    const float radius = std::min(rect.width, rect.height) / 2;
    const float bottom = rect.y + rect.height;
    const float room = bottom - number_bottom - canvas.px(2);
    if (room < canvas.px(side_least_mm)) {
        draw_badge(canvas, pipe.id, rect.x + rect.width - canvas.px(2.5F), rect.y + canvas.px(1),
            canvas.px(7));
        return;
    }
    const float side = std::min({canvas.px(10), rect.width * 0.6F, room});
    canvas.icon(look::Icon::Tick,
        {rect.x + (rect.width - side) / 2, std::max(bottom - radius - side, number_bottom), side,
            side},
        canvas.colors().primary, 1.4F, canvas.tick_of(pipe.id));
}

}  // namespace

void draw_pipe(const Canvas& canvas, const Rect& where, const Pipe& pipe) {
    const Rect rect = snapped(where);
    const std::size_t begin = canvas.mark();
    const float radius = std::min(rect.width, rect.height) / 2;
    const PressedGround ground = draw_pressable(canvas, rect, {pipe.id, radius, pipe.chosen});
    const look::TextLayout& number = canvas.set(pipe.number, Type::Pipe, rect.width);
    const float y = rect.y + rect.height / 2;
    canvas.text(number, rect.x, y - number.height() / 2, rect.width, ground.text, Align::Center);
    if (pipe.chosen) draw_pipe_tick(canvas, rect, pipe, y + number.height() / 2);
    canvas.sink_since(begin, pipe.id, rect);
    canvas.add({pipe.id, Role::Radio, std::string(pipe.number), rect, true, ground.text,
        ground.fill, pipe.intent, ground.radius, pipe.chosen && !canvas.is_discreet()});
}

}  // namespace otk::kiosk::widgets
