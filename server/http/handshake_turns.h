#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>

namespace otk::http {

/// In which order the handshakes of a storm are made. A handshake costs as much as a hundred rows
/// and some 50 KiB while it lasts: were all begun at once, none would be done before its client had
/// lost patience. So only so many are under way, and the others wait in the order of their first
/// words. Who never says one is not counted, and who began and says no more, only for a moment:
/// a silent client keeps nobody waiting. A state machine; one thread.
class HandshakeTurns {
  public:
    struct Limits {
        std::size_t at_once_max;
        std::size_t waiting_max;
        std::int64_t counted_ms_max;  ///< from its beginning; then it is a slow one
    };
    /// Names one that was begun.
    using Turn = std::uint64_t;
    using Begin = std::function<void(Turn)>;

    explicit HandshakeTurns(const Limits& limits) : m_limits(limits) {}

    void wait(Begin begin) { m_waiting.push_back(std::move(begin)); }
    /// False if whoever comes now had better wait in the kernel's queue.
    bool has_room() const { return m_waiting.size() < m_limits.waiting_max; }

    /// Begins those who wait, as far as they may.
    void begin(std::int64_t now_ms);
    /// Well or not.
    void end(Turn turn) { m_under_way.erase(turn); }
    /// When begin() should be called though none ended; nothing if nobody waits for that.
    std::optional<std::int64_t> next_ms() const;

    /// Forgets who waits: nobody will be begun any more.
    void clear() { m_waiting.clear(); }

  private:
    Limits m_limits;
    std::deque<Begin> m_waiting;
    std::map<Turn, std::int64_t> m_under_way;  ///< when each began
    Turn m_last = 0;
};

}  // namespace otk::http
