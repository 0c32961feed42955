#include <catch2/catch.hpp>

#include "kiosk/speech/clip_voice.h"
#include "kiosk/speech/narrator.h"
#include "tests/core/sound/wav_sample.h"
#include "tests/kiosk/speech/fake_sound.h"
#include "tests/support/temporary_folder.h"

namespace otk::test {

using namespace kiosk::speech;

namespace {

class Uninterrupted final : public Interruption {
  public:
    bool is_there() const override { return false; }
    int descriptor() const override { return -1; }
};

/// A folder with a recording of «Дальше», and what is heard of a voice.
struct Reading {
    TemporaryFolder folder;
    Journal machine;  ///< what the other voice was asked to say
    Samples heard;
    int heard_hz = 0;
    Clips clips;

    Reading() { clips["ru"]["Дальше"] = record("next-ru.wav", wav_file(16'000, 3)); }

    Path record(const char* name, const std::string& content) const {
        Path file = folder / name;
        REQUIRE(write_durably(file, bytes_of(content)));
        return file;
    }

    ClipVoice voice() { return {clips, std::make_unique<FakeVoice>(machine)}; }

    Result<void> say(
        ClipVoice& voice, const std::string& phrase, std::string_view language = "ru") {
        return voice.say(
            {phrase}, language,
            [this](const Samples& samples, int rate_hz) {
                heard.insert(heard.end(), samples.begin(), samples.end());
                heard_hz = rate_hz;
            },
            Uninterrupted());
    }
};

}  // namespace

TEST_CASE("a phrase that was recorded is said by who read it, every other by the machine") {
    Reading reading;
    ClipVoice voice = reading.voice();
    REQUIRE(reading.say(voice, "Дальше"));
    CHECK(reading.heard == Samples{0x6F6F, 0x6F6F, 0x6F6F});
    CHECK(reading.heard_hz == 16'000);
    CHECK(reading.machine.lines().empty());
    REQUIRE(reading.say(voice, "Назад"));
    CHECK(reading.machine.lines() == std::vector<std::string>{"say Назад in ru"});
}

TEST_CASE("a phrase that has changed by one letter since it was recorded is the machine's") {
    Reading reading;
    ClipVoice voice = reading.voice();
    REQUIRE(reading.say(voice, "Дальше."));
    CHECK(reading.machine.lines() == std::vector<std::string>{"say Дальше. in ru"});
}

TEST_CASE("a recording is of one language") {
    Reading reading;
    reading.clips["en"]["Next"] = reading.record("next-en.wav", wav_file(8'000, 1));
    ClipVoice voice = reading.voice();
    REQUIRE(reading.say(voice, "Next", "en"));
    CHECK(reading.heard_hz == 8'000);
    // The other voice of this test knows Russian alone.
    const Result<void> said = reading.say(voice, "Дальше", "en");
    REQUIRE_FALSE(said);
    CHECK(said.error().kind == ErrorKind::NotFound);
}

TEST_CASE("a recording that is gone or damaged is said by the machine") {
    Reading reading;
    reading.clips["ru"]["Готово"] = reading.folder / "gone-ru.wav";
    reading.clips["ru"]["Назад"] = reading.record("back-ru.wav", "RIFF");
    ClipVoice voice = reading.voice();
    REQUIRE(reading.say(voice, "Готово"));
    REQUIRE(reading.say(voice, "Назад"));
    CHECK(reading.heard_hz != 16'000);
    CHECK(
        reading.machine.lines() == std::vector<std::string>{"say Готово in ru", "say Назад in ru"});
}

TEST_CASE("a language without a machine's voice is spoken where something of it was recorded") {
    Reading reading;
    reading.clips["ce"]["Кхин дӀа"] = reading.record("next-ce.wav", wav_file(8'000, 1));
    ClipVoice voice(reading.clips, nullptr);
    CHECK(voice.speaks("ce"));
    CHECK(voice.speaks("ru"));
    CHECK_FALSE(voice.speaks("tt"));
    REQUIRE(reading.say(voice, "Кхин дӀа", "ce"));
    CHECK(reading.heard.size() == 1);
    CHECK_FALSE(reading.say(voice, "ХӀан-хӀа", "ce"));
    CHECK(reading.voice().speaks("ru"));
}

TEST_CASE("what was chosen is not said by a recording either, where others hear") {
    Reading reading;
    const NarratorWords words{"Клавиатура", "Сейчас недоступно", "выбрано"};
    reading.clips["ru"]["Долго ждали, выбрано"] =
        reading.record("chosen-ru.wav", wav_file(48'000, 1));
    ClipVoice voice = reading.voice();
    kiosk::Item answer;
    answer.id = "choice-waiting";
    answer.role = kiosk::Role::Checkbox;
    answer.label = "Долго ждали";
    const auto say_page = [&] {
        const std::vector<kiosk::Item> items{answer};
        for (const Phrase& phrase : whole_page({"question", "ru", items, {}}, words))
            REQUIRE(reading.say(voice, phrase.text));
    };
    // A discreet frame chooses nothing: Frame::discreet, and discreet_test.cpp for every page.
    say_page();
    CHECK(reading.heard_hz != 48'000);
    answer.is_chosen = true;  // a headset's frame
    say_page();
    CHECK(reading.heard_hz == 48'000);
}

}  // namespace otk::test
