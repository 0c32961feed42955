#include "core/wire/statement.h"

#include <algorithm>

#include "core/base/assert.h"
#include "core/base/format.h"

namespace otk::wire {
namespace {

constexpr std::string_view magic = "OTKS";

}  // namespace

void write_subject(ByteWriter& writer, Purpose purpose, const StatementSubject& subject) {
    writer.raw(bytes_of(magic));
    writer.u16(protocol_version);
    writer.u8(static_cast<std::uint8_t>(purpose));
    writer.u8(0);  // reserved
    writer.raw(subject.batch.kiosk.bytes);
    writer.raw(subject.batch.buffer.bytes);
    writer.u32(subject.batch.number);
    writer.raw(subject.body_hash);
    OTK_ASSERT(writer.view().size() == statement_subject_bytes);
}

Bytes signed_statement(ByteWriter& writer, const crypto::SigningKey& key) {
    writer.raw(key.sign(writer.view()));
    Bytes bytes = writer.take();
    OTK_ASSERT(bytes.size() <= statement_bytes_max);
    return bytes;
}

Result<ByteView> verified_statement(ByteView statement, std::span<const crypto::PublicKey> keys) {
    if (statement.size() < signature_bytes) {
        return fail(ErrorKind::InvalidInput, "ends too early");
    }
    const ByteView content = statement.first(statement.size() - signature_bytes);
    crypto::Signature signature{};
    std::copy(statement.end() - signature_bytes, statement.end(), signature.begin());
    const bool believed = std::any_of(keys.begin(), keys.end(),
        [&](const crypto::PublicKey& key) { return crypto::verify(key, content, signature); });
    if (!believed) return fail(ErrorKind::Permission, "not signed by whom we believe");
    return content;
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

bool is_statement(ByteView bytes, Purpose purpose) {
    constexpr std::size_t purpose_at = 4 + 2;
    return bytes.size() > purpose_at && text_of(bytes.first(magic.size())) == magic &&
           bytes[purpose_at] == static_cast<std::uint8_t>(purpose);
}

}  // namespace otk::wire
