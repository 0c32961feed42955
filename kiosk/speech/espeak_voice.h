#pragma once

#include <memory>

#include "core/base/file.h"
#include "core/base/result.h"
#include "kiosk/speech/voice.h"

namespace otk::kiosk::speech {

/// Debian's espeak-ng, a process for each phrase: what it does wrong ends with it, its licence
/// (GPL 3) does not reach into this program, and its memory comes only with a word. The text goes
/// in by a file in memory, so that no list of processes shows it.
class EspeakVoice final : public Voice {
  public:
    /// Without a sound for so long, the process is given up.
    static constexpr int silence_ms_max = 3'000;
    /// A phrase's sound is cut after this: two minutes.
    static constexpr std::size_t sound_bytes_max = 2U * 120 * 22'050;

    /// NotFound without the program.
    static Result<std::unique_ptr<EspeakVoice>> create(const Path& program = "/usr/bin/espeak-ng");

    bool speaks(std::string_view language) const override;
    Result<void> say(const Phrase& phrase, std::string_view language, const Sink& sink,
        const Interruption& interruption) override;

  private:
    explicit EspeakVoice(Path program) : m_program(std::move(program)) {}

    Path m_program;
};

}  // namespace otk::kiosk::speech
