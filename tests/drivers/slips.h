#pragma once

#include "core/base/file.h"
#include "drivers/printer/escpos.h"
#include "drivers/printer/slip_template.h"

namespace otk::test {

inline const Path font_folder = "/usr/share/fonts/truetype/paratype";

/// The template that the repository ships.
printer::SlipTemplate phone_template();

/// Its fields as the design's picture shows them.
printer::SlipFields phone_fields();

printer::Slip phone_slip(std::string_view language);

/// What zbarimg reads from PNG files, in their order; nothing for one where it finds no symbol.
std::vector<std::string> read_by_zbarimg(const std::vector<Path>& pngs);

/// The same of one file; empty if it finds no symbol.
std::string read_by_zbarimg(const Path& png);

}  // namespace otk::test
