#pragma once

#include "core/base/result.h"

namespace otk::kiosk::shell {

/// Opens SDL's library, which brings 48 others: a third of the time to the first picture, if the
/// program were linked with them. So it is opened by a thread of its own while the bundle is read,
/// and not at all where the kernel's mode setting shows.
///
/// The first call opens it, and all others wait for that; any thread. Unavailable: it is not
/// installed, or too old. After a success SDL's functions can be called; before it none may be.
Result<void> load_sdl();

}  // namespace otk::kiosk::shell
