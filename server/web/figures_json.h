#pragma once

#include <string>

#include "server/web/view.h"

namespace otk::web {

/// The body of GET /api/v1/figures (docs/SERVER.md has the members). A suppressed cell has the
/// members "place", "place_name" and "suppressed": true, and no number.
std::string figures_json(const FiguresView& view);

/// {"error": "..."} for every refusal to a program.
std::string error_json(std::string_view reason);

}  // namespace otk::web
