#pragma once

#include "kiosk/pictures/render.h"
#include "kiosk/pictures/scenes.h"
#include "tests/kiosk/screens/panels.h"

namespace otk::test {

inline constexpr kiosk::look::Panel large_portrait{1080, 1920, 535.7F, 952.3F};

/// Panels from the smallest to the largest that a kiosk may have.
struct PanelCase {
    const char* name;
    kiosk::look::Panel panel;
};
inline constexpr PanelCase panels[]{
    {"7 inches, 800 × 480, pixels not square", {800, 480, 154.08F, 85.92F}},
    {"7 inches, 1024 × 600", seven_inch},
    {"8 inches, 1280 × 800", {1280, 800, 172.3F, 107.7F}},
    {"10.1 inches, lying, 1024 × 600", {1024, 600, 222.7F, 125.3F}},
    {"10.1 inches, lying", {1280, 800, 217, 135.6F}},
    {"10.1 inches, upright", upright_ten_inch},
    {"12.1 inches, lying, 4:3", {1024, 768, 245.8F, 184.4F}},
    {"13.3 inches, upright", {1080, 1920, 165.2F, 293.8F}},
    {"15.6 inches, lying", {1920, 1080, 344.2F, 193.6F}},
    {"15.6 inches, upright", {1080, 1920, 193.6F, 344.2F}},
    {"21.5 inches, upright", portrait},
    {"21.5 inches, lying", landscape},
    {"32 inches, lying, 3840 × 2160", {3840, 2160, 708.4F, 398.5F}},
    {"43 inches, lying, 3840 × 2160", {3840, 2160, 952.3F, 535.7F}},
    {"43 inches, upright", large_portrait},
};

/// Draws every sheet of a page and checks that nothing of it misfits. (A sheet has keys of its
/// own.)
void check_sheets(
    kiosk::pictures::Renderer& renderer, kiosk::pictures::Scene& scene, const PanelCase& on);

}  // namespace otk::test
