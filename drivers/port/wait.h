#pragma once

#include "drivers/port/deadline.h"

namespace otk::port {

/// Waits until one of `events` (poll(2)) holds of a descriptor; what holds, 0 when the time is
/// over. POLLERR, POLLHUP and POLLNVAL hold unasked.
short wait_for(int descriptor, short events, const Deadline& deadline);

}  // namespace otk::port
