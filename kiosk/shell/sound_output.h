#pragma once

#include <memory>

#include "kiosk/speech/voice.h"

namespace otk::kiosk::shell {

/// The machine's sound card by SDL (ALSA on a kiosk; SDL_AUDIODRIVER and AUDIODEV choose another).
/// It is opened with the first word and let go when nothing more is said.
std::unique_ptr<speech::SoundOutput> make_sound_output();

}  // namespace otk::kiosk::shell
