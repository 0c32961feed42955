#pragma once

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>
#include <vector>

#include "kiosk/speech/voice.h"

namespace otk::test {

/// What a fake voice and output did, for a test to wait for; any thread.
class Journal {
  public:
    void write(const std::string& line) {
        const std::lock_guard guard(m_mutex);
        m_lines.push_back(line);
        m_changed.notify_all();
    }
    std::vector<std::string> lines() const {
        const std::lock_guard guard(m_mutex);
        return m_lines;
    }
    /// False if that line does not come so often within ten seconds.
    bool waits_for(const std::string& line, int times = 1) {
        std::unique_lock lock(m_mutex);
        return m_changed.wait_for(lock, std::chrono::seconds(10),
            [&] { return std::count(m_lines.begin(), m_lines.end(), line) >= times; });
    }

  private:
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::vector<std::string> m_lines;
};

/// Makes one sample of a phrase; the phrase "long" goes on until it is interrupted.
class FakeVoice final : public kiosk::speech::Voice {
  public:
    explicit FakeVoice(Journal& journal) : m_journal(journal) {}
    bool speaks(std::string_view language) const override { return language == "ru"; }
    Result<void> say(const kiosk::speech::Phrase& phrase, std::string_view language,
        const kiosk::speech::Sink& sink, const kiosk::speech::Interruption& interruption) override;

  private:
    Journal& m_journal;
};

/// Plays nothing; what was played is heard at once.
class FakeSound final : public kiosk::speech::SoundOutput {
  public:
    FakeSound(Journal& journal, bool has_card) : m_journal(journal), m_has_card(has_card) {}
    Result<void> check() override {
        if (!m_has_card) return fail(ErrorKind::Unavailable, "no card");
        return {};
    }
    Result<void> play(const kiosk::speech::Samples& samples, int rate_hz) override;
    void stop() override { m_journal.write("stop"); }
    int left_ms() const override { return 0; }
    void rest() override { m_journal.write("rest"); }

  private:
    Journal& m_journal;
    bool m_has_card;
};

}  // namespace otk::test
