#include "drivers/service/stop_signal.h"

#include <sys/signalfd.h>

#include <cerrno>
#include <csignal>

namespace otk::service {

Result<Descriptor> stop_signal() {
    sigset_t signals;
    ::sigemptyset(&signals);
    ::sigaddset(&signals, SIGTERM);
    ::sigaddset(&signals, SIGINT);
    const int problem = ::pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    if (problem != 0) return Failure(error_from_errno("block", "SIGTERM", problem));
    Descriptor descriptor(::signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK));
    if (!descriptor.is_open()) return Failure(error_from_errno("make", "signalfd", errno));
    return descriptor;
}

}  // namespace otk::service
