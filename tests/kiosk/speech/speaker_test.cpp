#include <algorithm>

#include <catch2/catch.hpp>

#include "kiosk/speech/speaker.h"
#include "tests/kiosk/speech/fake_sound.h"

namespace otk::test {

using namespace kiosk::speech;

namespace {

std::unique_ptr<Speaker> speaker(Journal& journal, bool has_card = true) {
    auto made = Speaker::start(std::make_unique<FakeVoice>(journal),
        std::make_unique<FakeSound>(journal, has_card), [&journal] { journal.write("ready"); });
    REQUIRE(made.has_value());
    return std::move(*made);
}

Saying saying(std::initializer_list<const char*> texts, bool interrupts = true) {
    Saying made{{}, interrupts};
    for (const char* text : texts)
        made.phrases.push_back({text});
    return made;
}

std::size_t count(const Journal& journal, const std::string& line) {
    const std::vector<std::string> lines = journal.lines();
    return static_cast<std::size_t>(std::count(lines.begin(), lines.end(), line));
}

}  // namespace

TEST_CASE("phrases are said one after the other, at the volume that was asked for") {
    Journal journal;
    const auto made = speaker(journal);
    REQUIRE(journal.waits_for("ready"));
    CHECK(made->speaks("ru"));
    CHECK_FALSE(made->speaks("ce"));
    made->say(saying({"one", "two"}), "ru", volume_steps);
    REQUIRE(journal.waits_for("say two in ru"));
    REQUIRE(journal.waits_for("play 100 at 22050"));
    made->say(saying({"quiet"}), "ru", volume_steps - 1);
    CHECK(journal.waits_for("play 50 at 22050"));
}

TEST_CASE("what comes next interrupts what is being said, and nothing of it is heard any more") {
    Journal journal;
    const auto made = speaker(journal);
    made->say(saying({"long", "never"}), "ru", volume_steps);
    REQUIRE(journal.waits_for("play 100 at 22050"));
    made->say(saying({"next"}), "ru", volume_steps);
    REQUIRE(journal.waits_for("interrupted"));
    REQUIRE(journal.waits_for("play 100 at 22050", 2));
    CHECK(count(journal, "say never in ru") == 0);
    // Silence came between: what "long" made too late was not played.
    const std::vector<std::string> lines = journal.lines();
    const auto interrupted = std::find(lines.begin(), lines.end(), "interrupted");
    REQUIRE(interrupted + 1 != lines.end());
    CHECK(*(interrupted + 1) == "stop");
    CHECK(count(journal, "play 100 at 22050") == 2);
}

TEST_CASE("what does not interrupt waits for the end") {
    Journal journal;
    const auto made = speaker(journal);
    made->say(saying({"one"}), "ru", volume_steps);
    made->say(saying({"two"}, false), "ru", volume_steps);
    REQUIRE(journal.waits_for("say two in ru"));
    const std::vector<std::string> lines = journal.lines();
    CHECK(std::find(lines.begin(), lines.end(), "say one in ru") <
          std::find(lines.begin(), lines.end(), "say two in ru"));
}

TEST_CASE("silence is at once, and speech goes on afterwards") {
    Journal journal;
    const auto made = speaker(journal);
    made->say(saying({"long"}), "ru", volume_steps);
    REQUIRE(journal.waits_for("say long in ru"));
    made->hush();
    REQUIRE(journal.waits_for("interrupted"));
    made->say(saying({"again"}), "ru", volume_steps);
    CHECK(journal.waits_for("say again in ru"));
}

TEST_CASE("a phrase that fails does not end speech") {
    Journal journal;
    const auto made = speaker(journal);
    made->say(saying({"broken", "whole"}), "ru", volume_steps);
    CHECK(journal.waits_for("say whole in ru"));
}

TEST_CASE("without a sound card nobody is told that speech is ready") {
    Journal journal;
    {
        const auto made = speaker(journal, false);
        made->say(saying({"one"}), "ru", volume_steps);
    }
    CHECK(journal.lines() == std::vector<std::string>{"rest"});
}

TEST_CASE("the end does not wait for a phrase") {
    Journal journal;
    {
        const auto made = speaker(journal);
        made->say(saying({"long"}), "ru", volume_steps);
        REQUIRE(journal.waits_for("say long in ru"));
    }
    CHECK(count(journal, "interrupted") == 1);
}

}  // namespace otk::test
