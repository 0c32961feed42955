#include "core/wire/receipt.h"

#include <algorithm>
#include <optional>

#include "core/base/assert.h"
#include "core/wire/cursor.h"

namespace otk::wire {
namespace {

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

Result<StatementSubject> read_voided(ByteView content) {
    ByteReader reader(content);
    StatementSubject subject = OTK_TRY(read_subject(reader, Purpose::Voided));
    OTK_TRY(reader.end());
    if (subject.batch.number == 0) return fail(ErrorKind::InvalidInput, "number 0");
    return subject;
}

Result<Reply> read_reply(ByteView body, std::span<const crypto::PublicKey> keys) {
    ByteReader reader(body);
    const ByteView verdict_part = OTK_TRY(in("receipt", read_part(reader)));
    const ByteView holdings_part = OTK_TRY(in("holdings", read_part(reader)));
    OTK_TRY(reader.end());
    const ByteView verdict = OTK_TRY(in("receipt", verified_statement(verdict_part, keys)));
    const ByteView holdings = OTK_TRY(in("holdings", verified_statement(holdings_part, keys)));
    Reply reply;
    if (is_statement(verdict, Purpose::Voided)) {
        reply.subject = OTK_TRY(in("voided", read_voided(verdict)));
    } else {
        reply.receipt = OTK_TRY(in("receipt", read_receipt(verdict)));
        reply.subject = reply.receipt->subject;
    }
    reply.holdings = OTK_TRY(in("holdings", read_holdings(holdings)));
    if (reply.subject != reply.holdings.subject) {
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
    const ByteView content = OTK_TRY(in("revocation", verified_statement(body, receipt_keys)));
    ByteReader reader(content);
    const auto subject = OTK_TRY(in("revocation", read_subject(reader, Purpose::Revocation)));
    OTK_TRY(in("revocation", reader.end()));
    return subject;
}

Bytes encode_reply(ByteView verdict, ByteView holdings) {
    ByteWriter writer;
    writer.u32(static_cast<std::uint32_t>(verdict.size()));
    writer.raw(verdict);
    writer.u32(static_cast<std::uint32_t>(holdings.size()));
    writer.raw(holdings);
    return writer.take();
}

Result<Reply> decode_reply(ByteView body, std::span<const crypto::PublicKey> receipt_keys) {
    if (body.size() > reply_bytes_max) return fail(ErrorKind::InvalidInput, "reply: too large");
    return in("reply", read_reply(body, receipt_keys));
}

}  // namespace otk::wire
