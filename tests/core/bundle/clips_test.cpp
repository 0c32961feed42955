#include "core/bundle/clips.h"

#include <catch2/catch.hpp>

#include "core/bundle/bundle.h"
#include "tests/core/bundle/sample_bundle.h"
#include "tests/core/sound/wav_sample.h"
#include "tests/support/temporary_folder.h"

using namespace otk;
using namespace otk::bundle;

namespace {

Bytes bytes(std::string_view text) {
    return {text.begin(), text.end()};
}

/// The sample bundle with these files of clips/.
Result<Bundle> bundle_with(const std::map<std::string, std::string>& clips, const Path& folder) {
    BundleDraft draft = test::sample_bundle();
    for (const auto& [name, content] : clips)
        draft.files["clips/" + name] = bytes(content);
    return write_bundle(draft, folder);
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

const std::string second = test::wav_file(16'000, 16'000);

}  // namespace

TEST_CASE("a list says which file has which sentence, and is written as it is read") {
    const ClipList list{{"rating-ru.wav", "Как вас обслужили?"}, {"next-ru.wav", "Дальше"}};
    CHECK(parse_clip_list(write_clip_list(list)).value() == list);
    CHECK(parse_clip_list("{}").value().empty());
}

TEST_CASE("what is no list of recordings is refused") {
    for (const char* json : {"", "[]", R"({"a.wav":1})", R"({"a.wav":""})", R"({"../a.wav":"Да"})",
             R"({"a.ogg":"Да"})", R"({".wav":"Да"})", R"({"Да.wav":"Да"})"}) {
        CAPTURE(json);
        const Result<ClipList> list = parse_clip_list(json);
        REQUIRE_FALSE(list);
        CHECK(list.error().kind == ErrorKind::InvalidInput);
    }
    const std::string longest(ClipLimits::sentence_bytes_max, 'a');
    CHECK(parse_clip_list(R"({"a.wav":")" + longest + "\"}"));
    CHECK_FALSE(parse_clip_list(R"({"a.wav":")" + longest + "a\"}"));
    CHECK_FALSE(parse_clip_list(std::string(ClipLimits::list_bytes_max + 1, ' ')));
}

TEST_CASE("a recording has a length that one listens to") {
    CHECK(check_clip(bytes(second)));
    CHECK(check_clip(bytes(test::wav_file(16'000, 16'000 * ClipLimits::seconds_max))));
    CHECK(has(check_clip(bytes(test::wav_file(8'000, 8'000 * 31))).error().context, "of 31 s"));
    CHECK(has(check_clip(Bytes(ClipLimits::bytes_max + 1, 0)).error().context, "1048577 bytes"));
    CHECK(has(check_clip(bytes("MP3")).error().context, "no WAV file"));
}

TEST_CASE("a bundle has the sentences that are listed and recorded") {
    const test::TemporaryFolder folder;
    const Result<Bundle> bundle =
        bundle_with({{"ru.json", R"({"next-ru.wav":"Дальше","done-ru.wav":"Готово"})"},
                        {"next-ru.wav", second}},
            folder / "current");
    INFO((bundle ? "" : bundle.error().context));
    REQUIRE(bundle);
    REQUIRE(bundle->clips.at("ru").size() == 1);
    CHECK(bundle->clips.at("ru").at("Дальше") == folder / "current" / "clips/next-ru.wav");
    REQUIRE(bundle->warnings.size() == 1);
    CHECK(has(bundle->warnings.front(), "clips/ru.json: 1 of 2 sentences are recorded"));
}

TEST_CASE("what cannot be played, or stands in no list, is told and not said") {
    const test::TemporaryFolder folder;
    const Result<Bundle> bundle = bundle_with({{"ru.json", R"({"next-ru.wav":"Дальше"})"},
                                                  {"next-ru.wav", "MP3"}, {"old-ru.wav", second}},
        folder / "current");
    REQUIRE(bundle);
    CHECK(bundle->clips.at("ru").empty());
    REQUIRE(bundle->warnings.size() == 3);
    CHECK(has(bundle->warnings[0], "clips/next-ru.wav is not said: a recording: no WAV file"));
    CHECK(has(bundle->warnings[1], "clips/ru.json: 0 of 1"));
    CHECK(has(bundle->warnings[2], "clips/old-ru.wav is not said: no list has it"));
}

TEST_CASE("a list that is none, and a recording that was changed, refuse the bundle") {
    const test::TemporaryFolder folder;
    const Result<Bundle> wrong = bundle_with({{"ru.json", "[]"}}, folder / "wrong");
    REQUIRE_FALSE(wrong);
    CHECK(has(wrong.error().context, "clips/ru.json: "));

    REQUIRE(bundle_with(
        {{"ru.json", R"({"next-ru.wav":"Дальше"})"}, {"next-ru.wav", second}}, folder / "current"));
    std::string changed = second;
    changed.back() = 'u';
    REQUIRE(write_durably(folder / "current" / "clips/next-ru.wav", bytes_of(changed)));
    const Result<Bundle> read = read_bundle(folder / "current");
    REQUIRE_FALSE(read);
    CHECK(read.error().kind == ErrorKind::Corrupt);
    CHECK(has(read.error().context, "clips/next-ru.wav"));
}
