#include "tests/kiosk/speech/fake_sound.h"

#include <poll.h>

namespace otk::test {

Result<void> FakeVoice::say(const kiosk::speech::Phrase& phrase, std::string_view language,
    const kiosk::speech::Sink& sink, const kiosk::speech::Interruption& interruption) {
    m_journal.write("say " + phrase.text + " in " + std::string(language));
    if (phrase.text == "broken") return fail(ErrorKind::Unavailable, "it is broken");
    sink({100}, 22'050);
    if (phrase.text == "long") {
        pollfd watched{interruption.descriptor(), POLLIN, 0};
        while (!interruption.is_there())
            static_cast<void>(::poll(&watched, 1, 10'000));
        m_journal.write("interrupted");
        sink({100}, 22'050);  // comes too late to be heard
    }
    return {};
}

Result<void> FakeSound::play(const kiosk::speech::Samples& samples, int rate_hz) {
    m_journal.write("play " + std::to_string(samples.front()) + " at " + std::to_string(rate_hz));
    return {};
}

}  // namespace otk::test
