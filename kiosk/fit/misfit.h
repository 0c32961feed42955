#pragma once

#include <string>
#include <vector>

#include "kiosk/look/panel.h"
#include "kiosk/widgets/frame.h"

namespace otk::kiosk::fit {

/// Something on a drawn page that has no room.
struct Misfit {
    std::string item;  ///< its id: "choice-reasons-waiting", "question"
    std::string what;  ///< "a letter is cut by its edge"

    friend bool operator==(const Misfit&, const Misfit&) = default;
};

/// What a frame as it was drawn breaks of the rules for every page: each item has an id of its own,
/// each target a label; all of it on the panel, and in a dialog where there is one; targets of at
/// least 15 mm (marks 20; a narrow panel's keyboard: tokens::keyboard_least) with 3 mm between
/// them; no letter cut by a target's edge; no text over another one. O(items² + letters × items).
std::vector<Misfit> misfits_of(const Frame& frame, const look::Panel& panel);

/// Rectangles of the letters that a frame draws.
std::vector<Rect> letters_of(const Frame& frame);

}  // namespace otk::kiosk::fit
