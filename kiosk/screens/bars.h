#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/screens/page.h"
#include "kiosk/widgets/key.h"
#include "kiosk/widgets/parts.h"

/// Parts of pages in Arrangement::Bars: a bar of words (and view keys, on a lying panel) on top, a
/// bar of keys at the bottom, everything between for what the page is about. Pixels.
namespace otk::kiosk::screens::bars {

/// Between the panel's edge and what is nearest to it.
float edge(const widgets::Canvas& canvas);
/// A bar with keys.
float height(const widgets::Canvas& canvas);

/// Keys side by side in one row or two.
struct Keys {
    std::vector<widgets::Key> keys;
    std::size_t rows = 1;
    std::size_t row_length = 0;  ///< keys in the first row
    std::vector<float> widths;   ///< that their words need
};
/// So few rows as the words allow. What has no room gives up its words for its sign: first the key
/// that finds, then the one that leads on, then the one that leads back.
Keys set_keys(const widgets::Canvas& canvas, std::vector<widgets::Key> keys, float width,
    std::size_t rows_max);
float keys_height(const widgets::Canvas& canvas, const Keys& keys);
/// Draws them, but not those without an intent: their places stay empty. The places, in order.
std::vector<Rect> draw_keys(const widgets::Canvas& canvas, const Keys& keys, const Rect& rect);

/// The view keys of a lying panel's upper bar, and the width that they take.
struct ViewBar {
    std::vector<widgets::Key> keys;
    std::vector<float> widths;
    float width = 0;
};
ViewBar set_view_bar(const widgets::Canvas& canvas, widgets::ViewKeys which);
/// At the right end of the upper bar.
void draw_view_bar(const widgets::Canvas& canvas, const ViewBar& bar);

/// The words of the upper bar, as large as they stand in it.
struct Words {
    const look::TextLayout* title = nullptr;
    float height = 0;  ///< of the whole bar
    bool fits = false;
};
Words set_words(const widgets::Canvas& canvas, std::string_view title, float width,
    std::size_t lines_max, float height_max, float height_least);

/// One line under the upper bar.
const look::TextLayout& set_line(const widgets::Canvas& canvas, std::string_view text, float width);
void draw_line(const widgets::Canvas& canvas, std::string_view id, Role role, std::string_view said,
    const look::TextLayout& layout, float x, float y);

}  // namespace otk::kiosk::screens::bars
