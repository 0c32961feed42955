#include "tests/support/manual_clock.h"

namespace otk::test {

void ManualClock::advance_ms(std::int64_t milliseconds) {
    m_monotonic_ms += milliseconds;
    m_remainder_ms += milliseconds;
    m_unix_seconds += m_remainder_ms / 1000;
    m_remainder_ms %= 1000;
}

}  // namespace otk::test
