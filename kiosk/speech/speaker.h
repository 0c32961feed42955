#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>

#include "core/base/file.h"
#include "core/base/result.h"
#include "kiosk/speech/phrase.h"
#include "kiosk/speech/voice.h"

namespace otk::kiosk::speech {

/// Says one thing after the other on a thread of its own. No call waits for a voice or for sound.
class Speaker {
  public:
    /// Phrases that wait at most; a longer page is cut, which no page is.
    static constexpr std::size_t phrases_max = 256;

    /// `on_ready` is called once, on the speaker's thread, when sound was found to have a way out.
    static Result<std::unique_ptr<Speaker>> start(std::unique_ptr<Voice> voice,
        std::unique_ptr<SoundOutput> output, std::function<void()> on_ready);
    ~Speaker();
    Speaker(const Speaker&) = delete;
    Speaker& operator=(const Speaker&) = delete;

    bool speaks(std::string_view language) const { return m_voice->speaks(language); }

    void say(Saying saying, const std::string& language, int volume_step);
    /// Nothing more, at once.
    void hush();

  private:
    struct Task {
        Phrase phrase;
        std::string language;
        float gain;
    };
    class Wake;

    Speaker(std::unique_ptr<Voice> voice, std::unique_ptr<SoundOutput> output, Descriptor wake,
        std::function<void()> on_ready);
    void serve();
    bool has_way_out();
    std::optional<Task> next_task();
    void say(const Task& task);

    std::unique_ptr<Voice> m_voice;
    std::unique_ptr<SoundOutput> m_output;
    Descriptor m_wake;  ///< an eventfd: readable while an interruption waits to be seen
    std::function<void()> m_on_ready;
    bool m_has_failed = false;  ///< the last phrase made no sound; of the thread
    std::mutex m_mutex;         ///< guards the members down to m_is_ending
    std::condition_variable m_changed;
    std::deque<Task> m_tasks;
    bool m_is_interrupted = false;
    bool m_is_ending = false;
    std::thread m_thread;
};

}  // namespace otk::kiosk::speech
