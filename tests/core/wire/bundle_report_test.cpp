#include "core/wire/bundle_report.h"

#include <catch2/catch.hpp>

#include "core/base/file.h"
#include "core/wire/cursor.h"
#include "core/wire/limits.h"

using namespace otk;
using namespace otk::wire;

namespace {

const crypto::SigningKey& key() {
    static const crypto::SigningKey made = crypto::SigningKey::from_seed(Bytes(32, 3)).value();
    return made;
}

ServerKeyId key_id(std::uint8_t number) {
    ServerKeyId id;
    id.bytes.fill(number);
    return id;
}

BundleReport sample() {
    BundleReport report;
    report.kiosk.bytes.fill(7);
    report.shown = "12-0a1b2c3d4e5f6071";
    report.next = "13-0a1b2c3d4e5f6071";
    report.refused = "from a stick";
    report.why = "страница rating: не помещается";
    report.keys_sequence = 5;
    report.keys_needed = {key_id(1), key_id(2)};
    report.disk = Disk::Low;
    return report;
}

/// What a kiosk of the version before says.
BundleReport sample_of_version_1() {
    BundleReport report = sample();
    report.keys_sequence = 0;
    report.keys_needed.clear();
    report.disk = Disk::NotSaid;
    return report;
}

Result<BundleReport> decode(ByteView bytes) {
    return decode_bundle_report(bytes, key().public_key());
}

/// Where a report without texts has the count of its keys; the keys and the signature follow.
constexpr std::size_t keys_begin_at = 4 + 2 + 16 + 4 * 2 + 8 + 1;

/// The report with other bytes at a place, signed as if the kiosk had written them.
Bytes rewritten(const BundleReport& report, std::size_t at, ByteView bytes) {
    Bytes content = encode_bundle_report(report, key());
    content.resize(content.size() - signature_bytes);
    std::copy(bytes.begin(), bytes.end(), content.begin() + static_cast<std::ptrdiff_t>(at));
    const crypto::Signature signature = key().sign(content);
    content.insert(content.end(), signature.begin(), signature.end());
    return content;
}

}  // namespace

TEST_CASE("a kiosk's word on its bundles is read as it was signed, and no other's") {
    const Bytes bytes = encode_bundle_report(sample(), key());
    CHECK(bytes.size() <= bundle_report_bytes_max);
    CHECK(peek_bundle_report(bytes).value() == sample().kiosk);
    CHECK(decode(bytes).value() == sample());
    BundleReport nothing;
    CHECK(decode(encode_bundle_report(nothing, key())).value() == nothing);
    const auto stranger = crypto::SigningKey::from_seed(Bytes(32, 4)).value();
    CHECK(decode(encode_bundle_report(sample(), stranger)).error().kind == ErrorKind::Permission);
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        Bytes altered = bytes;
        altered[at] ^= 1U;
        CHECK_FALSE(decode(altered));
        CHECK_FALSE(decode(ByteView(bytes).first(at)));
    }
}

TEST_CASE("keys are told in order and once, and too many of them not at all") {
    BundleReport report;
    report.keys_needed = {key_id(2), key_id(1), key_id(2)};
    CHECK(decode(encode_bundle_report(report, key()))->keys_needed ==
          std::vector{key_id(1), key_id(2)});
    report.keys_needed.clear();
    for (std::uint8_t number = 0; number < box_keys_max; ++number)
        report.keys_needed.push_back(key_id(number));
    CHECK(decode(encode_bundle_report(report, key())).value() == report);
    report.keys_needed.push_back(key_id(box_keys_max));
    CHECK(decode(encode_bundle_report(report, key()))->keys_needed.empty());
}

TEST_CASE("keys out of order or twice, a disk and a sequence that are none: no report") {
    BundleReport report;
    report.keys_needed = {key_id(1), key_id(2)};
    REQUIRE(decode(rewritten(report, keys_begin_at, Bytes{2})));
    const std::size_t second = keys_begin_at + 1 + ServerKeyId::size_bytes;
    for (const std::uint8_t number : {std::uint8_t{0}, std::uint8_t{1}})
        CHECK(decode(rewritten(report, second, Bytes(ServerKeyId::size_bytes, number)))
                  .error()
                  .kind == ErrorKind::InvalidInput);
    for (const std::uint8_t count : {std::uint8_t{1}, std::uint8_t{3}, std::uint8_t{17}})
        CHECK_FALSE(decode(rewritten(report, keys_begin_at, Bytes{count})));
    CHECK(decode(rewritten(report, keys_begin_at - 1, Bytes{3}))->disk == Disk::None);
    CHECK_FALSE(decode(rewritten(report, keys_begin_at - 1, Bytes{4})));
    CHECK_FALSE(decode(rewritten(report, keys_begin_at - 2, Bytes{0x80})));
}

TEST_CASE("both versions of a kiosk's word have the bytes of the released program") {
    // Made from a fixed key and id and signed by OpenSSL, not by this program.
    const Path folder = Path(OTK_SOURCE_DIR) / "tests/golden/wire";
    CHECK(read_file(folder / "bundle_report-2.bin", bundle_report_bytes_max).value() ==
          encode_bundle_report(sample(), key()));
    const Bytes first = read_file(folder / "bundle_report-1.bin", bundle_report_bytes_max).value();
    CHECK(peek_bundle_report(first).value() == sample().kiosk);
    CHECK(decode(first).value() == sample_of_version_1());
}

TEST_CASE("a version of tomorrow is told from damage") {
    const Bytes later = rewritten(sample(), 4, Bytes{3});
    CHECK(peek_bundle_report(later).error().kind == ErrorKind::Unsupported);
    CHECK(decode(later).error().kind == ErrorKind::Unsupported);
}

TEST_CASE("a reason that is too long is cut between two letters") {
    BundleReport report = sample();
    report.why.clear();
    while (report.why.size() < 2 * bundle_why_bytes_max)
        report.why += "ё";
    report.why.insert(0, "x");
    const auto read = decode(encode_bundle_report(report, key()));
    REQUIRE(read);
    CHECK(read->why.size() == bundle_why_bytes_max - 1);
    CHECK(is_utf8(read->why));
}

TEST_CASE("a bundle's name is its sequence and the beginning of its hash") {
    const Bytes hash(32, 0xab);
    CHECK(bundle_name(12, hash) == "12-abababababababab");
    CHECK(is_bundle_name(bundle_name(1, hash)));
    CHECK(is_bundle_name(bundle_name(1'000'000'000, hash)));
    for (const char* name : {"", "12", "-0a1b2c3d4e5f6071", "12-0a1b2c3d4e5f607",
             "12-0A1b2c3d4e5f6071", "012-0a1b2c3d4e5f6071", "12-0a1b2c3d4e5f6071 ",
             "../0a1b2c3d4e5f6071", "12345678901-0a1b2c3d4e5f6071"}) {
        CAPTURE(name);
        CHECK_FALSE(is_bundle_name(name));
    }
    BundleReport report = sample();
    report.shown = "../etc";
    CHECK(decode(encode_bundle_report(report, key())).error().kind == ErrorKind::InvalidInput);
}

TEST_CASE("an offer names a bundle and its size, or nothing") {
    const BundleOffer offer{"12-0a1b2c3d4e5f6071", 70'000};
    CHECK(decode_bundle_offer(encode_bundle_offer(offer)).value() == offer);
    CHECK(decode_bundle_offer(encode_bundle_offer({})).value() == BundleOffer{});
    for (const char* text : {"", "[]", "null", R"({"bundle":"12-0a1b2c3d4e5f6071"})",
             R"({"bundle":"../../x","bytes":5})", R"({"bundle":"12-0a1b2c3d4e5f6071","bytes":0})",
             R"({"bundle":"12-0a1b2c3d4e5f6071","bytes":8388609})",
             R"({"bundle":"12-0a1b2c3d4e5f6071","bytes":5,"more":1})"}) {
        CAPTURE(text);
        CHECK_FALSE(decode_bundle_offer(text));
    }
}
