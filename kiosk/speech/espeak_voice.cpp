#include "kiosk/speech/espeak_voice.h"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <optional>
#include <string>

#include "core/base/child.h"
#include "core/base/format.h"
#include "core/sound/wav.h"

namespace otk::kiosk::speech {
namespace {

/// Of what `espeak-ng --voices` lists (1.51), the languages that are spoken in Russia, and English.
constexpr std::array<std::string_view, 7> languages{"ru", "en", "tt", "ba", "cv", "kk", "ky"};

/// Words a minute: 175 is its own; people who listen to a machine in a hall want it slower.
constexpr const char* pace = "150";
constexpr const char* utf8 = "1";  ///< of its numbers for encodings

Result<Child> start(const Path& program, std::string_view voice, std::string_view text) {
    const Descriptor words = OTK_TRY(nameless_file(text));
    // No environment: it has nothing to look up for what it is asked.
    return Child::start({.words = {program.string(), "--stdin", "--stdout", "-b", utf8, "-v",
                             std::string(voice), "-s", pace},
        .input = &words,
        .inherits_environment = false,
        .is_heard_complaining = false});
}

/// What comes out of the process, handed on as samples.
class Reader {
  public:
    explicit Reader(const Sink& sink) : m_sink(sink) {}

    Result<void> take(std::string_view bytes) {
        m_pending.append(bytes);
        if (m_rate_hz == 0) {
            const std::optional<sound::WavHeader> header = sound::read_wav_header(m_pending);
            if (!header && m_pending.size() >= sound::wav_header_bytes_max) {
                return fail(ErrorKind::Corrupt, "espeak-ng: what it wrote is no sound");
            }
            if (!header) return {};
            m_rate_hz = header->rate_hz;
            m_pending.erase(0, header->begin);
        }
        const std::size_t whole = m_pending.size() / 2 * 2;
        if (whole == 0) return {};
        m_sink(samples_of(std::string_view(m_pending).substr(0, whole)), m_rate_hz);
        m_pending.erase(0, whole);
        return {};
    }

    bool has_heard() const { return m_rate_hz != 0; }

  private:
    const Sink& m_sink;
    std::string m_pending;
    int m_rate_hz = 0;
};

/// Waits for sound: true if there is some or its end, false at an interruption.
Result<bool> wait_for_sound(const Child& child, const Interruption& interruption) {
    std::array<pollfd, 2> watched{
        pollfd{child.output(), POLLIN, 0}, pollfd{interruption.descriptor(), POLLIN, 0}};
    const int ready = ::poll(watched.data(), watched.size(), EspeakVoice::silence_ms_max);
    if (interruption.is_there()) return false;
    if (ready == 0) return fail(ErrorKind::Unavailable, "espeak-ng: it makes no sound");
    if (ready < 0 && errno != EINTR) return Failure(error_from_errno("speech", "poll", errno));
    return true;
}

}  // namespace

Result<std::unique_ptr<EspeakVoice>> EspeakVoice::create(const Path& program) {
    if (::access(program.c_str(), X_OK) != 0) {
        return fail(ErrorKind::NotFound, format("{}: not installed", program.string()));
    }
    return std::unique_ptr<EspeakVoice>(new EspeakVoice(program));
}

bool EspeakVoice::speaks(std::string_view language) const {
    return std::find(languages.begin(), languages.end(), language) != languages.end();
}

Result<void> EspeakVoice::say(const Phrase& phrase, std::string_view language, const Sink& sink,
    const Interruption& interruption) {
    if (!speaks(language)) {
        return fail(ErrorKind::NotFound, format("espeak-ng: no voice for {}", language));
    }
    const Child child = OTK_TRY(start(m_program, language, phrase.text));
    Reader reader(sink);
    std::size_t total = 0;
    std::array<char, 16'384> piece{};
    while (total < sound_bytes_max) {
        if (!OTK_TRY(wait_for_sound(child, interruption))) return {};
        const ssize_t got = ::read(child.output(), piece.data(), piece.size());
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return Failure(error_from_errno("speech", "pipe", errno));
        if (got == 0) break;
        total += static_cast<std::size_t>(got);
        OTK_TRY(reader.take({piece.data(), static_cast<std::size_t>(got)}));
    }
    if (!reader.has_heard()) return fail(ErrorKind::Unavailable, "espeak-ng: it said nothing");
    return {};
}

}  // namespace otk::kiosk::speech
