#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "kiosk/misuse/conduct.h"
#include "kiosk/misuse/rules.h"

namespace otk::kiosk::misuse {

/// Gathers the conduct of one visit after the other; what it knows of a visit is forgotten with the
/// next, but for the mark that a row of quick equal marks is counted by. Nothing of it is stored or
/// logged: only the words of a flagged visit's reasons are. Belongs to one thread, never fails.
class Watch {
  public:
    /// Touches kept of a visit: a masher's thousandth proves no more than his hundredth.
    static constexpr std::size_t touches_max = 128;
    static constexpr std::size_t pages_max = 128;

    void touched(const Touch& touch);
    /// A page of the visit is shown.
    void page_shown(std::int64_t now_ms);
    /// The visitor turned it; nothing if it went by itself.
    void page_turned(std::int64_t now_ms);
    void mark_given(int mark);
    void mark_taken_back();
    void answered_more();

    Verdict verdict() const { return judge(m_conduct); }
    const Conduct& conduct() const { return m_conduct; }

    /// The next visit begins with a clean sheet. Without a mark the row of equal marks ends.
    void visit_ended(std::int64_t now_ms);

  private:
    void begin_if_first(std::int64_t now_ms);

    Conduct m_conduct;
    std::optional<std::int64_t> m_page_since_ms;
    std::optional<std::int64_t> m_begun_ms;  ///< this visit's first touch
    std::optional<std::int64_t> m_ended_ms;  ///< of the visit before
    std::optional<int> m_row_mark;           ///< of the visits before, if each had only this one
    int m_row_length = 0;
};

}  // namespace otk::kiosk::misuse
