#include "tests/kiosk/screens/panel_cases.h"

#include <algorithm>

#include <catch2/catch.hpp>

#include "kiosk/fit/misfit.h"

namespace otk::test {

using namespace kiosk;

void check_sheets(pictures::Renderer& renderer, pictures::Scene& scene, const PanelCase& on) {
    for (std::size_t sheet = 0; sheet < 20; ++sheet) {
        scene.state.sheet = sheet;
        const Frame frame = renderer.frame(scene);
        for (const fit::Misfit& misfit : fit::misfits_of(frame, on.panel)) {
            FAIL_CHECK(on.name << ", " << scene.name << ", sheet " << sheet << ": " << misfit.item
                               << ": " << misfit.what);
        }
        const bool goes_on =
            std::any_of(frame.items.begin(), frame.items.end(), [&](const Item& item) {
                return item.id == "next" && item.intent->kind == model::IntentKind::TurnTo;
            });
        if (!goes_on) return;
    }
    FAIL_CHECK(on.name << ", " << scene.name << ": sheets without end");
}

}  // namespace otk::test
