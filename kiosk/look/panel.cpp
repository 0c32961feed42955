#include "kiosk/look/panel.h"

#include <algorithm>
#include <cmath>

#include "core/base/format.h"

namespace otk::kiosk::look {

float scale_of(const Panel& panel) {
    // 268 mm is the short side of 21.5"; 1.41 is where a step back from 43" makes up for its size.
    return std::clamp(std::sqrt(panel.short_side_mm() / 268.0F), 1.0F, 1.41F);
}

bool holds_large_text(const Panel& panel) {
    constexpr float rows_mm = 5 * 20 + 4 * 3;
    constexpr float keys_mm = 15.2F + 2 * 1.6F;
    constexpr float gaps_mm = 4;
    return panel.height_mm / scale_of(panel) >= rows_mm + keys_mm + gaps_mm;
}

bool offers_low_reach(const Panel& panel) {
    // Five rows of marks at 200 %, and under them the lowest footer.
    constexpr float rows_mm = 5 * 20 + 4 * 3;
    constexpr float footer_mm = 26;
    return panel.height_mm > panel.width_mm &&
           panel.height_mm / scale_of(panel) >= 2 * (rows_mm + footer_mm);
}

Result<void> check_millimetres(float width_mm, float height_mm) {
    constexpr float most_mm = 4000;
    if (!(width_mm > 0 && width_mm <= most_mm && height_mm > 0 && height_mm <= most_mm)) {
        return fail(ErrorKind::InvalidInput,
            format("no panel has {:.0f} × {:.0f} mm", width_mm, height_mm));
    }
    const bool is_portrait = width_mm < height_mm;
    const bool fits = is_portrait ? width_mm >= portrait_width_mm_least
                                  : width_mm >= landscape_width_mm_least &&
                                        height_mm >= landscape_height_mm_least;
    if (fits) return {};
    return fail(ErrorKind::InvalidInput,
        format(
            "a {} panel of {:.0f} × {:.0f} mm is too small: portrait needs a width of {:.0f} mm "
            "(10 inches) for the keyboard's twelve keys, landscape {:.0f} × {:.0f} mm (7 inches) "
            "for five marks of 20 mm with their words",
            is_portrait ? "portrait" : "landscape", width_mm, height_mm, portrait_width_mm_least,
            landscape_width_mm_least, landscape_height_mm_least));
}

Result<void> check(const Panel& panel) {
    OTK_TRY(check_millimetres(panel.width_mm, panel.height_mm));
    const auto possible_px = [](int px) { return px >= 320 && px <= 8192; };
    if (!possible_px(panel.width_px) || !possible_px(panel.height_px)) {
        return fail(ErrorKind::InvalidInput,
            format("panel of {} × {} pixels", panel.width_px, panel.height_px));
    }
    const float down = static_cast<float>(panel.height_px) / panel.height_mm;
    if (std::abs(panel.px_per_mm() / down - 1.0F) > 0.08F) {
        return fail(ErrorKind::InvalidInput,
            format("panel of {} × {} pixels on {:.0f} × {:.0f} mm: the pixels are not square",
                panel.width_px, panel.height_px, panel.width_mm, panel.height_mm));
    }
    return {};
}

}  // namespace otk::kiosk::look
