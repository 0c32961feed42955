#include "kiosk/widgets/tile.h"

#include <algorithm>

#include "kiosk/look/tokens.h"
#include "kiosk/widgets/pressable.h"

namespace otk::kiosk::widgets {
namespace {

namespace tokens = look::tokens;
using look::Type;

/// Between the tile's edge and its box.
constexpr float padding_mm = 5.75F;
constexpr float box_gap_mm = 4.5F;
constexpr float padding_y_mm = 2;

float text_width(const Canvas& canvas, float width) {
    return width - canvas.px(padding_mm + tokens::box + box_gap_mm + 3);
}

PressedGround draw_card(const Canvas& canvas, const Rect& rect, const Tile& tile) {
    return draw_pressable(canvas, rect, {tile.id, canvas.px(tokens::radius_tile), tile.chosen});
}

/// Round where one choice excludes the others, and ticked where it is chosen.
void draw_box(const Canvas& canvas, const Rect& box, const Tile& tile) {
    const look::Colors& colors = canvas.colors();
    const look::Color fill = tile.chosen ? colors.primary : colors.card;
    const look::Color edge = tile.chosen ? colors.primary : colors.line;
    canvas.box(box, {tile.single ? box.width / 2 : canvas.px(2.4F), fill, true, edge,
                        canvas.look().line(tokens::edge_box)});
    if (!tile.chosen) return;
    canvas.icon(look::Icon::Tick, inset(box, (box.width - canvas.px(9.4F)) / 2), colors.on_primary,
        1.36F, canvas.tick_of(tile.id));
}

void finish(const Canvas& canvas, const Rect& rect, const Tile& tile, const PressedGround& ground,
    std::size_t begin) {
    canvas.sink_since(begin, tile.id, rect);
    canvas.add({tile.id, tile.single ? Role::Radio : Role::Checkbox, std::string(tile.label), rect,
        true, ground.text, ground.fill, tile.intent});
}

}  // namespace

LabelFit fit_labels(const Canvas& canvas, std::span<const Tile> tiles, float width, float height) {
    const float room = text_width(canvas, width);
    const float room_y = height - 2 * canvas.px(padding_y_mm);
    for (const Type type : {Type::Label, Type::LabelTight, Type::LabelSmall, Type::LabelLeast}) {
        bool fits = true;
        for (const Tile& tile : tiles) {
            const look::TextLayout& layout = canvas.set(tile.label, type, room);
            fits = fits && layout.fits && layout.height() <= room_y;
        }
        if (fits) return {type, true};
    }
    return {Type::LabelLeast, false};
}

void draw_tile(const Canvas& canvas, const Rect& where, const Tile& tile, Type type) {
    const Rect rect = snapped(where);
    const std::size_t begin = canvas.mark();
    const PressedGround ground = draw_card(canvas, rect, tile);
    const float side = canvas.px(tokens::box);
    const Rect box =
        snapped({rect.x + canvas.px(padding_mm), rect.y + (rect.height - side) / 2, side, side});
    draw_box(canvas, box, tile);
    const float room = text_width(canvas, rect.width);
    const look::TextLayout& label = canvas.set(tile.label, type, room);
    canvas.text(label, box.x + side + canvas.px(box_gap_mm),
        rect.y + (rect.height - label.height()) / 2, room, ground.text);
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

void draw_pipe(const Canvas& canvas, const Rect& where, const Pipe& pipe) {
    const Rect rect = snapped(where);
    const look::Colors& colors = canvas.colors();
    const std::size_t begin = canvas.mark();
    const float radius = std::min(rect.width, rect.height) / 2;
    const PressedGround ground = draw_pressable(canvas, rect, {pipe.id, radius, pipe.chosen});
    const look::TextLayout& number = canvas.set(pipe.number, Type::Pipe, rect.width);
    const float y = rect.y + rect.height / 2;
    canvas.text(number, rect.x, y - number.height() / 2, rect.width, ground.text, Align::Center);
    if (pipe.chosen) {
        const float side = std::min(canvas.px(10), rect.width * 0.6F);
        canvas.icon(look::Icon::Tick,
            {rect.x + (rect.width - side) / 2, rect.y + rect.height - radius - side, side, side},
            colors.primary, 1.4F, canvas.tick_of(pipe.id));
    }
    canvas.sink_since(begin, pipe.id, rect);
    canvas.add(
        {pipe.id, Role::Radio, std::string(pipe.number), rect, true, ground.text, ground.fill,
        pipe.intent});
}

}  // namespace otk::kiosk::widgets
