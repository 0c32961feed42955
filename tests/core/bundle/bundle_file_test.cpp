#include "core/bundle/bundle_file.h"

#include <array>

#include <catch2/catch.hpp>

#include "core/bundle/bundle.h"
#include "core/bundle/bundle_writer.h"
#include "core/crypto/minisign.h"
#include "tests/core/bundle/sample_bundle.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/zip_file.h"

using namespace otk;
using bundle::FileMap;
using bundle::PackedBundle;
using bundle::VerifiedBundle;
using crypto::PublicKey;
using crypto::SigningKey;

namespace {

const SigningKey& signer() {
    static const SigningKey key = SigningKey::from_seed(Bytes(32, 5)).value();
    return key;
}

std::array<PublicKey, 1> trusted() {
    return {signer().public_key()};
}

Bytes sample_archive() {
    const test::TemporaryFolder folder;
    REQUIRE(bundle::write_bundle(test::sample_bundle(), folder / "bundle"));
    const Result<Bytes> archive = bundle::pack_bundle(folder / "bundle");
    REQUIRE(archive);
    return *archive;
}

/// The sample's files with one change, packed without a look at what they are.
template <typename Change>
Bytes changed_archive(Change change) {
    FileMap files = bundle::open_packed(sample_archive()).value().files;
    change(files);
    return bundle::zip_of_files(files).value();
}

void rewrite_manifest(FileMap& files, const std::string& from, const std::string& to) {
    Bytes& manifest = files.at("manifest.json");
    std::string text(text_of(manifest));
    text.replace(text.find(from), from.size(), to);
    manifest.assign(text.begin(), text.end());
}

std::string refusal(ByteView file) {
    const Result<VerifiedBundle> verified = bundle::verify_bundle(file, trusted());
    REQUIRE_FALSE(verified);
    return verified.error().context;
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a signed bundle is verified, laid out and read as the folder that it was made of") {
    const Bytes archive = sample_archive();
    const Result<Bytes> file = bundle::sign_bundle(archive, signer());
    REQUIRE(file);
    const Result<VerifiedBundle> verified = bundle::verify_bundle(*file, trusted());
    REQUIRE(verified);
    CHECK(verified->key == signer().public_key());
    CHECK(has(verified->comment, "otklik bundle 1 from "));
    CHECK(verified->id == crypto::sha256(archive));
    const Result<PackedBundle> packed = bundle::open_packed(verified->archive);
    REQUIRE(packed);
    const test::TemporaryFolder folder;
    REQUIRE(bundle::lay_out(*packed, folder / "laid"));
    const Result<bundle::Bundle> read = bundle::read_bundle(folder / "laid");
    REQUIRE(read);
    CHECK(read->manifest.sequence == packed->manifest.sequence);
    CHECK(read->forms.size() == 2);
    CHECK(bundle::pack_bundle(folder / "laid").value() == archive);
}

TEST_CASE("a refusal says what to do") {
    const Bytes archive = sample_archive();
    CHECK(has(refusal(archive), "otklik bundle sign"));
    CHECK(has(refusal(bytes_of("nothing")), "otklik bundle sign"));
    const SigningKey stranger = SigningKey::from_seed(Bytes(32, 6)).value();
    CHECK(has(refusal(bundle::sign_bundle(archive, stranger).value()), "keys.json"));
    Bytes altered = bundle::sign_bundle(archive, signer()).value();
    altered[altered.size() / 2] ^= 1U;
    CHECK(has(refusal(altered), "copy the file again"));
    CHECK(has(refusal(Bytes(bundle::bundle_file_bytes_max + 1)), "more than"));
}

TEST_CASE("no byte of a signed bundle can be changed, but for the lines that say nothing") {
    Bytes file = bundle::sign_bundle(sample_archive(), signer()).value();
    const std::size_t lines = file.size() - sample_archive().size();
    // The first line, and the key's id in the second, are hints (core/crypto/minisign_test.cpp).
    for (std::size_t at = lines; at < file.size(); at += 97) {
        file[at] ^= 4U;
        CHECK_FALSE(bundle::verify_bundle(file, trusted()));
        file[at] ^= 4U;
    }
    CHECK(bundle::verify_bundle(file, trusted()));
    file.push_back(0);
    CHECK_FALSE(bundle::verify_bundle(file, trusted()));
}

TEST_CASE("an archive that does not fit its manifest is refused, also signed") {
    const auto open = [](ByteView archive) {
        const Result<PackedBundle> packed = bundle::open_packed(archive);
        REQUIRE_FALSE(packed);
        CHECK_FALSE(bundle::sign_bundle(archive, signer()));
        return packed.error().context;
    };
    CHECK(has(open(changed_archive([](FileMap& files) { files.erase("profile.toml"); })),
        "profile.toml: in the manifest and not there"));
    CHECK(has(open(changed_archive([](FileMap& files) { files["profile.toml"].push_back('\n'); })),
        "its SHA-256 differs"));
    CHECK(has(open(changed_archive([](FileMap& files) { files["theme/emblem.png"] = {}; })),
        "does not name"));
    CHECK(has(open(changed_archive([](FileMap& files) { files.erase("manifest.json"); })),
        "manifest.json is missing"));
    CHECK(has(open(test::zip_of({{"xl/workbook.xml", ""}})), "manifest.json is missing"));
}

TEST_CASE("no name leads out of a bundle's folder") {
    for (const std::string name :
        {"../profile.toml", "/profile.toml", "forms/../../profile.toml", "forms/../profile.toml",
            "forms\\\\x.json", "./profile.toml", "forms/a/b.json", "other.txt"}) {
        CAPTURE(name);
        const Bytes archive = changed_archive([&](FileMap& files) {
            const auto content = files.extract("profile.toml");
            files.emplace(name, content.mapped());
            rewrite_manifest(files, "\"profile.toml\"", "\"" + name + "\"");
        });
        const Result<PackedBundle> packed = bundle::open_packed(archive);
        REQUIRE_FALSE(packed);
        CHECK(has(packed.error().context, "no place of a bundle"));
    }
}

TEST_CASE("a folder that is no sound bundle is not packed") {
    const test::TemporaryFolder folder;
    CHECK_FALSE(bundle::pack_bundle(folder / "nothing"));
    REQUIRE(bundle::write_bundle(test::sample_bundle(), folder / "bundle"));
    REQUIRE(write_atomically(folder / "bundle" / Path("stray.txt"), bytes_of("x")));
    CHECK_FALSE(bundle::pack_bundle(folder / "bundle"));
}

TEST_CASE("keys.json is carried as it lies, whatever is in it") {
    bundle::BundleDraft draft = test::sample_bundle();
    const std::string keys = "signed elsewhere";
    draft.files["keys.json"] = Bytes(keys.begin(), keys.end());
    const test::TemporaryFolder folder;
    const Result<bundle::Bundle> written = bundle::write_bundle(draft, folder / "bundle");
    REQUIRE(written);
    CHECK(written->key_list == keys);
    CHECK(bundle::open_packed(bundle::pack_bundle(folder / "bundle").value())
              .value()
              .files.contains("keys.json"));
}
