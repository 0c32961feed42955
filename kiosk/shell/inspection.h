#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "core/base/clock.h"
#include "core/base/file.h"
#include "core/base/result.h"
#include "kiosk/shell/frame_json.h"
#include "kiosk/widgets/frame.h"

namespace otk::kiosk::shell {

/// Answers `--inspect SOCKET` on a thread of its own. Each line "frame" gets the frame that is on
/// the panel (docs/INSPECT.md), each line "timings" what touches did:
/// {"deaf","frames","touches":[{"felt_us","shown_us"}]}, the newest last, at most touches_max.
/// Never in production: a label may hold what a visitor types.
class Inspection {
  public:
    static constexpr std::size_t touches_max = 256;
    static constexpr std::size_t clients_max = 4;

    /// Replaces a dead socket file of that name; the new one has mode 0600.
    static Result<std::unique_ptr<Inspection>> open(const Path& socket, const Clock& clock);
    ~Inspection();
    Inspection(const Inspection&) = delete;
    Inspection& operator=(const Inspection&) = delete;

    /// What stands on the panel from now on. Drawing thread.
    void shown(const Frame& frame, const std::string& language);
    /// A touch that changed the panel: microseconds of the monotonic clock.
    void touched(std::int64_t felt_us, std::int64_t shown_us);
    void deaf_until(std::int64_t ms);

  private:
    struct Touch {
        std::int64_t felt_us;
        std::int64_t shown_us;
    };
    struct Client;

    Inspection(Path path, Descriptor listener, Descriptor wake, const Clock& clock);
    void serve();
    void answer(Client& client);
    std::string answer_to(const std::string& question);
    const std::string& frame_line();

    Path m_path;
    Descriptor m_listener;
    Descriptor m_wake;
    const Clock& m_clock;
    std::mutex m_mutex;  ///< guards the members down to m_deaf_until_ms
    SeenFrame m_seen;
    std::int64_t m_frames = 0;
    std::deque<Touch> m_touches;
    std::int64_t m_deaf_until_ms = 0;
    std::string m_frame_line;           ///< the last answer to "frame"; the thread's own
    std::int64_t m_frame_of_line = -1;  ///< the number of its frame
    std::thread m_thread;
};

}  // namespace otk::kiosk::shell
