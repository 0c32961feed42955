#include "core/wire/bundle_report.h"

#include <algorithm>
#include <array>
#include <limits>
#include <set>

#include "core/base/format.h"
#include "core/base/json.h"
#include "core/wire/cursor.h"
#include "core/wire/limits.h"

namespace otk::wire {
namespace {

constexpr std::string_view magic = "OTKB";
static_assert(box_keys_max <= std::numeric_limits<std::uint8_t>::max());
/// Ends after the reason.
constexpr std::uint16_t version_of_bundles = 1;
constexpr std::uint16_t version = 2;
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

struct Header {
    std::uint16_t version = 0;
    KioskId kiosk;
};

Result<Header> take_header(ByteReader& reader) {
    OTK_TRY(reader.expect(bytes_of(magic), "a bundle report"));
    Header header;
    header.version = OTK_TRY(reader.u16());
    if (header.version != version && header.version != version_of_bundles)
        return fail(ErrorKind::Unsupported, format("version {}", header.version));
    header.kiosk.bytes = OTK_TRY(reader.array<KioskId::size_bytes>());
    return header;
}

Result<std::string> name_or_nothing(Result<std::string> text) {
    if (text && !text->empty() && !is_bundle_name(*text))
        return fail(ErrorKind::InvalidInput, "no bundle's name");
    return text;
}

Result<Disk> take_disk(ByteReader& reader) {
    const auto disk = static_cast<Disk>(OTK_TRY(reader.u8()));
    switch (disk) {
        case Disk::NotSaid:
        case Disk::Fine:
        case Disk::Low:
        case Disk::None:
            return disk;
    }
    return fail(ErrorKind::InvalidInput, "a disk that fares in no known way");
}

Result<std::vector<ServerKeyId>> take_key_ids(ByteReader& reader) {
    const std::uint8_t count = OTK_TRY(reader.u8());
    if (count > box_keys_max) return fail(ErrorKind::InvalidInput, "too many keys");
    std::vector<ServerKeyId> ids;
    for (std::size_t index = 0; index < count; ++index) {
        const ServerKeyId id{OTK_TRY(reader.array<ServerKeyId::size_bytes>())};
        if (!ids.empty() && id <= ids.back())
            return fail(ErrorKind::InvalidInput, "keys out of their order");
        ids.push_back(id);
    }
    return ids;
}

Result<std::int64_t> take_sequence(ByteReader& reader) {
    const std::uint64_t sequence = OTK_TRY(reader.u64());
    if (sequence > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
        return fail(ErrorKind::InvalidInput, "a sequence that no list has");
    return static_cast<std::int64_t>(sequence);
}

void put_key_ids(ByteWriter& writer, const std::vector<ServerKeyId>& ids) {
    const std::set<ServerKeyId> sorted(ids.begin(), ids.end());
    if (sorted.size() > box_keys_max) return writer.u8(0);
    writer.u8(static_cast<std::uint8_t>(sorted.size()));
    for (const ServerKeyId& id : sorted)
        writer.raw(id.bytes);
}

Result<BundleReport> take_report(ByteView content) {
    ByteReader reader(content);
    const Header header = OTK_TRY(take_header(reader));
    BundleReport report;
    report.kiosk = header.kiosk;
    report.shown = OTK_TRY(name_or_nothing(take_text(reader, name_bytes_max)));
    report.next = OTK_TRY(name_or_nothing(take_text(reader, name_bytes_max)));
    report.refused = OTK_TRY(take_text(reader, name_bytes_max));
    report.why = OTK_TRY(take_text(reader, bundle_why_bytes_max));
    if (header.version != version_of_bundles) {
        report.keys_sequence = OTK_TRY(take_sequence(reader));
        report.disk = OTK_TRY(take_disk(reader));
        report.keys_needed = OTK_TRY(take_key_ids(reader));
    }
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
    writer.u64(static_cast<std::uint64_t>(report.keys_sequence));
    writer.u8(static_cast<std::uint8_t>(report.disk));
    put_key_ids(writer, report.keys_needed);
    const crypto::Signature signature = key.sign(writer.view());
    writer.raw(signature);
    return writer.take();
}

Result<KioskId> peek_bundle_report(ByteView report) {
    ByteReader reader(report);
    const Header header = OTK_TRY(in("bundle report", take_header(reader)));
    return header.kiosk;
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
