#include "sync/stop_signal.h"

#include <poll.h>
#include <sys/signalfd.h>

#include <cerrno>
#include <csignal>

#include "core/base/assert.h"

namespace otk::sync {

Result<StopSignal> StopSignal::create() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    const int refused = ::pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    OTK_ASSERT(refused == 0);
    Descriptor descriptor(::signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK));
    if (!descriptor.is_open()) return Failure(error_from_errno("signalfd", "", errno));
    return StopSignal(std::move(descriptor));
}

bool StopSignal::is_raised() const {
    pollfd wanted{m_descriptor.number(), POLLIN, 0};
    return ::poll(&wanted, 1, 0) > 0;
}

}  // namespace otk::sync
