#pragma once

#include <cstdint>
#include <functional>
#include <thread>

namespace otk::kiosk::shell {

/// Turns SIGTERM and SIGINT into a call on a thread of its own.
class SignalWatch {
  public:
    /// Keeps the signals from the calling thread and all that it starts later; they wait for the
    /// watch. Before any other thread is started.
    static void block();
    /// Rests so long, or until one of them comes, which is taken then: false. After block(), before
    /// there is a watch.
    static bool rest(std::int64_t milliseconds);

    explicit SignalWatch(std::function<void()> asked_to_end);
    ~SignalWatch();
    SignalWatch(const SignalWatch&) = delete;
    SignalWatch& operator=(const SignalWatch&) = delete;

  private:
    std::thread m_thread;
};

}  // namespace otk::kiosk::shell
