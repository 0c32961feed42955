#include "kiosk/look/panel.h"

#include <algorithm>
#include <cmath>

#include "core/base/format.h"

namespace otk::kiosk::look {

float scale_of(const Panel& panel) {
    // 268 mm is the short side of 21.5"; 1.41 is where a step back from 43" makes up for its size.
    return std::clamp(std::sqrt(panel.short_side_mm() / 268.0F), 1.0F, 1.41F);
}

Result<void> check(const Panel& panel) {
    const auto possible_mm = [](float mm) { return mm >= 40.0F && mm <= 4000.0F; };
    const auto possible_px = [](int px) { return px >= 320 && px <= 8192; };
    if (!possible_mm(panel.width_mm) || !possible_mm(panel.height_mm)) {
        return fail(ErrorKind::InvalidInput,
            format("panel of {:.0f} × {:.0f} mm", panel.width_mm, panel.height_mm));
    }
    if (!possible_px(panel.width_px) || !possible_px(panel.height_px)) {
        return fail(ErrorKind::InvalidInput,
            format("panel of {} × {} pixels", panel.width_px, panel.height_px));
    }
    const float down = static_cast<float>(panel.height_px) / panel.height_mm;
    if (std::abs(panel.px_per_mm() / down - 1.0F) > 0.05F) {
        return fail(ErrorKind::InvalidInput,
            format("panel of {} × {} pixels on {:.0f} × {:.0f} mm: the pixels are not square",
                panel.width_px, panel.height_px, panel.width_mm, panel.height_mm));
    }
    return {};
}

}  // namespace otk::kiosk::look
