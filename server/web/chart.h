#pragma once

#include <string>

#include "server/web/view.h"

namespace otk::web {

/// A bar cut into the shares of the five marks, with their counts where they fit; SVG. The same
/// numbers stand in its text alternative.
std::string marks_chart(const CellView& cell);

/// A share with its interval on a line from 0 to 100 %; SVG.
std::string share_chart(const analysis::Share& share);

/// Columns of a histogram (0–10 and other ranges); SVG.
std::string columns_chart(const CellView& cell);

/// One line a choice, most chosen first: label, bar, percent and count. HTML with SVG bars.
std::string choices_chart(const CellView& cell);

}  // namespace otk::web
