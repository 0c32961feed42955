#pragma once

#include <cstdint>
#include <functional>
#include <memory>

#include "core/base/result.h"
#include "kiosk/shell/window.h"

namespace otk::kiosk::shell {

/// How long to wait before each next try: 1 s, then twice as long each time, up to 10 s.
class Patience {
  public:
    std::int64_t next_ms();
    void reset() { m_next_ms = first_ms; }

  private:
    static constexpr std::int64_t first_ms = 1'000;
    static constexpr std::int64_t last_ms = 10'000;
    std::int64_t m_next_ms = first_ms;
};

/// What opening a window needs of the world around it.
struct DisplayWait {
    std::function<Result<std::unique_ptr<Window>>()> open;
    /// Rests so many milliseconds; false: the end was asked for meanwhile.
    std::function<bool(std::int64_t)> rest;
    /// Another program has the display: why, and how long it takes to the next try.
    std::function<void(const Error&, std::int64_t)> tell;
};

/// The window; where another program has the display (Conflict), once that has let go of it. A
/// program that ended instead would be started again each second and say the same in the log each
/// time. Any other failure is returned at once; Conflict, too, once the end was asked for.
Result<std::unique_ptr<Window>> open_when_free(const DisplayWait& wait);

}  // namespace otk::kiosk::shell
