#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace otk::spool {

/// Where a job of slips stands.
enum class JobState {
    Queued,     ///< no slip of it left yet
    Sending,    ///< on its way: some slips left, some wait
    Printed,    ///< all of it
    Failed,     ///< over, and at least one slip surely was not printed
    Unknown,    ///< over, and at least one slip may or may not have been printed
    Cancelled,  ///< ended by a person; the counts say what was printed
};

/// The word of the socket's protocol.
std::string_view name_of(JobState state);

/// A job as it is told to whoever asks.
struct Job {
    std::int64_t id = 0;
    std::string order;  ///< the slip that was ordered, as JSON
    int copies = 1;
    int printed = 0;
    int failed = 0;
    int unknown = 0;
    bool in_flight = false;  ///< one more slip is with the port
    bool paused = false;
    bool cancelled = false;

    int settled() const { return printed + failed + unknown; }
    bool is_over() const { return !in_flight && (cancelled || settled() == copies); }
    JobState state() const;
};

}  // namespace otk::spool
