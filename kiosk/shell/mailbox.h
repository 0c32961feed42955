#pragma once

#include <functional>
#include <mutex>
#include <utility>
#include <variant>
#include <vector>

#include "kiosk/model/effect.h"

namespace otk::kiosk::shell {

/// SIGTERM or SIGINT: close the visit and end.
struct EndAsked {};
/// A picture of the form can be drawn now, or turned out to be none.
struct PictureReady {};

/// Another bundle waits to be shown, and its day has come.
struct BundleDue {};

using Letter = std::variant<model::Saved, model::CannotRecord, model::Recovered,
    model::PrinterState, model::PrintEnded, model::StaffFacts, model::CodeJudged, model::JobTaken,
    model::PlacePlanned, model::SlipPreviewed, model::SlipAdvised, model::SpeechReady,
    model::HeadsetChanged, PictureReady, BundleDue, EndAsked>;

/// Where other threads leave word for the drawing thread. Posting never blocks for long and wakes
/// it; it lives longer than every thread that posts.
class Mailbox {
  public:
    explicit Mailbox(std::function<void()> wake) : m_wake(std::move(wake)) {}

    /// Any thread.
    void post(Letter letter) {
        {
            const std::lock_guard guard(m_mutex);
            m_letters.push_back(std::move(letter));
        }
        m_wake();
    }

    /// All letters since the last call, oldest first. Drawing thread.
    std::vector<Letter> take() {
        const std::lock_guard guard(m_mutex);
        return std::exchange(m_letters, {});
    }

  private:
    std::function<void()> m_wake;
    std::mutex m_mutex;
    std::vector<Letter> m_letters;
};

}  // namespace otk::kiosk::shell
