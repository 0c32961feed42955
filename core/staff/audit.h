#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/clock.h"
#include "core/base/file.h"
#include "core/base/result.h"

namespace otk::staff {

/// What somebody of the staff did at the kiosk.
enum class Deed { Enter, Print, TestSlip, Cancel, Clean, Place, Restart };

/// The word in the log: "enter", "print", "test-slip", "cancel", "clean", "place", "restart".
std::string_view name_of(Deed deed);

/// Letters of a line's detail at most; longer ones are cut.
constexpr std::size_t audit_detail_bytes_max = 80;
/// When the log would grow over it, it becomes audit.log.old (the one before goes) and a new one
/// begins.
constexpr std::size_t audit_bytes_max = 131'072;

/// One line "2026-11-26 07 print 50" at the end of staff/audit.log: the day ("-" while the clock is
/// not trusted), the person's number, the deed, its detail. No finer time: a deed closes the visit
/// that it meets, and its minute would be that visitor's. Durable when it returns.
Result<void> note(const Path& state_folder, const Clock& clock, int number, Deed deed,
    std::string_view detail = {});

}  // namespace otk::staff
