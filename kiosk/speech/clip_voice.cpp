#include "kiosk/speech/clip_voice.h"

#include <utility>

#include "core/base/bytes.h"
#include "core/base/log.h"
#include "core/sound/wav.h"

namespace otk::kiosk::speech {
namespace {

Result<void> play(const Path& file, const Sink& sink) {
    const Bytes bytes = OTK_TRY(read_file(file, ClipVoice::clip_bytes_max));
    const sound::Wav recording = OTK_TRY(in(file.string(), sound::read_wav(text_of(bytes))));
    sink(samples_of(recording.samples), recording.rate_hz);
    return {};
}

}  // namespace

ClipVoice::ClipVoice(Clips clips, std::unique_ptr<Voice> rest)
    : m_clips(std::move(clips)), m_rest(std::move(rest)) {}

bool ClipVoice::rest_speaks(std::string_view language) const {
    return m_rest != nullptr && m_rest->speaks(language);
}

bool ClipVoice::speaks(std::string_view language) const {
    const auto recorded = m_clips.find(language);
    return rest_speaks(language) || (recorded != m_clips.end() && !recorded->second.empty());
}

/// Null: that phrase was not recorded, or says something else now.
const Path* ClipVoice::clip_of(const Phrase& phrase, std::string_view language) const {
    const auto recorded = m_clips.find(language);
    if (recorded == m_clips.end()) return nullptr;
    const auto clip = recorded->second.find(phrase.text);
    return clip != recorded->second.end() ? &clip->second : nullptr;
}

Result<void> ClipVoice::say(const Phrase& phrase, std::string_view language, const Sink& sink,
    const Interruption& interruption) {
    if (const Path* const clip = clip_of(phrase, language)) {
        Result<void> said = play(*clip, sink);
        if (said || !rest_speaks(language)) return said;
        log::warning("a recording cannot be played", {{"error", said.error()}});
    }
    if (rest_speaks(language)) return m_rest->say(phrase, language, sink, interruption);
    return fail(ErrorKind::NotFound, "speech: not recorded, and no other voice for the language");
}

}  // namespace otk::kiosk::speech
