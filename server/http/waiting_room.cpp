#include "server/http/waiting_room.h"

#include <algorithm>
#include <cmath>

#include "core/base/assert.h"

namespace otk::http {
namespace {

constexpr double us_per_s = 1e6;

/// What left before that has left is forgotten by half: some four commits of 64 full batches.
constexpr double remembered_bytes = 16e6;

/// A longer pause is no pace but a standstill (an edition, a disk that hangs) and is counted as this.
constexpr std::int64_t pause_us_max = 1'000'000;

}  // namespace

std::size_t WaitingRoom::place_of(std::size_t bytes) {
    return std::max(bytes, RequestLimits::waiting_bytes_least);
}

bool WaitingRoom::enter(std::size_t bytes, std::int64_t now_us) {
    if (place_of(bytes) > m_bytes_max - m_bytes) return false;
    if (m_bytes == 0) m_counted_until_us = now_us;
    m_bytes += place_of(bytes);
    return true;
}

void WaitingRoom::leave(std::size_t bytes, std::int64_t now_us) {
    OTK_ASSERT(place_of(bytes) <= m_bytes);
    m_bytes -= place_of(bytes);
    m_paced_bytes += static_cast<double>(place_of(bytes));
    m_paced_us += static_cast<double>(std::min(now_us - m_counted_until_us, pause_us_max));
    m_counted_until_us = now_us;
    if (m_paced_bytes < remembered_bytes) return;
    m_paced_bytes /= 2;
    m_paced_us /= 2;
}

double WaitingRoom::us_for(std::size_t bytes) const {
    return m_paced_us * static_cast<double>(bytes) / m_paced_bytes;
}

int WaitingRoom::seconds_until_place(std::size_t bytes, std::int64_t now_us) {
    constexpr double longest_us = RequestLimits::retry_after_s_max * us_per_s;
    const auto now = static_cast<double>(now_us);
    const double at_us = std::max(m_promised_until_us, now + us_for(m_bytes) / 2);
    m_promised_until_us = std::min(at_us + us_for(place_of(bytes)), now + longest_us);
    return static_cast<int>(
        std::clamp(std::ceil((at_us - now) / us_per_s), 1.0, longest_us / us_per_s));
}

}  // namespace otk::http
