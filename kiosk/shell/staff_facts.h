#pragma once

#include <string_view>
#include <vector>

#include "core/base/file.h"
#include "core/base/result.h"
#include "kiosk/model/staff_state.h"

namespace otk::kiosk::shell {

// What the printer service and the courier say, as the model's facts. Asking waits for them.

/// The words of printd's protocol and of the courier's status file.
model::PrinterCondition printer_condition(std::string_view word);
model::NetworkFacts network_facts(std::string_view status_json);

/// The printer and how many slips wait for it.
Result<void> ask_printer(const Path& socket, model::StaffFacts& facts);
/// The service may be another version's: what it says of the printer does not hang on the jobs.
Result<std::vector<model::StaffJob>> ask_jobs(const Path& socket);

/// Of a courier that wrote its status file lately; else NoService.
model::NetworkFacts network_from(const Path& file);

}  // namespace otk::kiosk::shell
