#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

#include "core/base/file.h"
#include "kiosk/shell/bundle_desk.h"
#include "kiosk/writer/writer.h"

namespace otk::kiosk::shell {

/// Rewrites the kiosk's status file every ten seconds, on a thread of its own, never at an answer:
/// nothing in it or about it tells when somebody was here.
class StatusReporter {
  public:
    struct Facts {
        std::string place;
        bool production = true;
        std::int64_t bundle = 0;  ///< the sequence of what is shown
    };
    struct Questions {
        std::function<writer::Status()> writer;
        std::function<BundleStatus()> bundles;
    };

    StatusReporter(Path file, Facts facts, Questions questions);
    ~StatusReporter();
    StatusReporter(const StatusReporter&) = delete;
    StatusReporter& operator=(const StatusReporter&) = delete;

    /// Whether the last frame could be shown. Any thread.
    void frames_are_shown(bool shown) { m_frames_shown.store(shown); }

  private:
    void serve();
    std::string text() const;

    Path m_file;
    Facts m_facts;
    Questions m_ask;
    std::atomic<bool> m_frames_shown{false};
    std::mutex m_mutex;
    std::condition_variable m_stopped;
    bool m_stopping = false;
    std::thread m_thread;
};

}  // namespace otk::kiosk::shell
