#include "core/base/clock.h"

#include <sys/timex.h>

#include <chrono>

namespace otk {

std::int64_t SystemClock::unix_seconds() const {
    const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::seconds>(since_epoch).count();
}

std::int64_t SystemClock::monotonic_ms() const {
    const auto since_start = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::milliseconds>(since_start).count();
}

bool SystemClock::is_trusted() const {
    timex state{};
    const int answer = adjtimex(&state);
    return answer != -1 && answer != TIME_ERROR &&
           (static_cast<unsigned>(state.status) & static_cast<unsigned>(STA_UNSYNC)) == 0;
}

}  // namespace otk
