#include "drivers/port/wait.h"

#include <poll.h>

#include <cerrno>

namespace otk::port {

short wait_for(int descriptor, short events, const Deadline& deadline) {
    pollfd watched{descriptor, events, 0};
    for (;;) {
        const int ready = ::poll(&watched, 1, deadline.left_ms());
        if (ready > 0) return watched.revents;
        if (ready < 0 && errno == EINTR) continue;
        return 0;
    }
}

}  // namespace otk::port
