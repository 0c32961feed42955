#pragma once

#include "cli/symbol_options.h"
#include "core/base/file.h"

namespace otk::cli {

/// The symbol with its quiet zone as an .svg or .png file, which says its size in millimetres;
/// InvalidInput for another ending.
Result<void> write_symbol(const Symbol& symbol, const Path& file);

}  // namespace otk::cli
