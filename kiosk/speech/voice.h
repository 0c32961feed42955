#pragma once

#include <functional>
#include <memory>
#include <string_view>

#include "core/base/result.h"
#include "kiosk/speech/phrase.h"
#include "kiosk/speech/samples.h"

namespace otk::kiosk::speech {

/// Asked while something is being said: true, and it is to end at once.
class Interruption {
  public:
    virtual ~Interruption() = default;
    virtual bool is_there() const = 0;
    /// Becomes readable when it is there: to be waited for together with something else.
    virtual int descriptor() const = 0;
};

/// Takes sound as it is made: a piece of it and its rate in Hz.
using Sink = std::function<void(Samples samples, int rate_hz)>;

/// Makes sound of words. Belongs to the thread of the Speaker.
class Voice {
  public:
    virtual ~Voice() = default;

    /// Whether it has words for that language ("ru"). Any thread.
    virtual bool speaks(std::string_view language) const = 0;

    /// Hands the whole phrase to `sink`, or so much of it as is made before the interruption.
    /// NotFound if it has no sound for that phrase; everything else is a fault of the machine.
    virtual Result<void> say(const Phrase& phrase, std::string_view language, const Sink& sink,
        const Interruption& interruption) = 0;
};

/// Where sound goes. Belongs to the thread of the Speaker.
class SoundOutput {
  public:
    virtual ~SoundOutput() = default;

    /// Whether there is a way for sound on this machine.
    virtual Result<void> check() = 0;
    /// Adds to what is being heard; does not wait for it.
    virtual Result<void> play(const Samples& samples, int rate_hz) = 0;
    /// Silence at once.
    virtual void stop() = 0;
    /// How long what was played so far will still be heard; milliseconds.
    virtual int left_ms() const = 0;
    /// Nothing will be played for a while, or no more: lets go of everything.
    virtual void rest() = 0;
};

}  // namespace otk::kiosk::speech
