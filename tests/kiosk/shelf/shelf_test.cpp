#include "kiosk/shelf/shelf.h"

#include <array>
#include <vector>

#include <catch2/catch.hpp>

#include "core/base/format.h"
#include "core/bundle/bundle.h"
#include "tests/core/bundle/sample_bundle.h"
#include "tests/support/temporary_folder.h"

using namespace otk;
using crypto::SigningKey;
using kiosk::shelf::Shelf;
using kiosk::shelf::StepDone;

namespace {

const SigningKey& key(std::uint8_t number) {
    static const std::array<SigningKey, 2> keys{
        SigningKey::from_seed(Bytes(32, 1)).value(), SigningKey::from_seed(Bytes(32, 2)).value()};
    return keys.at(number);
}

const std::array trusted{key(0).public_key(), key(1).public_key()};
constexpr Day today{2026, 11, 26};

Bytes bundle_file(std::int64_t sequence, const std::string& valid_from = "2026-01-01",
    const SigningKey& signer = key(0), const std::string& minimum_version = "0.1.0") {
    bundle::BundleDraft draft = test::sample_bundle();
    draft.manifest.sequence = sequence;
    draft.manifest.valid_from = valid_from;
    draft.manifest.minimum_version = minimum_version;
    bundle::FileMap files(draft.files.begin(), draft.files.end());
    bundle::Manifest manifest = draft.manifest;
    manifest.files.clear();
    for (const auto& [path, content] : files)
        manifest.files.emplace(path, to_hex(crypto::sha256(content)));
    const std::string text = bundle::write_manifest(manifest);
    files.emplace("manifest.json", Bytes(text.begin(), text.end()));
    return bundle::sign_bundle(bundle::zip_of_files(files).value(), signer).value();
}

/// A kiosk's folder, and what it does with it.
class Kiosk {
  public:
    Kiosk() { REQUIRE(make_folder(folder() / "incoming")); }

    Path folder() const { return m_folder.path() / "shelf"; }
    Shelf open(StepDone step_done = {}) const {
        return Shelf::open(folder(), std::move(step_done)).value();
    }
    void lay(const std::string& name, ByteView file) const {
        REQUIRE(write_durably(folder() / "incoming" / (name + ".otkb"), file));
    }
    /// Judges everything that lies there.
    static void judge(Shelf& shelf, const Shelf::Trial& trial = draws) {
        while (shelf.judge_one(trusted, trial).value()) {
        }
    }
    bool has_incoming() const {
        return !list_files(folder() / "incoming", ".otkb").value().empty();
    }
    std::int64_t shown_by_link() const {
        const auto read = bundle::read_bundle(folder() / "current");
        return read ? read->manifest.sequence : -1;
    }

    static Result<void> draws(const Path&) { return {}; }

  private:
    test::TemporaryFolder m_folder;
};

std::int64_t shown(const Shelf& shelf) {
    return shelf.shown() ? bundle::read_bundle(*shelf.shown()).value().manifest.sequence : 0;
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a bundle waits for a start on its day, then the one before is kept beside it") {
    const Kiosk kiosk;
    kiosk.lay("a", bundle_file(1));
    Shelf shelf = kiosk.open();
    Kiosk::judge(shelf);
    CHECK_FALSE(kiosk.has_incoming());
    CHECK(shown(shelf) == 0);
    CHECK(shelf.is_due(today));
    REQUIRE(shelf.begin(today));
    CHECK(shown(shelf) == 1);
    CHECK(kiosk.shown_by_link() == 1);
    REQUIRE(shelf.prove());

    kiosk.lay("b", bundle_file(2, "2026-11-27"));
    Kiosk::judge(shelf);
    CHECK_FALSE(shelf.is_due(today));
    REQUIRE(shelf.begin(today));
    CHECK(shown(shelf) == 1);
    // A clock that stands in the past only makes it wait.
    REQUIRE(shelf.begin(Day{1970, 1, 1}));
    CHECK(shown(shelf) == 1);
    Shelf next_day = kiosk.open();
    REQUIRE(next_day.begin(Day{2026, 11, 27}));
    CHECK(shown(next_day) == 2);
    CHECK(kiosk.shown_by_link() == 2);
    REQUIRE(next_day.state().previous);
    CHECK(next_day.state().previous->sequence == 1);
}

TEST_CASE("without incoming/ bundles are looked after by hand") {
    const test::TemporaryFolder folder;
    const Result<Shelf> shelf = Shelf::open(folder.path());
    REQUIRE_FALSE(shelf);
    CHECK(shelf.error().kind == ErrorKind::NotFound);
}

TEST_CASE("what is not to be shown is refused with its reason, and what is shown stays") {
    const Kiosk kiosk;
    kiosk.lay("good", bundle_file(5));
    Shelf shelf = kiosk.open();
    Kiosk::judge(shelf);
    REQUIRE(shelf.begin(today));
    const auto refusal = [&](const Bytes& file, const Shelf::Trial& trial = Kiosk::draws) {
        kiosk.lay("bad", file);
        Kiosk::judge(shelf, trial);
        CHECK_FALSE(kiosk.has_incoming());
        CHECK_FALSE(shelf.state().next);
        CHECK(shown(shelf) == 5);
        REQUIRE(shelf.state().refused);
        CHECK(shelf.state().refused->name == "bad");
        CHECK(kiosk.open().state() == shelf.state());
        return shelf.state().refused->why;
    };
    CHECK(has(refusal(bundle_file(4)), "--sequence 6 or more"));
    CHECK(has(refusal(bundle_file(5, "2026-02-02")), "not newer than bundle 5"));
    CHECK(has(refusal(bundle_file(6, "2026-01-01", SigningKey::from_seed(Bytes(32, 9)).value())),
        "not trusted"));
    CHECK(has(refusal(bundle_file(6, "2026-01-01", key(0), "9.0.0")), "needs the program 9.0.0"));
    Bytes altered = bundle_file(6);
    altered[altered.size() / 2] ^= 1U;
    CHECK(has(refusal(altered), "copy the file again"));
    CHECK(has(refusal(Bytes(bundle::bundle_file_bytes_max + 1)), "larger than"));
    CHECK(refusal(bundle_file(6), [](const Path&) -> Result<void> {
        return fail(ErrorKind::InvalidInput, "page rating: it does not fit");
    }) == "page rating: it does not fit");
    // The same bundle is taken once its fault, say a font, is mended.
    kiosk.lay("again", bundle_file(6));
    Kiosk::judge(shelf);
    CHECK(shelf.state().next->sequence == 6);
    CHECK_FALSE(shelf.state().refused);
}

TEST_CASE("each key has a sequence of its own") {
    const Kiosk kiosk;
    Shelf shelf = kiosk.open();
    kiosk.lay("a", bundle_file(9));
    Kiosk::judge(shelf);
    kiosk.lay("b", bundle_file(3, "2026-01-01", key(1)));
    Kiosk::judge(shelf);
    REQUIRE(shelf.state().next);
    CHECK(shelf.state().next->sequence == 3);
    CHECK(shelf.state().highest.size() == 2);
    kiosk.lay("c", bundle_file(8));
    Kiosk::judge(shelf);
    CHECK(shelf.state().refused);
    CHECK(shelf.state().next->sequence == 3);
}

TEST_CASE("a bundle that comes again is no news") {
    const Kiosk kiosk;
    Shelf shelf = kiosk.open();
    kiosk.lay("a", bundle_file(1));
    Kiosk::judge(shelf);
    kiosk.lay("a", bundle_file(1));
    bool was_tried = false;
    Kiosk::judge(shelf, [&was_tried](const Path&) -> Result<void> {
        was_tried = true;
        return {};
    });
    CHECK_FALSE(was_tried);
    CHECK_FALSE(shelf.state().refused);
    CHECK_FALSE(kiosk.has_incoming());
}

TEST_CASE("a trial that cannot be made now leaves the file for later") {
    const Kiosk kiosk;
    Shelf shelf = kiosk.open();
    kiosk.lay("a", bundle_file(1));
    const auto judged = shelf.judge_one(trusted,
        [](const Path&) -> Result<void> { return fail(ErrorKind::Unavailable, "no process"); });
    REQUIRE_FALSE(judged);
    CHECK(kiosk.has_incoming());
    CHECK_FALSE(shelf.state().refused);
    Kiosk::judge(shelf);
    CHECK(shelf.state().next);
}

TEST_CASE("three starts without a picture bring the bundle before back, and say so") {
    const Kiosk kiosk;
    for (const std::int64_t sequence : {1, 2}) {
        Shelf shelf = kiosk.open();
        kiosk.lay("a", bundle_file(sequence));
        Kiosk::judge(shelf);
        REQUIRE(shelf.begin(today));
        if (sequence == 1) REQUIRE(shelf.prove());
        CHECK(shown(shelf) == sequence);
    }
    for (const std::int64_t expected : {2, 2, 1, 1, 1, 1, 1}) {
        Shelf shelf = kiosk.open();
        REQUIRE(shelf.begin(today));
        CHECK(shown(shelf) == expected);
        CHECK(kiosk.shown_by_link() == expected);
    }
    CHECK(has(kiosk.open().state().refused->why, "showed no picture"));
    // And it is not taken again: its sequence was.
    Shelf shelf = kiosk.open();
    kiosk.lay("a", bundle_file(2));
    Kiosk::judge(shelf);
    CHECK_FALSE(shelf.state().next);
}

TEST_CASE("a folder that was laid there by hand is kept as the one before") {
    const Kiosk kiosk;
    REQUIRE(bundle::write_bundle(test::sample_bundle(), kiosk.folder() / "current"));
    Shelf shelf = kiosk.open();
    kiosk.lay("a", bundle_file(7));
    Kiosk::judge(shelf);
    REQUIRE(shelf.begin(today));
    CHECK(kiosk.shown_by_link() == 7);
    REQUIRE(shelf.give_up_current("a test"));
    CHECK(shown(shelf) == 1);
    CHECK(kiosk.shown_by_link() == 1);
}

TEST_CASE("a damaged shelf.json is begun anew") {
    const Kiosk kiosk;
    REQUIRE(write_atomically(kiosk.folder() / "shelf.json", bytes_of("{")));
    Shelf shelf = kiosk.open();
    CHECK_FALSE(shelf.shown());
    kiosk.lay("a", bundle_file(1));
    Kiosk::judge(shelf);
    REQUIRE(shelf.begin(today));
    CHECK(shown(shelf) == 1);
}

TEST_CASE(
    "killed after any step, a kiosk shows a whole bundle and ends where it would have ended") {
    const Kiosk kiosk;
    {
        Shelf shelf = kiosk.open();
        kiosk.lay("a", bundle_file(1));
        Kiosk::judge(shelf);
        REQUIRE(shelf.begin(today));
        REQUIRE(shelf.prove());
    }
    // A copy of the folder after each step is what a kill then leaves.
    const test::TemporaryFolder copies;
    std::vector<Path> left;
    const auto keep = [&](std::string_view step) {
        left.push_back(copies.path() / format("{} {}", left.size(), step));
        std::filesystem::copy(kiosk.folder(), left.back(),
            std::filesystem::copy_options::recursive |
                std::filesystem::copy_options::copy_symlinks);
    };
    kiosk.lay("b", bundle_file(2));
    Shelf shelf = kiosk.open(keep);
    Kiosk::judge(shelf);
    REQUIRE(shelf.begin(today));
    REQUIRE(left.size() == 7);  // laid out, renamed, state, removed; state, state, link
    for (const Path& folder : left) {
        CAPTURE(folder.string());
        Shelf after = Shelf::open(folder).value();
        const std::int64_t at_once = shown(after);
        CHECK((at_once == 1 || at_once == 2));
        CHECK(bundle::read_bundle(folder / "current"));
        Kiosk::judge(after);
        REQUIRE(after.begin(today));
        CHECK(shown(after) == 2);
        CHECK(bundle::read_bundle(folder / "current")->manifest.sequence == 2);
        CHECK(list_files(folder / "incoming", ".otkb").value().empty());
        CHECK_FALSE(after.state().refused);
        std::size_t folders = 0;
        for (const auto& entry : std::filesystem::directory_iterator(folder)) {
            if (entry.is_directory() && !entry.is_symlink()) ++folders;
        }
        CHECK(folders == 3);  // incoming, the bundle and the one before
    }
}
