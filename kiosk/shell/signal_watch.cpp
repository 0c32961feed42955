#include "kiosk/shell/signal_watch.h"

#include <pthread.h>

#include <csignal>
#include <utility>

namespace otk::kiosk::shell {
namespace {

sigset_t watched_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGUSR1);  // from our own destructor: end the thread
    return signals;
}

}  // namespace

void SignalWatch::block() {
    const sigset_t signals = watched_signals();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

bool SignalWatch::rest(std::int64_t milliseconds) {
    const sigset_t signals = watched_signals();
    constexpr std::int64_t second_ms = 1'000;
    constexpr std::int64_t ms_ns = 1'000'000;
    timespec left{};
    left.tv_sec = milliseconds / second_ms;
    left.tv_nsec = milliseconds % second_ms * ms_ns;
    return sigtimedwait(&signals, nullptr, &left) < 0;
}

SignalWatch::SignalWatch(std::function<void()> asked_to_end) {
    const sigset_t signals = watched_signals();
    m_thread = std::thread([signals, asked = std::move(asked_to_end)] {
        for (;;) {
            int number = 0;
            if (sigwait(&signals, &number) != 0 || number == SIGUSR1) return;
            asked();
        }
    });
}

SignalWatch::~SignalWatch() {
    pthread_kill(m_thread.native_handle(), SIGUSR1);
    m_thread.join();
}

}  // namespace otk::kiosk::shell
