#pragma once

#include <string>

#include "server/web/view.h"

namespace otk::web {

/// The page `/`: place × question of one period, in Russian, whole without JavaScript.
std::string figures_page(const FiguresView& view);

}  // namespace otk::web
