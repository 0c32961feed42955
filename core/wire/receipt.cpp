#include "core/wire/receipt.h"

#include <algorithm>
#include <optional>

#include "core/base/assert.h"
#include "core/base/format.h"
#include "core/wire/cursor.h"

namespace otk::wire {
namespace {

constexpr std::string_view magic = "OTKS";

/// What a statement says.
enum class Purpose : std::uint8_t { Receipt = 1, Holdings = 2, Revocation = 3 };

void write_subject(ByteWriter& writer, Purpose purpose, const StatementSubject& subject) {
    writer.raw(bytes_of(magic));
    writer.u16(protocol_version);
    writer.u8(static_cast<std::uint8_t>(purpose));
    writer.u8(0);  // reserved
    writer.raw(subject.batch.kiosk.bytes);
    writer.raw(subject.batch.buffer.bytes);
    writer.u32(subject.batch.number);
    writer.raw(subject.body_hash);
}

Bytes signed_statement(ByteWriter& writer, const crypto::SigningKey& key) {
    writer.raw(key.sign(writer.view()));
    Bytes bytes = writer.take();
    OTK_ASSERT(bytes.size() <= statement_bytes_max);
    return bytes;
}

Result<StatementSubject> read_subject(ByteReader& reader, Purpose wanted) {
    OTK_TRY(reader.expect(bytes_of(magic), "a statement"));
    const std::uint16_t version = OTK_TRY(reader.u16());
    if (version != protocol_version) {
        return fail(ErrorKind::Unsupported, format("protocol version {}", version));
    }
    const std::uint8_t purpose = OTK_TRY(reader.u8());
    if (purpose != static_cast<std::uint8_t>(wanted)) {
        return fail(ErrorKind::InvalidInput, "a statement of another purpose");
    }
    const std::uint8_t reserved = OTK_TRY(reader.u8());
    if (reserved != 0) return fail(ErrorKind::InvalidInput, "a reserved field is in use");
    StatementSubject subject;
    subject.batch.kiosk.bytes = OTK_TRY(reader.array<KioskId::size_bytes>());
    subject.batch.buffer.bytes = OTK_TRY(reader.array<BufferId::size_bytes>());
    subject.batch.number = OTK_TRY(reader.u32());
    subject.body_hash = OTK_TRY(reader.array<sizeof(crypto::Hash256)>());
    return subject;
}

/// The statement without its signature, if one of the keys made that.
Result<ByteView> verified(ByteView statement, std::span<const crypto::PublicKey> keys) {
    if (statement.size() < signature_bytes) {
        return fail(ErrorKind::InvalidInput, "ends too early");
    }
    const ByteView content = statement.first(statement.size() - signature_bytes);
    crypto::Signature signature{};
    std::copy(statement.end() - signature_bytes, statement.end(), signature.begin());
    const bool believed = std::any_of(keys.begin(), keys.end(), [&](const crypto::PublicKey& key) {
        return crypto::verify(key, content, signature);
    });
    if (!believed) return fail(ErrorKind::Permission, "not signed by the server");
    return content;
}

Result<Receipt> read_receipt(ByteView content) {
    ByteReader reader(content);
    Receipt receipt;
    receipt.subject = OTK_TRY(read_subject(reader, Purpose::Receipt));
    receipt.counted = OTK_TRY(reader.u16());
    receipt.parked = OTK_TRY(reader.u16());
    receipt.already_held = OTK_TRY(reader.u16());
    const std::uint16_t order = OTK_TRY(reader.u16());
    if (order > static_cast<std::uint16_t>(BufferOrder::BeginNew)) {
        return fail(ErrorKind::Unsupported, "an order of another version");
    }
    receipt.order = static_cast<BufferOrder>(order);
    OTK_TRY(reader.end());
    return receipt;
}

/// Ascending, disjoint, not adjacent.
bool are_ranges_proper(std::span<const NumberRange> ranges) {
    std::optional<std::uint32_t> last;
    for (const NumberRange& range : ranges) {
        if (range.first == 0 || range.last < range.first) return false;
        if (last && (range.first <= *last || range.first - *last < 2)) return false;
        last = range.last;
    }
    return true;
}

Result<Holdings> read_holdings(ByteView content) {
    ByteReader reader(content);
    Holdings holdings;
    holdings.subject = OTK_TRY(read_subject(reader, Purpose::Holdings));
    holdings.incarnation.bytes = OTK_TRY(reader.array<Incarnation::size_bytes>());
    holdings.sequence = OTK_TRY(reader.u64());
    holdings.backed_up = OTK_TRY(reader.u32());
    const std::uint16_t count = OTK_TRY(reader.u16());
    if (count > holdings_ranges_max) return fail(ErrorKind::InvalidInput, "too many ranges");
    for (std::size_t index = 0; index < count; ++index) {
        NumberRange range;
        range.first = OTK_TRY(reader.u32());
        range.last = OTK_TRY(reader.u32());
        holdings.ranges.push_back(range);
    }
    OTK_TRY(reader.end());
    if (!are_ranges_proper(holdings.ranges)) {
        return fail(ErrorKind::InvalidInput, "ranges out of order");
    }
    return holdings;
}

Result<ByteView> read_part(ByteReader& reader) {
    const std::uint32_t size = OTK_TRY(reader.u32());
    if (size > statement_bytes_max) return fail(ErrorKind::InvalidInput, "too large");
    return reader.raw(size);
}

Result<Reply> read_reply(ByteView body, std::span<const crypto::PublicKey> keys) {
    ByteReader reader(body);
    const ByteView receipt_part = OTK_TRY(in("receipt", read_part(reader)));
    const ByteView holdings_part = OTK_TRY(in("holdings", read_part(reader)));
    OTK_TRY(reader.end());
    const ByteView receipt_content = OTK_TRY(in("receipt", verified(receipt_part, keys)));
    const ByteView holdings_content = OTK_TRY(in("holdings", verified(holdings_part, keys)));
    Reply reply;
    reply.receipt = OTK_TRY(in("receipt", read_receipt(receipt_content)));
    reply.holdings = OTK_TRY(in("holdings", read_holdings(holdings_content)));
    if (reply.receipt.subject != reply.holdings.subject) {
        return fail(ErrorKind::InvalidInput, "statements about two bodies");
    }
    return reply;
}

}  // namespace

bool holds(const Holdings& holdings, std::uint32_t number) {
    return std::any_of(holdings.ranges.begin(), holdings.ranges.end(),
        [&](const NumberRange& range) { return range.first <= number && number <= range.last; });
}

Bytes encode_receipt(const Receipt& receipt, const crypto::SigningKey& key) {
    ByteWriter writer;
    write_subject(writer, Purpose::Receipt, receipt.subject);
    writer.u16(receipt.counted);
    writer.u16(receipt.parked);
    writer.u16(receipt.already_held);
    writer.u16(static_cast<std::uint16_t>(receipt.order));
    return signed_statement(writer, key);
}

Bytes encode_holdings(const Holdings& holdings, const crypto::SigningKey& key) {
    OTK_ASSERT(holdings.ranges.size() <= holdings_ranges_max);
    OTK_ASSERT(are_ranges_proper(holdings.ranges));
    ByteWriter writer;
    write_subject(writer, Purpose::Holdings, holdings.subject);
    writer.raw(holdings.incarnation.bytes);
    writer.u64(holdings.sequence);
    writer.u32(holdings.backed_up);
    writer.u16(static_cast<std::uint16_t>(holdings.ranges.size()));
    for (const NumberRange& range : holdings.ranges) {
        writer.u32(range.first);
        writer.u32(range.last);
    }
    return signed_statement(writer, key);
}

Bytes encode_revocation(const StatementSubject& subject, const crypto::SigningKey& key) {
    ByteWriter writer;
    write_subject(writer, Purpose::Revocation, subject);
    return signed_statement(writer, key);
}

Result<StatementSubject> decode_revocation(
    ByteView body, std::span<const crypto::PublicKey> receipt_keys) {
    if (body.size() > statement_bytes_max)
        return fail(ErrorKind::InvalidInput, "revocation: too large");
    const ByteView content = OTK_TRY(in("revocation", verified(body, receipt_keys)));
    ByteReader reader(content);
    const auto subject = OTK_TRY(in("revocation", read_subject(reader, Purpose::Revocation)));
    OTK_TRY(in("revocation", reader.end()));
    return subject;
}

Bytes encode_reply(ByteView receipt, ByteView holdings) {
    ByteWriter writer;
    writer.u32(static_cast<std::uint32_t>(receipt.size()));
    writer.raw(receipt);
    writer.u32(static_cast<std::uint32_t>(holdings.size()));
    writer.raw(holdings);
    return writer.take();
}

Result<Reply> decode_reply(ByteView body, std::span<const crypto::PublicKey> receipt_keys) {
    if (body.size() > reply_bytes_max) return fail(ErrorKind::InvalidInput, "reply: too large");
    return in("reply", read_reply(body, receipt_keys));
}

}  // namespace otk::wire
