#include "core/bundle/manifest.h"

#include <catch2/catch.hpp>

#include "tests/support/temporary_folder.h"

using namespace otk;
using namespace otk::bundle;

namespace {

// sha256 of "abc" (FIPS 180-4, appendix B.1).
const std::string hash_of_abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

Manifest sample() {
    Manifest manifest;
    manifest.sequence = 3;
    manifest.minimum_version = "0.1.0";
    manifest.valid_from = "2026-01-01";
    manifest.groups = {"all"};
    manifest.files = {{"profile.toml", hash_of_abc}, {"texts/ru.po", hash_of_abc}};
    return manifest;
}

std::string refusal_with(const std::string& old_text, const std::string& new_text) {
    std::string json = write_manifest(sample());
    const std::size_t at = json.find(old_text);
    REQUIRE(at != std::string::npos);
    json.replace(at, old_text.size(), new_text);
    const Result<Manifest> manifest = parse_manifest(json);
    REQUIRE_FALSE(manifest);
    return manifest.error().context;
}

}  // namespace

TEST_CASE("a manifest is read as it was written") {
    const Result<Manifest> manifest = parse_manifest(write_manifest(sample()));
    REQUIRE(manifest);
    CHECK(manifest->sequence == 3);
    CHECK(manifest->files == sample().files);
    CHECK(manifest->groups == std::vector<std::string>{"all"});
}

TEST_CASE("a manifest with a wrong member, day, version, hash or path is refused") {
    CHECK(refusal_with("\"sequence\"", "\"number\"") == "unknown member \"number\"");
    CHECK(refusal_with(": 3", ": 0") == "sequence: begins with 1");
    CHECK(refusal_with("0.1.0", "0.1").starts_with("minimum_version: "));
    CHECK(refusal_with("2026-01-01", "2026-02-30").starts_with("valid_from: "));
    CHECK(refusal_with("\"all\"", "\"All\"").starts_with("groups: "));
    CHECK(refusal_with(hash_of_abc, hash_of_abc.substr(2)).ends_with("no SHA-256"));
    CHECK(refusal_with("texts/ru.po", "../ru.po") == "files: no place of a bundle: ../ru.po");
    CHECK_FALSE(parse_manifest("[]"));
    CHECK_FALSE(parse_manifest("<html>"));
}

TEST_CASE("only the places of a bundle are its paths") {
    for (const char* path :
        {"forms/reception.json", "texts/ru.po", "theme/theme.toml", "theme/emblem.png",
            "slips/phone.json", "slips/gorod.png", "clips/ru.json",
            "clips/rating-mark-2-ru.wav", "profile.toml", "places.toml", "owner.toml"}) {
        CHECK(is_bundle_path(path));
    }
    for (const char* path :
        {"", "manifest.json", "forms/.json", "forms/../x.json", "forms/a/b.json", "/profile.toml",
            "texts/ru.mo", "theme/x.png", "forms/Приём.json", "clips/a.mp3",
            "clips/ru/a.wav", "clips/.wav", "a"}) {
        CHECK_FALSE(is_bundle_path(path));
    }
}

TEST_CASE("versions are compared number by number") {
    CHECK(compare_versions("0.2.0", "0.10.0").value() == -1);
    CHECK(compare_versions("1.0.0", "1.0.0").value() == 0);
    CHECK(compare_versions("1.0.1", "1.0.0").value() == 1);
    for (const char* wrong : {"", "1", "1.0", "1.0.0.0", "1.0.x", "1..0", "-1.0.0", "1.0.0 "}) {
        CAPTURE(wrong);
        CHECK_FALSE(compare_versions(wrong, "1.0.0"));
    }
}

TEST_CASE("a file is given only with the hash that the manifest names") {
    const test::TemporaryFolder folder;
    REQUIRE(write_durably(folder / "profile.toml", bytes_of("abc")));
    CHECK(text_of(read_listed(folder.path(), sample(), "profile.toml").value()) == "abc");
    REQUIRE(write_durably(folder / "profile.toml", bytes_of("abd")));
    CHECK(read_listed(folder.path(), sample(), "profile.toml").error().kind == ErrorKind::Corrupt);
    CHECK(read_listed(folder.path(), sample(), "owner.toml").error().kind == ErrorKind::NotFound);
    CHECK(read_listed(folder.path(), sample(), "texts/ru.po").error().kind == ErrorKind::NotFound);
}

TEST_CASE("a file that the manifest does not name is refused, a link too") {
    const test::TemporaryFolder folder;
    REQUIRE(write_durably(folder / "profile.toml", bytes_of("abc")));
    REQUIRE(write_durably(folder / "manifest.json", bytes_of("{}")));
    CHECK(refuse_unlisted(folder.path(), sample()));
    REQUIRE(make_folder(folder / "texts"));
    std::filesystem::create_symlink("/etc/passwd", folder / "texts/ru.po");
    CHECK_FALSE(refuse_unlisted(folder.path(), sample()));
    std::filesystem::remove(folder / "texts/ru.po");
    REQUIRE(write_durably(folder / "texts/tt.po", bytes_of("abc")));
    CHECK(refuse_unlisted(folder.path(), sample()).error().context.starts_with("texts/tt.po: "));
}
