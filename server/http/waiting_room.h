#pragma once

#include <cstddef>
#include <cstdint>

#include "server/http/request_limits.h"

namespace otk::http {

/// How many bytes of requests wait for one thread, how fast they leave, and when somebody for whom
/// there is no place should come back. A state machine: the caller gives the time, in microseconds
/// of a clock that never goes back, and sees to it that one thread at a time is in here.
class WaitingRoom {
  public:
    explicit WaitingRoom(std::size_t bytes_max) : m_bytes_max(bytes_max) {}

    /// What a request takes: a small one its connection and its closures too.
    static std::size_t place_of(std::size_t bytes);

    /// False if they do not fit beside the others.
    [[nodiscard]] bool enter(std::size_t bytes, std::int64_t now_us);
    void leave(std::size_t bytes, std::int64_t now_us);

    /// Seconds, from 1 to RequestLimits::retry_after_s_max, after which a request that found no
    /// place will find one: when half of what waits will have gone, at the pace at which it has
    /// gone lately, and all those who were told a moment before it. So those who are put off come
    /// back one after another, as fast as the work is done, and not all at once.
    int seconds_until_place(std::size_t bytes, std::int64_t now_us);

    std::size_t bytes() const { return m_bytes; }

  private:
    /// Until something has gone: ten megabytes a second, a third of what the slowest machine did.
    static constexpr double first_paced_bytes = 1e6;
    static constexpr double first_paced_us = 1e5;

    double us_for(std::size_t bytes) const;

    std::size_t m_bytes_max;
    std::size_t m_bytes = 0;
    std::int64_t m_counted_until_us = 0;  ///< of the pace; of the moment when the room filled
    double m_paced_bytes = first_paced_bytes;
    double m_paced_us = first_paced_us;
    double m_promised_until_us = 0;
};

}  // namespace otk::http
