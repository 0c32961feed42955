#pragma once

#include <cstdint>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/result.h"

namespace otk::page {

/// Dots on a page; 0 is black, 255 white, row by row from the top.
struct GreyPage {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> dots;
};

/// A page's size in hundredths of a millimetre, as PWG names media, and how finely it is drawn.
struct PageMeasure {
    int width = 0;
    int height = 0;
    int dots_per_inch = 203;

    /// Whole dots on it, as the format counts them.
    int dots_of(int hundredths) const;
};

/// The page as PWG raster (PWG 5102.4), one page of sgray_8, which every printer of the format
/// takes. The grey page is as large as the measure says. NoSpace or Io is not to be expected: it is
/// written into memory; Unsupported if libcups refuses the size.
Result<Bytes> pwg_raster_of(const GreyPage& page, const PageMeasure& measure);

}  // namespace otk::page
