#include "kiosk/speech/speaker.h"

#include <sys/eventfd.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <utility>

#include "core/base/log.h"

namespace otk::kiosk::speech {
namespace {

/// The next phrase is made while so much of the one before is still to be heard: no gap, and no
/// page that lies ready as sound when nobody wants to hear its end.
constexpr int ahead_ms = 2'000;
/// After so long without a word the sound card is let go.
constexpr int rest_after_ms = 5'000;

}  // namespace

/// Readable from an interruption until the thread has seen it.
class Speaker::Wake final : public Interruption {
  public:
    explicit Wake(Speaker& speaker) : m_speaker(speaker) {}
    bool is_there() const override {
        const std::lock_guard guard(m_speaker.m_mutex);
        return m_speaker.m_is_interrupted;
    }
    int descriptor() const override { return m_speaker.m_wake.number(); }

  private:
    Speaker& m_speaker;
};

Result<std::unique_ptr<Speaker>> Speaker::start(std::unique_ptr<Voice> voice,
    std::unique_ptr<SoundOutput> output, std::function<void()> on_ready) {
    Descriptor wake(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
    if (!wake.is_open()) return Failure(error_from_errno("speech", "eventfd", errno));
    return std::unique_ptr<Speaker>(
        new Speaker(std::move(voice), std::move(output), std::move(wake), std::move(on_ready)));
}

Speaker::Speaker(std::unique_ptr<Voice> voice, std::unique_ptr<SoundOutput> output, Descriptor wake,
    std::function<void()> on_ready)
    : m_voice(std::move(voice)),
      m_output(std::move(output)),
      m_wake(std::move(wake)),
      m_on_ready(std::move(on_ready)),
      m_thread([this] { serve(); }) {}

Speaker::~Speaker() {
    {
        const std::lock_guard guard(m_mutex);
        m_is_ending = true;
    }
    hush();
    m_thread.join();
}

void Speaker::say(Saying saying, const std::string& language, int volume_step) {
    if (saying.interrupts) hush();
    const std::lock_guard guard(m_mutex);
    for (Phrase& phrase : saying.phrases) {
        if (m_tasks.size() == phrases_max) break;
        m_tasks.push_back({std::move(phrase), language, gain_of(volume_step)});
    }
    m_changed.notify_all();
}

void Speaker::hush() {
    const std::lock_guard guard(m_mutex);
    m_tasks.clear();
    m_is_interrupted = true;
    const std::uint64_t one = 1;
    // An eventfd takes 8 bytes or is full, and then it is readable as well.
    if (::write(m_wake.number(), &one, sizeof one) < 0 && errno != EAGAIN) {
        log::warning("speech cannot be interrupted at once");
    }
    m_changed.notify_all();
}

bool Speaker::has_way_out() {
    const Result<void> way = m_output->check();
    if (!way) log::info("speech is off: no sound", {{"error", way.error()}});
    return way.has_value();
}

void Speaker::serve() {
    if (has_way_out()) {
        m_on_ready();
        while (const std::optional<Task> task = next_task())
            say(*task);
        m_output->stop();
    }
    m_output->rest();
}

/// Waits for something to say, and until there is room ahead for it. Absent at the end.
std::optional<Speaker::Task> Speaker::next_task() {
    std::unique_lock lock(m_mutex);
    bool is_resting = false;
    for (;;) {
        if (m_is_ending) return std::nullopt;
        if (std::exchange(m_is_interrupted, false)) {
            std::uint64_t drained = 0;
            // Nothing to read is as good: then nobody waits for it.
            if (::read(m_wake.number(), &drained, sizeof drained) < 0) drained = 0;
            m_output->stop();
        }
        const int left_ms = m_output->left_ms();
        if (!m_tasks.empty() && left_ms <= ahead_ms) {
            Task task = std::move(m_tasks.front());
            m_tasks.pop_front();
            return task;
        }
        if (m_tasks.empty() && is_resting) {
            m_changed.wait(lock);
            continue;
        }
        const int wait_ms = m_tasks.empty() ? left_ms + rest_after_ms : left_ms - ahead_ms;
        const bool is_over =
            m_changed.wait_for(lock, std::chrono::milliseconds(wait_ms)) == std::cv_status::timeout;
        if (is_over && m_tasks.empty() && m_output->left_ms() == 0) {
            m_output->rest();
            is_resting = true;
        }
    }
}

void Speaker::say(const Task& task) {
    Result<void> heard;
    const Wake wake(*this);
    const Sink sink = [&](Samples samples, int rate_hz) {
        apply_gain(samples, task.gain);
        if (heard && !wake.is_there()) heard = m_output->play(samples, rate_hz);
    };
    Result<void> said = m_voice->say(task.phrase, task.language, sink, wake);
    if (said) said = std::move(heard);
    // What was to be said may hold what a visitor typed: it is never named.
    if (!said && !std::exchange(m_has_failed, true)) {
        log::warning("a phrase was not said", {{"error", said.error()}});
    }
    if (said) m_has_failed = false;
}

}  // namespace otk::kiosk::speech
