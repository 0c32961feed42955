#pragma once

#include "core/base/file.h"
#include "core/base/result.h"
#include "core/staff/people.h"

namespace otk::kiosk::shell {

/// True if the keys.json that this kiosk follows names the PIN among the revoked ones. Nothing is
/// revoked at a kiosk that is not enrolled, or without a root; an enrolment that cannot be read is
/// an error.
Result<bool> is_pin_revoked(const Path& state_folder, const staff::PinId& pin);

}  // namespace otk::kiosk::shell
