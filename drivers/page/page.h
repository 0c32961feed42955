#pragma once

#include <optional>

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "drivers/printer/models.h"
#include "drivers/printer/slip.h"

namespace otk::page {

/// What a slip's blocks are set on.
struct PageStyle {
    double width_mm = 80;
    /// Nothing: as long as the blocks are. Else they stand in the middle of it.
    std::optional<double> height_mm = {};
    double margin_mm = 4;
    /// Of letters, symbols, rules and white: 1 is the size of a slip.
    double scale = 1;
};

/// A model's paper, 80 or 58 mm wide, with the white that its head does not reach.
PageStyle roll_of(const printer::Model& model);

/// The slip as a PDF of one page, letters and symbol as outlines: for a queue of CUPS, which takes
/// no printer's own bytes, and for posters. Words beside a symbol stand at its right, or below it
/// where they find no room. Cuts are the queue's business. The file tells no time.
///
/// InvalidInput: a word or the symbol is wider than the page (a symbol's modules shrink to half
/// their size first), the blocks are longer than a page of given height, or a letter that no font
/// of the machine has. Errors never show a text.
Result<Bytes> write_pdf(const printer::Slip& slip, const PageStyle& style);

/// The same page as a picture, PWG raster with so many dots per inch, each black or white: for a
/// queue that takes no PDF. InvalidInput also for more than 10,000 dots either way.
Result<Bytes> write_pwg_raster(
    const printer::Slip& slip, const PageStyle& style, int dots_per_inch);

}  // namespace otk::page
