#include "kiosk/shell/panel_size.h"

#include <algorithm>

namespace otk::kiosk::shell {
namespace {

constexpr double mm_per_inch = 25.4;
constexpr double dots_an_inch_min = 30;
constexpr double longer_side_of_21_inches_mm = 476.2;

bool is_credible(int px, double mm) {
    return mm > 0 && px * mm_per_inch / mm > dots_an_inch_min;
}

}  // namespace

look::Panel panel_of(
    int width_px, int height_px, const Millimetres& configured, const Millimetres& said) {
    const double guess = longer_side_of_21_inches_mm / std::max({width_px, height_px, 1});
    Millimetres size{width_px * guess, height_px * guess};
    if (is_credible(width_px, said.width) && is_credible(height_px, said.height)) size = said;
    if (configured.width > 0 && configured.height > 0) size = configured;
    return {width_px, height_px, static_cast<float>(size.width), static_cast<float>(size.height)};
}

}  // namespace otk::kiosk::shell
