#include "core/bundle/bundle_zip.h"

#include <algorithm>

#include <catch2/catch.hpp>

#include "tests/support/zip_file.h"

using namespace otk;
using bundle::FileMap;
using bundle::ZipLimits;

namespace {

constexpr ZipLimits roomy{10, 1000, 5000};

Bytes bytes(std::string_view text) {
    return {text.begin(), text.end()};
}

std::string refusal(ByteView archive, const ZipLimits& limits = roomy) {
    const Result<FileMap> files = bundle::files_of_zip(archive, limits);
    REQUIRE_FALSE(files);
    CHECK(files.error().kind == ErrorKind::InvalidInput);
    return files.error().context;
}

}  // namespace

TEST_CASE("files come out of an archive as they went in, and the same files give the same bytes") {
    const FileMap files{{"a.txt", bytes("one")}, {"empty", {}}, {"folder/b.bin", Bytes(900, 7)}};
    const Result<Bytes> archive = bundle::zip_of_files(files);
    REQUIRE(archive);
    CHECK(bundle::files_of_zip(*archive, roomy).value() == files);
    CHECK(bundle::zip_of_files(files).value() == *archive);
    CHECK(archive->size() < 900);
}

TEST_CASE("an archive past a limit is refused by its list, before anything is unpacked") {
    const Bytes archive =
        bundle::zip_of_files({{"a", Bytes(600, 1)}, {"b", Bytes(700, 2)}}).value();
    CHECK(refusal(archive, {1, 1000, 5000}) == "the archive: 2 files, more than 1");
    CHECK(refusal(archive, {2, 650, 5000}) == "the archive: b: more than 650 bytes");
    CHECK(refusal(archive, {2, 700, 1299}) == "the archive: unpacks to more than 1299 bytes");
    CHECK(bundle::files_of_zip(archive, {2, 700, 1300}));
}

TEST_CASE("an entry that holds more than the list says is refused") {
    // The uncompressed size in the central directory: 24 bytes into its record (APPNOTE 4.3.12).
    Bytes archive = bundle::zip_of_files({{"a", Bytes(600, 1)}}).value();
    constexpr std::string_view central("PK\x01\x02", 4);
    const auto record = std::search(archive.begin(), archive.end(), central.begin(), central.end());
    REQUIRE(record != archive.end());
    record[24] = 10;
    record[25] = 0;
    CHECK_FALSE(refusal(archive).empty());
}

TEST_CASE("folders, names twice and what is no archive are refused") {
    CHECK(refusal(test::zip_of({{"folder/", ""}})) == "the archive: a folder among its files");
    CHECK_FALSE(refusal(bytes("PK")).empty());
    CHECK_FALSE(refusal({}).empty());
    // libzip refuses to write a name twice: one of two of equal length is renamed in the bytes.
    Bytes twice = test::zip_of({{"one.txt", "1"}, {"two.txt", "2"}});
    constexpr std::string_view from = "two.txt";
    constexpr std::string_view to = "one.txt";
    for (auto at = std::search(twice.begin(), twice.end(), from.begin(), from.end());
         at != twice.end(); at = std::search(at, twice.end(), from.begin(), from.end())) {
        std::copy(to.begin(), to.end(), at);
    }
    CHECK_FALSE(refusal(twice).empty());
}

TEST_CASE(
    "any cut and any flipped byte is refused or gives files, and never more than the limits") {
    const Bytes archive = bundle::zip_of_files({{"a", Bytes(600, 1)}, {"b", bytes("two")}}).value();
    for (std::size_t size = 0; size < archive.size(); ++size)
        CHECK_FALSE(bundle::files_of_zip(ByteView(archive).first(size), roomy));
    for (std::size_t at = 0; at < archive.size(); ++at) {
        Bytes flipped = archive;
        flipped[at] ^= 0x41U;
        const Result<FileMap> files = bundle::files_of_zip(flipped, roomy);
        if (!files) continue;
        CHECK(files->size() <= 2);
        for (const auto& [name, content] : *files)
            CHECK(content.size() <= 1000);
    }
}
