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

/// What a frame as it was drawn breaks of the rules for every page: all of it on the panel; targets
/// of at least 15 mm (marks 20) with 3 mm between them; no letter cut by a target's edge; no text
/// over another one. O(items² + letters × items).
std::vector<Misfit> misfits_of(const Frame& frame, const look::Panel& panel);

}  // namespace otk::kiosk::fit
