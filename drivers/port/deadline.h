#pragma once

#include <algorithm>
#include <chrono>

namespace otk::port {

/// The moment by which a call to a device has to return. Any thread.
class Deadline {
  public:
    /// Milliseconds from now.
    explicit Deadline(int milliseconds)
        : m_end(std::chrono::steady_clock::now() + std::chrono::milliseconds(milliseconds)) {}

    /// Whole milliseconds, rounded up, so that 0 means that it is over; never negative.
    int left_ms() const {
        const auto left = m_end - std::chrono::steady_clock::now();
        const auto whole = std::chrono::ceil<std::chrono::milliseconds>(left).count();
        return static_cast<int>(std::max<std::int64_t>(whole, 0));
    }
    bool is_over() const { return left_ms() == 0; }

    /// The earlier of this and so many milliseconds from now.
    Deadline or_in(int milliseconds) const { return Deadline(std::min(left_ms(), milliseconds)); }

  private:
    std::chrono::steady_clock::time_point m_end;
};

}  // namespace otk::port
