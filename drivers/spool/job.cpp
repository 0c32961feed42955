#include "drivers/spool/job.h"

#include "core/base/assert.h"

namespace otk::spool {

std::string_view name_of(JobState state) {
    switch (state) {
        case JobState::Queued:
            return "queued";
        case JobState::Sending:
            return "sending";
        case JobState::Printed:
            return "printed";
        case JobState::Failed:
            return "failed";
        case JobState::Unknown:
            return "unknown";
        case JobState::Cancelled:
            return "cancelled";
    }
    OTK_UNREACHABLE();
}

JobState Job::state() const {
    if (in_flight) return JobState::Sending;
    if (cancelled) return JobState::Cancelled;
    if (settled() < copies) return settled() == 0 ? JobState::Queued : JobState::Sending;
    if (unknown > 0) return JobState::Unknown;
    return failed > 0 ? JobState::Failed : JobState::Printed;
}

}  // namespace otk::spool
