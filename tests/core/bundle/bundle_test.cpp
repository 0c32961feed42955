#include "core/bundle/bundle.h"

#include <png.h>

#include <algorithm>
#include <functional>
#include <optional>

#include <catch2/catch.hpp>

#include "core/bundle/form_drop.h"
#include "core/bundle/picture.h"
#include "core/form/form_json.h"
#include "tests/core/bundle/sample_bundle.h"
#include "tests/support/temporary_folder.h"

using namespace otk;
using namespace otk::bundle;

namespace {

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

/// The refusal of the sample bundle with one piece of one file replaced (its hash is right).
std::string refusal_with(
    const std::string& file, const std::string& old_text, const std::string& new_text) {
    BundleDraft draft = test::sample_bundle();
    std::string text(text_of(draft.files.at(file)));
    const std::size_t at = text.find(old_text);
    REQUIRE(at != std::string::npos);
    text.replace(at, old_text.size(), new_text);
    draft.files[file] = Bytes(text.begin(), text.end());
    const test::TemporaryFolder folder;
    const Result<Bundle> written = write_bundle(draft, folder / "current");
    REQUIRE_FALSE(written);
    CHECK_FALSE(std::filesystem::exists(folder / "current"));
    CHECK_FALSE(std::filesystem::exists(folder / "current.new"));
    return written.error().context;
}

}  // namespace

TEST_CASE("a bundle gives forms, places, texts and slips as one whole") {
    const test::TemporaryFolder folder;
    const Result<Bundle> bundle = write_bundle(test::sample_bundle(), folder / "current");
    INFO((bundle ? "" : bundle.error().context));
    REQUIRE(bundle);
    CHECK(bundle->languages == std::vector<std::string>{"ru", "en"});
    CHECK(bundle->warnings.empty());
    const Place* place = bundle->place("reception-7");
    REQUIRE(place != nullptr);
    CHECK(bundle->form_of(*place)->id == "reception");
    CHECK(bundle->texts.at("en")->text("Done") == "Done");
    CHECK(bundle->slips.at("phone") == folder / "current" / "slips/phone.json");
    CHECK(bundle->theme.ground == Ground::Light);
    CHECK_FALSE(bundle->theme.emblem);
    CHECK(bundle->place("nowhere") == nullptr);
}

TEST_CASE("a changed byte is found before the file is parsed") {
    const test::TemporaryFolder folder;
    REQUIRE(write_bundle(test::sample_bundle(), folder / "current"));
    for (const auto& [path, content] : test::sample_bundle().files) {
        CAPTURE(path);
        Bytes changed = content;
        changed[changed.size() / 2] ^= 1U;
        REQUIRE(write_durably(folder / "current" / path, changed));
        const Result<Bundle> read = read_bundle(folder / "current");
        REQUIRE_FALSE(read);
        CHECK(read.error().kind == ErrorKind::Corrupt);
        CHECK(has(read.error().context, path));
        REQUIRE(write_durably(folder / "current" / path, content));
    }
    CHECK(read_bundle(folder / "current"));
}

TEST_CASE("a form's pictures lie in the bundle and are pictures") {
    const Bytes png =
        read_file(Path(OTK_SOURCE_DIR) / "tests/contract/every_kind/media/queue.png", 4096).value();
    const auto bundle_with = [](const std::string& file, const std::optional<Bytes>& content) {
        BundleDraft draft = test::sample_bundle();
        form::Form form =
            form::decode_form(text_of(draft.files.at("forms/reception.json"))).value();
        form.questions.front().image.by_language["ru"] = "queue.png";
        const std::string text = compiled_text(form);
        draft.files["forms/reception.json"] = Bytes(text.begin(), text.end());
        if (content) draft.files[file] = *content;
        const test::TemporaryFolder folder;
        return write_bundle(draft, folder / "current");
    };
    const Result<Bundle> whole = bundle_with("pictures/queue.png", png);
    REQUIRE(whole);
    CHECK(whole->pictures.at("queue.png").filename() == "queue.png");
    CHECK(has(
        bundle_with("", {}).error().context, "asks for pictures/queue.png, which is not there"));
    CHECK(has(bundle_with("pictures/que ue.png", png).error().context, "no place of a bundle"));
    CHECK(has(bundle_with("pictures/queue.png", Bytes(100, 7)).error().context,
        "pictures/queue.png: a picture: not a PNG"));
    CHECK(has(bundle_with("pictures/queue.png", Bytes()).error().context,
        "pictures/queue.png: a picture: not a PNG"));
    Bytes cut = png;
    cut.resize(png.size() - 20);
    CHECK(bundle_with("pictures/queue.png", cut).error().kind == ErrorKind::Corrupt);
    Bytes heavy = png;
    heavy.resize(PictureLimits::size_bytes_max + 1);
    CHECK(has(bundle_with("pictures/queue.png", heavy).error().context, "more than 1048576"));
}

namespace {

/// Puts the sample bundle with one of its forms changed into a folder.
Result<Bundle> written_with(
    const std::string& file, const std::function<void(form::Form&)>& change, const Path& folder) {
    BundleDraft draft = test::sample_bundle();
    form::Form form = form::decode_form(text_of(draft.files.at(file))).value();
    change(form);
    const std::string text = compiled_text(form);
    draft.files[file] = Bytes(text.begin(), text.end());
    return write_bundle(draft, folder);
}

}  // namespace

TEST_CASE("what a kiosk cannot count is refused with what to write instead") {
    const test::TemporaryFolder folder;
    const auto written = written_with(
        "forms/reception.json",
        [](form::Form& form) {
            form.direction = {form::DirectionRule::Kind::Fixed, ""};
        },
        folder / "current");
    REQUIRE_FALSE(written);
    CHECK(has(
        written.error().context, "no direction to count its answers under: write otk:direction"));
}

TEST_CASE("a bundle takes tables of any choices and groups of several questions") {
    const test::TemporaryFolder folder;
    const auto table = written_with(
        "forms/staff.json",
        [](form::Form& form) {
            form.questions[form.pages.back().questions.front()].appearance.likert = false;
        },
        folder / "table");
    CHECK(table.has_value());
    const auto group = written_with(
        "forms/reception.json",
        [](form::Form& form) {
            form.groups.push_back({.name = "both", .label = {}, .relevant = {}, .parent = {}});
            for (form::Question& question : form.questions)
                question.group = form.groups.size() - 1;
            form.pages = {{form::PageKind::FieldList, "both", {}, {}, {0, 1}}};
        },
        folder / "group");
    CHECK(group.has_value());
}

TEST_CASE("a file too many or too few is refused") {
    const test::TemporaryFolder folder;
    REQUIRE(write_bundle(test::sample_bundle(), folder / "current"));
    REQUIRE(write_durably(folder / "current/notes.txt", bytes_of("x")));
    CHECK(has(
        read_bundle(folder / "current").error().context, "notes.txt: a file that the manifest"));
    REQUIRE(remove_durably(folder / "current/notes.txt"));
    REQUIRE(remove_durably(folder / "current/owner.toml"));
    CHECK(read_bundle(folder / "current").error().kind == ErrorKind::NotFound);
    CHECK(read_bundle(folder / "nothing").error().kind == ErrorKind::NotFound);
}

TEST_CASE("a bundle for a newer program is refused") {
    const test::TemporaryFolder folder;
    REQUIRE(write_bundle(test::sample_bundle(), folder / "current"));
    CHECK(read_bundle(folder / "current", "0.0.9").error().kind == ErrorKind::Unsupported);
    CHECK(read_bundle(folder / "current", "1.0.0"));
}

TEST_CASE("R03 a form for staff is refused on a public place") {
    CHECK(has(refusal_with("places.toml", "room = \"staff\"", "room = \"public\""),
        "places.toml: room-21: the form \"staff\" is for staff"));
}

TEST_CASE("a place without its form or without a name in each language is refused") {
    CHECK(has(refusal_with("places.toml", "form = \"staff\"", "form = \"other\""),
        "there is no form \"other\""));
    CHECK(has(refusal_with("places.toml", "name.en = \"Reception\"\n", ""),
        "places.toml: reception-7: no name in \"en\""));
    CHECK(has(refusal_with("owner.toml", "name.en", "name.tt"), "owner.toml: no name in \"en\""));
}

TEST_CASE("R04 R10 a direction that a form can yield has to be one of the profile's") {
    CHECK(has(refusal_with("profile.toml", "code = \"service\"", "code = \"control\""),
        "forms/reception.json: direction \"service\" is none of profile \"sample\""));
    CHECK(has(
        refusal_with("profile.toml", "code = \"hr\"\nlabel = \"кадры\"\naudiences = [\"internal\"]",
            "code = \"hr\"\nlabel = \"кадры\"\naudiences = [\"external\"]"),
        "forms/staff.json: direction \"hr\" is not for this form's audience"));
}

TEST_CASE("what the profile drops may not be in the bundle's forms") {
    CHECK(has(refusal_with("profile.toml", "choices.direction = [\"support\"]",
                  "choices.direction = [\"service\"]"),
        "the profile drops \"service\" of the list \"direction\", which is there"));
    CHECK(has(refusal_with("profile.toml", "questions = [\"rules\"]", "questions = [\"hr\"]"),
        "the profile drops \"hr\", which is there"));
}

TEST_CASE("a text that English lacks is Russian, and a warning names it") {
    BundleDraft draft = test::sample_bundle();
    std::string text(text_of(draft.files.at("texts/en.po")));
    const std::string entry = "msgid \"Done\"\nmsgstr \"Done\"\n";
    REQUIRE(has(text, entry));
    text.erase(text.find(entry), entry.size());
    draft.files["texts/en.po"] = Bytes(text.begin(), text.end());
    const test::TemporaryFolder folder;
    const Result<Bundle> bundle = write_bundle(draft, folder / "current");
    REQUIRE(bundle);
    CHECK(bundle->texts.at("en")->text("Done") == "Готово");
    CHECK(bundle->warnings ==
          std::vector<std::string>{"texts/en.po: \"Done\" is missing, Russian stands in"});
}

TEST_CASE("an emblem is there exactly if the theme names it") {
    CHECK(has(refusal_with("theme/theme.toml", "ground", "emblem = \"emblem.png\"\nground"),
        "exactly if the file is there"));
    CHECK(has(refusal_with("theme/theme.toml", "light", "pink"), "none of: light, dark"));
}

namespace {

/// A grey PNG of that size.
Bytes grey_png(int width, int height) {
    png_image head{};
    head.version = PNG_IMAGE_VERSION;
    head.width = static_cast<png_uint_32>(width);
    head.height = static_cast<png_uint_32>(height);
    head.format = PNG_FORMAT_GRAY;
    const Bytes pixels(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), 128);
    png_alloc_size_t size = 0;
    REQUIRE(png_image_write_to_memory(&head, nullptr, &size, 0, pixels.data(), 0, nullptr) != 0);
    Bytes png(size);
    REQUIRE(png_image_write_to_memory(&head, png.data(), &size, 0, pixels.data(), 0, nullptr) != 0);
    png.resize(size);
    return png;
}

Bundle bundle_with_emblem(const Bytes& png) {
    const test::TemporaryFolder folder;
    BundleDraft draft = test::sample_bundle();
    draft.files["theme/emblem.png"] = png;
    const std::string_view theme = "ground = \"light\"\nemblem = \"emblem.png\"\n";
    draft.files["theme/theme.toml"] = Bytes(theme.begin(), theme.end());
    Result<Bundle> bundle = write_bundle(draft, folder / "current");
    REQUIRE(bundle);
    return std::move(*bundle);
}

}  // namespace

TEST_CASE("an emblem that can be drawn comes with the bundle, another leaves the reason") {
    const Bundle good = bundle_with_emblem(grey_png(256, 128));
    REQUIRE(good.theme.emblem != nullptr);
    CHECK(good.theme.emblem->width == 256);
    CHECK(good.theme.emblem->height == 128);
    CHECK(good.warnings.empty());
    const auto why = [](const Bytes& png) {
        const Bundle bundle = bundle_with_emblem(png);
        CHECK(bundle.theme.emblem == nullptr);
        REQUIRE(bundle.warnings.size() == 1);
        return bundle.warnings.front();
    };
    CHECK(has(why(Bytes(20, 0x20)), "theme/emblem.png is not drawn: not a PNG"));
    CHECK(has(why(grey_png(100, 127)), "127 pixels high; it takes 128 to be sharp"));
    CHECK(has(why(grey_png(257, 128)), "at most twice as wide as high"));
    CHECK(has(why(grey_png(128, 1025)), "128 × 1025 pixels; each side has 64 to 1024"));
    Bytes cut = grey_png(256, 256);
    cut.resize(cut.size() / 2);
    CHECK(has(why(cut), "not a PNG"));
}

TEST_CASE("a catalogue's language is its file's name") {
    CHECK(has(refusal_with("texts/en.po", "Language: en", "Language: de"), "Language: de"));
}

TEST_CASE("a new bundle replaces the old one only when it is whole") {
    const test::TemporaryFolder folder;
    REQUIRE(write_bundle(test::sample_bundle(), folder / "current"));
    BundleDraft draft = test::sample_bundle();
    draft.manifest.sequence = next_sequence(folder / "current").value();
    CHECK(draft.manifest.sequence == 2);
    draft.files.erase("owner.toml");
    CHECK_FALSE(write_bundle(draft, folder / "current"));
    CHECK(read_bundle(folder / "current")->manifest.sequence == 1);
    draft.files = test::sample_bundle().files;
    REQUIRE(write_bundle(draft, folder / "current"));
    CHECK(read_bundle(folder / "current")->manifest.sequence == 2);
}

TEST_CASE("a folder that holds something else is never replaced") {
    const test::TemporaryFolder folder;
    REQUIRE(write_durably(folder / "letter.txt", bytes_of("dear")));
    CHECK(write_bundle(test::sample_bundle(), folder.path()).error().kind == ErrorKind::Conflict);
    CHECK(std::filesystem::exists(folder / "letter.txt"));
}
