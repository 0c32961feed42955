#include "core/staff/audit.h"

#include "core/base/append_log.h"
#include "core/base/assert.h"
#include "core/base/format.h"
#include "core/base/local_day.h"
#include "core/staff/people.h"

namespace otk::staff {
namespace {

std::string line_of(const Clock& clock, int number, Deed deed, std::string_view detail) {
    const std::string day = clock.is_trusted() ? to_text(day_of(clock.unix_seconds())) : "-";
    std::string line = format("{} {:02} {}", day, number, name_of(deed));
    if (!detail.empty()) line.append(" ").append(detail.substr(0, audit_detail_bytes_max));
    return line;
}

}  // namespace

std::string_view name_of(Deed deed) {
    switch (deed) {
        case Deed::Enter:
            return "enter";
        case Deed::Print:
            return "print";
        case Deed::TestSlip:
            return "test-slip";
        case Deed::Cancel:
            return "cancel";
        case Deed::Clean:
            return "clean";
        case Deed::Place:
            return "place";
        case Deed::Restart:
            return "restart";
    }
    OTK_UNREACHABLE();
}

Result<void> note(
    const Path& state_folder, const Clock& clock, int number, Deed deed, std::string_view detail) {
    const Path folder = staff_folder(state_folder);
    OTK_TRY(make_folder(folder, 0700));
    return append_to_log(
        folder / "audit.log", line_of(clock, number, deed, detail), audit_bytes_max);
}

}  // namespace otk::staff
