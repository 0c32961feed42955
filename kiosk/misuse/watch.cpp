#include "kiosk/misuse/watch.h"

#include <algorithm>

namespace otk::kiosk::misuse {

void Watch::touched(const Touch& touch) {
    begin_if_first(touch.from_ms);
    if (m_conduct.touches.size() == touches_max) m_conduct.touches.erase(m_conduct.touches.begin());
    m_conduct.touches.push_back(touch);
}

/// A pause before the visit ends the row of quick ones.
void Watch::begin_if_first(std::int64_t now_ms) {
    if (m_begun_ms) return;
    m_begun_ms = now_ms;
    if (m_ended_ms && now_ms - *m_ended_ms > Rules::quick_visit_ms) m_row_length = 0;
}

void Watch::page_shown(std::int64_t now_ms) {
    m_page_since_ms = now_ms;
}

void Watch::page_turned(std::int64_t now_ms) {
    if (!m_page_since_ms || m_conduct.pages_ms.size() == pages_max) return;
    m_conduct.pages_ms.push_back(now_ms - *m_page_since_ms);
    m_page_since_ms.reset();
}

void Watch::mark_given(int mark) {
    m_conduct.mark = mark;
    m_conduct.same_marks_before = m_row_mark == mark ? m_row_length : 0;
}

void Watch::mark_taken_back() {
    ++m_conduct.marks_taken_back;
    m_conduct.mark.reset();
}

void Watch::answered_more() {
    m_conduct.has_only_mark = false;
}

void Watch::visit_ended(std::int64_t now_ms) {
    const bool goes_on = m_conduct.mark && m_conduct.has_only_mark;
    if (!goes_on) {
        m_row_mark.reset();
        m_row_length = 0;
    } else if (m_row_mark == m_conduct.mark) {
        ++m_row_length;
    } else {
        m_row_mark = m_conduct.mark;
        m_row_length = 1;
    }
    m_conduct = {};
    m_page_since_ms.reset();
    m_begun_ms.reset();
    m_ended_ms = now_ms;
}

}  // namespace otk::kiosk::misuse
