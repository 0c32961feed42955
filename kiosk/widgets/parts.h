#pragma once

#include <string_view>
#include <vector>

#include "kiosk/widgets/canvas.h"
#include "kiosk/widgets/key.h"

namespace otk::kiosk::widgets {

/// Paper behind everything.
void draw_ground(const Canvas& canvas);

/// The owner's emblem and name and the place; never a target.
void draw_header(const Canvas& canvas, const Rect& rect);

/// The same on a low panel, in one line: emblem and place, and `tail` behind it if that has room.
/// Nothing at all where even the place has none. `largest`: the place is not set larger.
void draw_header_line(const Canvas& canvas, const Rect& rect, std::string_view tail = {},
    look::Type largest = look::Type::Owner);

enum class ViewKeys { All, LanguageOnly };
/// How the visit looks and sounds: text size, contrast and low reach, speech, language. Where the
/// panel has no room for large text, contrast is offered in its place.
std::vector<Key> view_keys(const Canvas& canvas, ViewKeys which);

/// The footer's height in pixels for the panel and its keys: doubled words take two rows on a high
/// panel.
float footer_height(const Canvas& canvas, ViewKeys keys = ViewKeys::All);
/// The plinth with these keys in one row, along the panel's lower edge. Keys that show a sign only are square,
/// the others share what is left.
void draw_plinth(const Canvas& canvas, const std::vector<Key>& keys);
/// The same with the view keys.
void draw_footer(const Canvas& canvas, ViewKeys keys);

/// What the toast's doubled words need at that width; 0 at 100 %, where a page chooses. Pixels.
float toast_height(const Canvas& canvas, float width);
/// «Оценка записана» with its undo; nothing (but its place) once the time is over.
void draw_toast(
    const Canvas& canvas, const Rect& rect, int mark, std::string_view word, float left);

/// The visit ends for whoever comes next.
Key next_visitor_key(const Canvas& canvas);

/// A card with the link as QR, always black on white. Level Medium, four modules of white.
struct QrPanel {
    std::string_view title;
    std::string_view detail;
    std::string_view link;
    std::string_view address;
    float symbol_mm = 112;
    /// The symbol as large as it fits, under it the address, above it the title if the symbol stays
    /// large enough for an arm's length; no more words.
    bool is_upright = false;
};
/// The panel's height in pixels: of words beside the symbol, and the most of an upright one.
float qr_panel_height(const Canvas& canvas, float symbol_mm);
/// With a doubled address under them where it has no room beside the symbol.
float qr_panel_height(const Canvas& canvas, std::string_view address, float width, float symbol_mm);
float upright_qr_panel_height(const Canvas& canvas);
/// The least width in which an upright panel's address stands on one line.
float upright_qr_panel_width(const Canvas& canvas, std::string_view address);
/// In which the symbol is read from an arm's length, and the words of an upright one are large.
float qr_panel_height_wanted(
    const Canvas& canvas, std::string_view address, float width, float symbol_mm);
/// Whether the address has room beside a symbol of that size in a panel of that width; pixels.
/// Without it the panel is drawn upright.
bool has_room_beside(const Canvas& canvas, std::string_view address, float width, float symbol);
void draw_qr_panel(const Canvas& canvas, const Rect& rect, const QrPanel& panel);

/// Text as an item that is no target.
void add_text(const Canvas& canvas, std::string_view id, Role role, std::string_view label,
    const Rect& rect, look::Color foreground, look::Color background);

/// A sign before a line of text, both in ink2: hints.
struct SignedLine {
    look::Icon icon;
    const look::TextLayout* layout;
};
float sign_width(const Canvas& canvas, const look::TextLayout& layout);

}  // namespace otk::kiosk::widgets
