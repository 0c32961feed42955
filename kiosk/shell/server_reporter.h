#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "kiosk/shell/server_report.h"

namespace otk::kiosk::shell {

/// Keeps the kiosk's word to its server up to date, on a thread of its own, as the outbox's disk
/// may be slow.
class ServerReporter {
  public:
    /// Asked on the reporter's thread.
    struct Questions {
        std::function<BundleStatus()> bundles;
        std::function<writer::Status()> writer;
    };

    ServerReporter(ServerReport report, Questions questions);
    ~ServerReporter();
    ServerReporter(const ServerReporter&) = delete;
    ServerReporter& operator=(const ServerReporter&) = delete;

  private:
    void serve();
    void tell();

    ServerReport m_report;
    const Questions m_ask;
    bool m_has_failed = false;  ///< was logged
    std::mutex m_mutex;
    std::condition_variable m_stopped;
    bool m_stopping = false;
    std::thread m_thread;
};

}  // namespace otk::kiosk::shell
