#pragma once

#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "core/base/clock.h"
#include "core/base/local_day.h"
#include "core/crypto/signature.h"
#include "kiosk/shelf/shelf.h"
#include "kiosk/writer/doorbell.h"

namespace otk::kiosk::shell {

/// What the status file and the word to the server say of bundles.
struct BundleStatus {
    std::string shown;      ///< the bundle's name; empty: one that was laid there by hand
    std::string next;       ///< folder of what waits; empty: nothing
    std::string next_from;  ///< its day
    std::string refused;    ///< the last one that was not taken; empty: none
    std::string refused_why;
};

/// Looks after a running kiosk's shelf on a thread of its own: judges what comes into `incoming/`,
/// and says when another bundle waits to be shown. Turning to it is the next start's.
class BundleDesk {
  public:
    struct Options {
        std::function<Result<std::vector<crypto::PublicKey>>()> trusted_keys;
        /// As Shelf::Trial, which ends early with Unavailable when the function says so.
        std::function<Result<void>(const Path& folder, const std::function<bool()>& is_stopped)>
            trial;
        std::function<void()> on_due;  ///< on the desk's thread; more than once
    };

    /// A picture of the shelf's current bundle is on the panel.
    BundleDesk(shelf::Shelf shelf, Path incoming, Options options, const Clock& clock);
    ~BundleDesk();
    BundleDesk(const BundleDesk&) = delete;
    BundleDesk& operator=(const BundleDesk&) = delete;

    /// Any thread.
    BundleStatus status() const;

  private:
    void serve();
    void judge_all();
    void publish();
    bool is_stopping() const;

    shelf::Shelf m_shelf;  ///< the thread's
    const Path m_incoming;
    const Options m_options;
    const Clock& m_clock;
    writer::Doorbell m_doorbell;
    bool m_was_hindered = false;

    mutable std::mutex m_mutex;  ///< guards what follows
    BundleStatus m_status;
    bool m_stopping = false;

    std::thread m_thread;
};

}  // namespace otk::kiosk::shell
