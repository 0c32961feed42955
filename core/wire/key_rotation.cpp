#include "core/wire/key_rotation.h"

#include "core/base/assert.h"
#include "core/wire/message.h"
#include "core/wire/statement.h"

namespace otk::wire {
namespace {

constexpr Exchange exchange{"OTKN", "a new key of a kiosk"};

Result<KeyRotation> read_request(ByteView body) {
    if (body.size() != key_rotation_bytes) return fail(ErrorKind::InvalidInput, "no size of one");
    ByteReader reader(body);
    OTK_TRY(read_message_header(reader, exchange, Side::Request));
    KeyRotation rotation;
    rotation.kiosk.bytes = OTK_TRY(reader.array<KioskId::size_bytes>());
    rotation.before.bytes = OTK_TRY(reader.array<32>());
    rotation.after.bytes = OTK_TRY(reader.array<32>());
    if (rotation.before == rotation.after) return fail(ErrorKind::InvalidInput, "one key twice");
    OTK_TRY(check_signed_by_both(body, {rotation.before, "not signed by the old key"},
        {rotation.after, "not signed by the new key"}));
    return rotation;
}

Result<void> check_answer(ByteView answer, const crypto::Hash256& request_hash,
    std::span<const crypto::PublicKey> receipt_keys) {
    if (answer.size() != key_rotation_answer_bytes)
        return fail(ErrorKind::InvalidInput, "no size of one");
    ByteReader reader(OTK_TRY(verified_statement(answer, receipt_keys)));
    OTK_TRY(read_message_header(reader, exchange, Side::Answer));
    const auto hash = OTK_TRY(reader.array<sizeof(crypto::Hash256)>());
    OTK_TRY(reader.end());
    if (hash != request_hash) return fail(ErrorKind::InvalidInput, "an answer to another request");
    return {};
}

}  // namespace

Bytes encode_key_rotation(
    const KioskId& kiosk, const crypto::SigningKey& before, const crypto::SigningKey& after) {
    ByteWriter writer;
    write_message_header(writer, exchange, Side::Request);
    writer.raw(kiosk.bytes);
    writer.raw(before.public_key().bytes);
    writer.raw(after.public_key().bytes);
    Bytes request = signed_by_both(writer, before, after);
    OTK_ASSERT(request.size() == key_rotation_bytes);
    return request;
}

Result<KeyRotation> decode_key_rotation(ByteView request) {
    return in("key rotation", read_request(request));
}

crypto::Hash256 key_rotation_hash(ByteView request) {
    return crypto::blake2b_256(request);
}

Bytes encode_key_rotation_answer(
    const crypto::Hash256& request_hash, const crypto::SigningKey& receipt_key) {
    ByteWriter writer;
    write_message_header(writer, exchange, Side::Answer);
    writer.raw(request_hash);
    Bytes answer = signed_statement(writer, receipt_key);
    OTK_ASSERT(answer.size() == key_rotation_answer_bytes);
    return answer;
}

Result<void> check_key_rotation_answer(ByteView answer, const crypto::Hash256& request_hash,
    std::span<const crypto::PublicKey> receipt_keys) {
    return in("key rotation's answer", check_answer(answer, request_hash, receipt_keys));
}

}  // namespace otk::wire
