#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "core/base/file.h"
#include "core/base/result.h"

namespace otk::kiosk::shell {

/// What stands on a visitor's slip.
struct Slip {
    std::string slip_template;
    std::string language;
    std::string link;
    std::string address;
    std::string place;
};

/// Speaks to the printer service on a thread of its own, one connection a question, and only while
/// somebody may print: a kiosk at rest asks nothing.
class PrintClient {
  public:
    struct Listener {
        std::function<void(bool ready)> printer;    ///< each time the answer changes
        std::function<void(bool printed)> print_ended;
    };

    /// Both are called on the client's thread. An empty socket path: never ready, nothing printed.
    PrintClient(Path socket, Listener listener);
    ~PrintClient();
    PrintClient(const PrintClient&) = delete;
    PrintClient& operator=(const PrintClient&) = delete;

    /// Whether the printer's state is of interest now. Any thread, never waits.
    void watch(bool wanted);
    /// One copy for a visitor. Any thread, never waits.
    void print(Slip slip);

  private:
    void serve();
    void report(bool ready);
    bool is_ready() const;
    bool print_now(const Slip& slip);

    Path m_socket;
    Listener m_listener;
    std::optional<bool> m_reported;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_wanted = false;
    bool m_stopping = false;
    std::optional<Slip> m_slip;
    std::thread m_thread;
};

}  // namespace otk::kiosk::shell
