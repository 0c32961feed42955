#pragma once

#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "kiosk/kms/card.h"

namespace otk::kiosk::kms {

/// The panel that is used: the connector of that name, else (an empty name) a built-in one, else
/// the first that is connected. Its mode is the one that the panel prefers, else the largest, at
/// the highest refresh; never an interlaced one, which shows half of a picture that stands still.
/// NotFound: nothing is plugged in there, or it has no mode or no controller.
Result<Output> choose_output(const std::vector<Connector>& connectors, std::string_view name);

}  // namespace otk::kiosk::kms
