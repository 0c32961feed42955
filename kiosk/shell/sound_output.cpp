#include "kiosk/shell/sound_output.h"

#include <unistd.h>

#include <cstdlib>

#include <SDL.h>

#include "core/base/format.h"
#include "kiosk/shell/sdl_library.h"

namespace otk::kiosk::shell {
namespace {

constexpr int sample_bytes = sizeof(std::int16_t);

Failure fail_sdl(const char* what) {
    return fail(ErrorKind::Unavailable, format("{}: {}", what, SDL_GetError()));
}

class SdlSound final : public speech::SoundOutput {
  public:
    Result<void> check() override {
        // A machine without a card is not worth the library that looks for one.
        const bool is_usual = std::getenv("SDL_AUDIODRIVER") == nullptr;
        if (is_usual && ::access("/dev/snd", F_OK) != 0) {
            return fail(ErrorKind::NotFound, "there is no sound card");
        }
        OTK_TRY(load_sdl());
        // No sound server is asked for: a kiosk has none. The environment goes before.
        SDL_SetHint(SDL_HINT_AUDIODRIVER, "alsa");
        constexpr int usual_rate_hz = 22'050;
        OTK_TRY(open(usual_rate_hz));
        rest();
        return {};
    }

    Result<void> play(const speech::Samples& samples, int rate_hz) override {
        if (m_device != 0 && rate_hz != m_rate_hz) rest();
        if (m_device == 0) OTK_TRY(open(rate_hz));
        const auto bytes = static_cast<Uint32>(samples.size() * sample_bytes);
        if (SDL_QueueAudio(m_device, samples.data(), bytes) != 0) return fail_sdl("play sound");
        return {};
    }

    void stop() override {
        if (m_device != 0) SDL_ClearQueuedAudio(m_device);
    }

    int left_ms() const override {
        if (m_device == 0) return 0;
        const Uint32 samples = SDL_GetQueuedAudioSize(m_device) / sample_bytes;
        return static_cast<int>(std::int64_t{samples} * 1000 / m_rate_hz);
    }

    void rest() override {
        if (m_device != 0) {
            SDL_CloseAudioDevice(m_device);
            m_device = 0;
            SDL_QuitSubSystem(SDL_INIT_AUDIO);
        }
        // SDL keeps its last error for each thread, and frees that of its own threads only.
        if (load_sdl()) SDL_TLSCleanup();
    }

  private:
    Result<void> open(int rate_hz) {
        if (SDL_InitSubSystem(SDL_INIT_AUDIO) != 0) return fail_sdl("start sound");
        SDL_AudioSpec wanted{};
        wanted.freq = rate_hz;
        wanted.format = AUDIO_S16SYS;
        wanted.channels = 1;
        // 46 ms at 22 kHz: what is heard of an interrupted word at most.
        wanted.samples = 1024;
        constexpr int as_wanted = 0;
        m_device = SDL_OpenAudioDevice(nullptr, 0, &wanted, nullptr, as_wanted);
        if (m_device == 0) {
            Failure failure = fail_sdl("open the sound card");
            SDL_QuitSubSystem(SDL_INIT_AUDIO);
            return failure;
        }
        m_rate_hz = rate_hz;
        SDL_PauseAudioDevice(m_device, 0);
        return {};
    }

    SDL_AudioDeviceID m_device = 0;
    int m_rate_hz = 0;
};

}  // namespace

std::unique_ptr<speech::SoundOutput> make_sound_output() {
    return std::make_unique<SdlSound>();
}

}  // namespace otk::kiosk::shell
