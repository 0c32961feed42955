#pragma once

#include <vector>

#include "kiosk/model/state.h"
#include "kiosk/pictures/scenes.h"

namespace otk::kiosk::pictures {

/// Every page of staff's mode, with each state of the printer and each thing that can go wrong. In
/// Russian; the caller changes `state.view`, but for the text size: staff's pages have one.
std::vector<Scene> staff_scenes(const model::Surroundings& surroundings);

}  // namespace otk::kiosk::pictures
