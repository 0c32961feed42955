#pragma once

#include <map>
#include <memory>
#include <string>

#include "core/base/file.h"
#include "core/base/result.h"
#include "kiosk/speech/voice.h"

namespace otk::kiosk::speech {

/// Language → phrase, letter for letter → its recording.
using Clips = std::map<std::string, std::map<std::string, Path, std::less<>>, std::less<>>;

/// A person's voice where a phrase was recorded, another voice for every other phrase. What is to
/// be said, and what never is, has been decided before: a recording is only the sound of a phrase
/// that would be said anyway.
class ClipVoice final : public Voice {
  public:
    /// A recording that is longer is not read: one of a bundle is shorter.
    static constexpr std::size_t clip_bytes_max = 1U << 20U;

    /// `rest` may be null: then what was not recorded is not said.
    ClipVoice(Clips clips, std::unique_ptr<Voice> rest);

    /// The other voice does, or something of that language was recorded.
    bool speaks(std::string_view language) const override;
    Result<void> say(const Phrase& phrase, std::string_view language, const Sink& sink,
        const Interruption& interruption) override;

  private:
    const Path* clip_of(const Phrase& phrase, std::string_view language) const;
    bool rest_speaks(std::string_view language) const;

    Clips m_clips;
    std::unique_ptr<Voice> m_rest;
};

}  // namespace otk::kiosk::speech
