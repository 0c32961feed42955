#pragma once

#include <string>

#include "core/qr/qr_code.h"

namespace otk::qr {

/// The symbol with its quiet zone as an SVG 1.1 file, black on white, modules of that size in
/// millimetres.
std::string svg_of(const QrCode& code, double module_mm);

}  // namespace otk::qr
