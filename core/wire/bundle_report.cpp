#include "core/wire/bundle_report.h"

#include <algorithm>
#include <array>

#include "core/base/format.h"
#include "core/base/json.h"
#include "core/wire/cursor.h"
#include "core/wire/limits.h"

namespace otk::wire {
namespace {

constexpr std::string_view magic = "OTKB";
constexpr std::uint16_t version = 1;
constexpr std::size_t name_bytes_max = 80;
constexpr std::size_t hash_digits = 16;
constexpr std::size_t sequence_digits_max = 10;

/// Never in the middle of a letter.
std::string_view cut(std::string_view text, std::size_t bytes_max) {
    if (text.size() <= bytes_max) return text;
    text = text.substr(0, bytes_max);
    while (!text.empty() && !is_utf8(text))
        text.remove_suffix(1);
    return text;
}

void put_text(ByteWriter& writer, std::string_view text, std::size_t bytes_max) {
    const std::string_view kept = cut(text, bytes_max);
    writer.u16(static_cast<std::uint16_t>(kept.size()));
    writer.raw(bytes_of(kept));
}

Result<std::string> take_text(ByteReader& reader, std::size_t bytes_max) {
    const std::uint16_t size = OTK_TRY(reader.u16());
    if (size > bytes_max) return fail(ErrorKind::InvalidInput, "a text that is too long");
    const ByteView bytes = OTK_TRY(reader.raw(size));
    std::string text(text_of(bytes));
    if (!is_utf8(text)) return fail(ErrorKind::InvalidInput, "a text that is not UTF-8");
    return text;
}

Result<KioskId> take_header(ByteReader& reader) {
    OTK_TRY(reader.expect(bytes_of(magic), "a bundle report"));
    const std::uint16_t written = OTK_TRY(reader.u16());
    if (written != version) return fail(ErrorKind::Unsupported, format("version {}", written));
    return KioskId{OTK_TRY(reader.array<KioskId::size_bytes>())};
}

Result<std::string> name_or_nothing(Result<std::string> text) {
    if (text && !text->empty() && !is_bundle_name(*text))
        return fail(ErrorKind::InvalidInput, "no bundle's name");
    return text;
}

Result<BundleReport> take_report(ByteView content) {
    ByteReader reader(content);
    BundleReport report;
    report.kiosk = OTK_TRY(take_header(reader));
    report.shown = OTK_TRY(name_or_nothing(take_text(reader, name_bytes_max)));
    report.next = OTK_TRY(name_or_nothing(take_text(reader, name_bytes_max)));
    report.refused = OTK_TRY(take_text(reader, name_bytes_max));
    report.why = OTK_TRY(take_text(reader, bundle_why_bytes_max));
    OTK_TRY(reader.end());
    return report;
}

}  // namespace

std::string bundle_name(std::int64_t sequence, ByteView archive_hash) {
    return format("{}-{}", sequence, to_hex(archive_hash).substr(0, hash_digits));
}

bool is_bundle_name(std::string_view name) {
    const std::size_t dash = name.find('-');
    if (dash == std::string_view::npos || dash == 0 || dash > sequence_digits_max ||
        name.size() != dash + 1 + hash_digits || name.front() == '0') {
        return false;
    }
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    return std::all_of(name.begin(), name.begin() + static_cast<std::ptrdiff_t>(dash), is_digit) &&
           std::all_of(name.begin() + static_cast<std::ptrdiff_t>(dash) + 1, name.end(),
               [&](char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); });
}

Bytes encode_bundle_report(const BundleReport& report, const crypto::SigningKey& key) {
    ByteWriter writer;
    writer.raw(bytes_of(magic));
    writer.u16(version);
    writer.raw(report.kiosk.bytes);
    put_text(writer, report.shown, name_bytes_max);
    put_text(writer, report.next, name_bytes_max);
    put_text(writer, report.refused, name_bytes_max);
    put_text(writer, report.why, bundle_why_bytes_max);
    const crypto::Signature signature = key.sign(writer.view());
    writer.raw(signature);
    return writer.take();
}

Result<KioskId> peek_bundle_report(ByteView report) {
    ByteReader reader(report);
    return in("bundle report", take_header(reader));
}

Result<BundleReport> decode_bundle_report(ByteView report, const crypto::PublicKey& key) {
    if (report.size() > bundle_report_bytes_max || report.size() < signature_bytes)
        return fail(ErrorKind::InvalidInput, "bundle report: no size of one");
    const ByteView content = report.first(report.size() - signature_bytes);
    crypto::Signature signature{};
    std::copy_n(report.last(signature_bytes).begin(), signature.size(), signature.begin());
    if (!crypto::verify(key, content, signature))
        return fail(ErrorKind::Permission, "bundle report: not signed by this kiosk");
    return in("bundle report", take_report(content));
}

std::string encode_bundle_offer(const BundleOffer& offer) {
    Json json = Json::object();
    if (!offer.name.empty()) {
        json.set("bundle", offer.name).set("bytes", static_cast<std::int64_t>(offer.bytes));
    }
    return json.dump();
}

Result<BundleOffer> decode_bundle_offer(std::string_view text) {
    const Json json =
        OTK_TRY(in("offer", Json::parse(text, {.size_bytes_max = bundle_offer_bytes_max})));
    const Json::Object* const members = json.if_object();
    if (members == nullptr) return fail(ErrorKind::InvalidInput, "offer: not an object");
    if (members->empty()) return BundleOffer{};
    BundleOffer offer;
    offer.name = OTK_TRY(in("offer", json.string_at("bundle")));
    const std::int64_t bytes = OTK_TRY(in("offer", json.integer_at("bytes")));
    if (!is_bundle_name(offer.name) || bytes < 1 ||
        bytes > static_cast<std::int64_t>(bundle_transfer_bytes_max) || members->size() != 2) {
        return fail(ErrorKind::InvalidInput, "offer: no bundle's name and size");
    }
    offer.bytes = static_cast<std::size_t>(bytes);
    return offer;
}

}  // namespace otk::wire
