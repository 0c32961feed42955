#pragma once

#include <cstdint>

#include "core/base/file.h"
#include "core/base/result.h"

namespace otk::staff {

/// Failures in a row that cost nothing but the attempt.
constexpr int free_failures = 3;

/// How long no code is taken after so many failures in a row: nothing after two, 30 s after the
/// third, twice as long after each further one, at most 15 minutes. So at most 100 guesses a day:
/// who knows a number meets its PIN of six digits with a chance of one in ten thousand a day.
std::int64_t wait_ms_after(int failures);

/// Failures in a row, counted on the disk before each attempt is judged, so that a switch at the
/// wall takes none back. No time is stored: a wait begins anew, whole, with each start of the
/// program, and no clock that somebody sets makes it shorter. Belongs to one thread.
class Attempts {
  public:
    explicit Attempts(Path state_folder) : m_state_folder(std::move(state_folder)) {}

    /// As they stand on the disk; a damaged file counts as the longest wait.
    Result<int> failures();
    /// Durable when it returns.
    Result<void> count_one();
    Result<void> forget();

  private:
    Result<void> store(int failures);

    Path m_state_folder;
};

}  // namespace otk::staff
