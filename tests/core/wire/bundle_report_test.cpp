#include "core/wire/bundle_report.h"

#include <catch2/catch.hpp>

using namespace otk;
using namespace otk::wire;

namespace {

const crypto::SigningKey& key() {
    static const crypto::SigningKey made = crypto::SigningKey::from_seed(Bytes(32, 3)).value();
    return made;
}

BundleReport sample() {
    BundleReport report;
    report.kiosk.bytes.fill(7);
    report.shown = "12-0a1b2c3d4e5f6071";
    report.next = "13-0a1b2c3d4e5f6071";
    report.refused = "from a stick";
    report.why = "страница rating: не помещается";
    return report;
}

Result<BundleReport> decode(ByteView bytes) {
    return decode_bundle_report(bytes, key().public_key());
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
