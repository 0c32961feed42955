#include "kiosk/shell/display_wait.h"

#include <algorithm>
#include <utility>

namespace otk::kiosk::shell {

std::int64_t Patience::next_ms() {
    return std::exchange(m_next_ms, std::min(2 * m_next_ms, last_ms));
}

Result<std::unique_ptr<Window>> open_when_free(const DisplayWait& wait) {
    Patience patience;
    for (;;) {
        Result<std::unique_ptr<Window>> window = wait.open();
        if (window || window.error().kind != ErrorKind::Conflict) return window;
        const std::int64_t rest_ms = patience.next_ms();
        wait.tell(window.error(), rest_ms);
        if (!wait.rest(rest_ms)) return window;
    }
}

}  // namespace otk::kiosk::shell
