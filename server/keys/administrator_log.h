#pragma once

#include <string_view>

#include "core/base/clock.h"
#include "core/base/file.h"
#include "core/base/result.h"

namespace otk::keys {

/// When the log would grow over it, it becomes audit.log.old and a new one begins.
constexpr std::size_t administrator_log_bytes_max = std::size_t{1} << 20U;

/// One line "2026-11-26T15:04:05Z uid=0 add-kiosk reception-7 …" at the end of the state folder's
/// audit.log: what an administrator did to keys and kiosks. The time is that of a command, never of
/// a visit; no visitor, answer or address is ever in it. Durable when it returns.
Result<void> note(const Path& state_folder, const Clock& clock, std::string_view deed);

}  // namespace otk::keys
