#include <sys/eventfd.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdio>

#include <catch2/catch.hpp>

#include "kiosk/speech/espeak_voice.h"

namespace otk::test {

using namespace kiosk::speech;

namespace {

class TestInterruption final : public Interruption {
  public:
    TestInterruption() : m_wake(::eventfd(0, EFD_CLOEXEC)) { REQUIRE(m_wake.is_open()); }
    void comes() {
        m_is_there = true;
        const std::uint64_t one = 1;
        REQUIRE(::write(m_wake.number(), &one, sizeof one) == sizeof one);
    }
    bool is_there() const override { return m_is_there; }
    int descriptor() const override { return m_wake.number(); }

  private:
    Descriptor m_wake;
    std::atomic<bool> m_is_there{false};
};

struct Heard {
    std::size_t samples = 0;
    int rate_hz = 0;
    int loudest = 0;
    double seconds() const { return static_cast<double>(samples) / rate_hz; }
};

Sink into(Heard& heard) {
    return [&heard](const Samples& samples, int rate_hz) {
        heard.samples += samples.size();
        heard.rate_hz = rate_hz;
        for (const std::int16_t sample : samples) {
            heard.loudest = std::max(heard.loudest, std::abs(int{sample}));
        }
    };
}

std::unique_ptr<EspeakVoice> voice() {
    auto made = EspeakVoice::create();
    if (!made) FAIL(made.error().context << ": scripts/lib/packages has it");
    return std::move(*made);
}

double duration_of(const char* text, const char* language) {
    Heard heard;
    const TestInterruption never;
    REQUIRE(voice()->say({text}, language, into(heard), never).has_value());
    REQUIRE(heard.rate_hz == 22'050);
    // Not silence: a third of what 16 bits hold.
    CHECK(heard.loudest > 10'000);
    return heard.seconds();
}

}  // namespace

TEST_CASE("espeak-ng says phrases in every language that the kiosk thinks it has") {
    // About twelve letters a second, whatever the language.
    CHECK(duration_of("Как вас сегодня обслужили?", "ru") == Approx(2.2).margin(1));
    CHECK(duration_of("How were you served today?", "en") == Approx(2.0).margin(1));
    for (const char* language : {"tt", "ba", "cv", "kk", "ky"}) {
        CHECK(voice()->speaks(language));
        CHECK(duration_of("Рахмат", language) > 0.3);
    }
    // A voice reads words, it does not spell the bytes of a wrong encoding.
    CHECK(duration_of("Очень плохо", "ru") < 2.5);
}

TEST_CASE("espeak-ng has no Chechen voice, and says nothing in place of one") {
    Heard heard;
    const TestInterruption never;
    CHECK_FALSE(voice()->speaks("ce"));
    const Result<void> said = voice()->say({"Баркалла"}, "ce", into(heard), never);
    REQUIRE_FALSE(said);
    CHECK(said.error().kind == ErrorKind::NotFound);
    CHECK(heard.samples == 0);
}

TEST_CASE("an interruption ends espeak-ng within a quarter of a second") {
    std::string long_text;
    for (int sentence = 0; sentence < 400; ++sentence)
        long_text += "Ждали очень долго. ";
    Heard heard;
    TestInterruption interruption;
    std::chrono::steady_clock::time_point came;
    const Sink sink = [&](const Samples& samples, int) {
        heard.samples += samples.size();
        if (interruption.is_there()) return;
        interruption.comes();
        came = std::chrono::steady_clock::now();
    };
    REQUIRE(voice()->say({long_text}, "ru", sink, interruption).has_value());
    const auto took = std::chrono::steady_clock::now() - came;
    const auto took_ms = std::chrono::duration_cast<std::chrono::milliseconds>(took).count();
    std::printf(
        "espeak-ng ended %lld ms after the interruption\n", static_cast<long long>(took_ms));
    CHECK(took_ms < 250);
    // 400 sentences are minutes: what was made is the first piece.
    CHECK(heard.samples < 22'050 * 10);
}

TEST_CASE("a program that is no voice is found out") {
    CHECK(EspeakVoice::create("/nonexistent/espeak-ng").error().kind == ErrorKind::NotFound);
    Heard heard;
    const TestInterruption never;
    // It takes the same words, and writes nothing.
    auto silent = EspeakVoice::create("/bin/true");
    REQUIRE(silent.has_value());
    const Result<void> said = (*silent)->say({"Да"}, "ru", into(heard), never);
    REQUIRE_FALSE(said);
    CHECK(said.error().kind == ErrorKind::Unavailable);
}

}  // namespace otk::test
