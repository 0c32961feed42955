#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/widgets/canvas.h"

namespace otk::kiosk::widgets {

/// An answer to choose: a box (square: several, round: one) and its words.
struct Tile {
    std::string id;
    std::string_view label;
    std::string_view picture = {};  ///< its file, above the label; empty: none
    bool single = false;
    bool chosen = false;
    model::Intent intent;
};

/// The largest step at which every label stands in a tile of that size; all tiles share it.
/// `may_be_low`: before a label does not fit, or only at the smallest step, tiles of any height
/// give up air; low ones always do.
struct LabelFit {
    look::Type type;
    bool fits;
    bool is_low = false;  ///< the tiles give up air and the size of their box for it
};
LabelFit fit_labels(const Canvas& canvas, std::span<const Tile> tiles, float width, float height,
    bool may_be_low = false);
/// Whether all stand at the largest step.
bool stand_at_full_size(
    const Canvas& canvas, std::span<const Tile> tiles, float width, float height);

void draw_tile(
    const Canvas& canvas, const Rect& rect, const Tile& tile, look::Type type, bool is_low = false);
/// How a tile with a picture shares its height: the words get theirs at the bottom.
struct PictureTile {
    look::Type type;
    bool is_low = false;
    float words_height = 0;  ///< pixels
};
void draw_picture_tile(
    const Canvas& canvas, const Rect& rect, const Tile& tile, const PictureTile& parts);
/// The box alone, in the middle: a cell of a table, whose column says the words. The label is for
/// machines and listeners.
void draw_box_tile(const Canvas& canvas, const Rect& rect, const Tile& tile);

/// A number of a scale from 0 to 10: a colourless pipe.
struct Pipe {
    std::string id;
    std::string_view number;
    bool chosen = false;
    model::Intent intent;
};
void draw_pipe(const Canvas& canvas, const Rect& rect, const Pipe& pipe);

}  // namespace otk::kiosk::widgets
