#pragma once

#include <map>
#include <optional>

#include "core/base/file.h"
#include "core/base/result.h"

namespace otk::kiosk::shell {

/// What staff set on the kiosk itself over what the configuration says; `comfort.json` in the state
/// folder.
struct Comfort {
    std::map<int, int> brightness;  ///< percent, by the minute at which a step of the plan begins
    std::optional<int> volume;      ///< step of speech at which a visit begins

    friend bool operator==(const Comfort&, const Comfort&) = default;
};

/// Nothing set if there is no file, or one that cannot be read: a kiosk does not stand still for
/// its brightness. Values out of range are left out.
Comfort read_comfort(const Path& state_folder);
Result<void> write_comfort(const Path& state_folder, const Comfort& comfort);

}  // namespace otk::kiosk::shell
