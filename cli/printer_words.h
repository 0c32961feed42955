#pragma once

#include <string_view>

#include "cli/process_report.h"

namespace otk::cli {

/// What staff read of a printer's state and what they can do about it.
struct PrinterWords {
    std::string_view state;  ///< the protocol's word (docs/PRINTING.md)
    ProcessState judged;
    std::string_view text;
    std::string_view remedy;  ///< empty where nothing is to be done
};

/// Nothing for a word that this program does not know.
const PrinterWords* printer_words(std::string_view state);

}  // namespace otk::cli
