#pragma once

#include <array>
#include <string>
#include <string_view>

#include "kiosk/widgets/canvas.h"

namespace otk::kiosk::widgets {

/// One of the five marks, wherever it stands.
struct Mark {
    int mark = 1;  ///< 1–5
    std::string id;
    std::string_view word;
    look::Type word_type = look::Type::Word;
    bool chosen = false;
    float face_scale = 1;  ///< of the breath
    model::Intent intent;
};

/// The widest capsule: face in the upper round end, digit in the lower one, word between.
void draw_capsule(const Canvas& canvas, const Rect& rect, const Mark& mark);
/// Landscape: a wide capsule, the digit without a disc under the word. `word_lines`: so many lines
/// the longest of the five words has, and what the others leave free all faces and digits share.
void draw_wide_capsule(
    const Canvas& canvas, const Rect& rect, const Mark& mark, std::size_t word_lines);
/// Between a card's edges and its word; millimetres.
constexpr float card_word_inset_mm = 0.2F;
/// A low panel: face and digit beside each other over the word. `word_lines`: so many lines the
/// longest of the five words has, and as high all faces stand.
void draw_card(const Canvas& canvas, const Rect& rect, const Mark& mark, std::size_t word_lines);
/// 200 %: face, word, digit in a row.
void draw_row(const Canvas& canvas, const Rect& rect, const Mark& mark);
/// A matrix cell: face and digit; a second tap clears it.
void draw_cell(const Canvas& canvas, const Rect& rect, const Mark& mark);

/// The largest step at which all five words stand in a capsule of that width, on at most two lines.
/// `may_be_large`: words grow with faces that are much larger than on 21.5".
/// Words wider than that at 4.8 mm need rows: `fits` is false then.
struct WordFit {
    look::Type type;
    bool fits;
    std::size_t lines = 1;  ///< of the longest word
};
WordFit fit_words(const Canvas& canvas, const std::array<std::string_view, 5>& words, float width,
    std::size_t lines_max, bool may_be_large = false);
/// The largest step at which each of the five words stands on one line of such a row.
look::Type fit_row_words(
    const Canvas& canvas, const std::array<std::string_view, 5>& words, const Rect& row);

}  // namespace otk::kiosk::widgets
