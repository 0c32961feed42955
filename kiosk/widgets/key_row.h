#pragma once

#include <span>
#include <vector>

#include "kiosk/widgets/key.h"

namespace otk::kiosk::widgets {

struct PlacedKey {
    Rect place;
    Key key;
};

/// Draws keys that stand together, in a row or in several: they say their words in one size and one
/// weight, and all with their signs or all without, as the longest of the words has room. A view
/// that is on is bold all the same, and a key that shows its sign only goes on doing so. One
/// without an intent keeps its place empty.
void draw_keys(const Canvas& canvas, std::span<const PlacedKey> keys);
/// The size and the rule of signs of keys that are drawn one by one.
Saying common_saying(const Canvas& canvas, std::span<const PlacedKey> keys);

/// Places for one row: equally wide where the words have room so, else each as wide as its words
/// need.
std::vector<PlacedKey> placed_in_row(
    const Canvas& canvas, const Rect& row, const std::vector<Key>& keys);
void draw_key_row(const Canvas& canvas, const Rect& row, const std::vector<Key>& keys);

/// Whether the keys stand in one row of that size with words as large as they may be.
enum class Signs { With, Without };
bool stand_in_row(const Canvas& canvas, std::span<const Key> keys, float width, float height,
    Signs signs = Signs::With);

}  // namespace otk::kiosk::widgets
