#include "server/http/handshake_turns.h"

#include <utility>

namespace otk::http {

void HandshakeTurns::begin(std::int64_t now_ms) {
    while (!m_under_way.empty() &&
           m_under_way.begin()->second + m_limits.counted_ms_max <= now_ms)
        m_under_way.erase(m_under_way.begin());
    while (!m_waiting.empty() && m_under_way.size() < m_limits.at_once_max) {
        const Begin begin = std::move(m_waiting.front());
        m_waiting.pop_front();
        m_under_way.emplace(++m_last, now_ms);
        begin(m_last);
    }
}

std::optional<std::int64_t> HandshakeTurns::next_ms() const {
    if (m_waiting.empty() || m_under_way.empty()) return std::nullopt;
    return m_under_way.begin()->second + m_limits.counted_ms_max;
}

}  // namespace otk::http
