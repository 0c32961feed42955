#include "core/wire/key_rotation.h"

#include <algorithm>

#include "core/base/assert.h"
#include "core/base/format.h"
#include "core/wire/cursor.h"
#include "core/wire/limits.h"

namespace otk::wire {
namespace {

constexpr std::string_view magic = "OTKN";
constexpr std::uint16_t version = 1;

enum class Purpose : std::uint8_t { Request = 1, Answer = 2 };

void write_header(ByteWriter& writer, Purpose purpose) {
    writer.raw(bytes_of(magic));
    writer.u16(version);
    writer.u8(static_cast<std::uint8_t>(purpose));
    writer.u8(0);  // reserved
}

Result<void> read_header(ByteReader& reader, Purpose wanted) {
    OTK_TRY(reader.expect(bytes_of(magic), "a new key of a kiosk"));
    const std::uint16_t written = OTK_TRY(reader.u16());
    if (written != version) return fail(ErrorKind::Unsupported, format("version {}", written));
    const std::uint8_t purpose = OTK_TRY(reader.u8());
    if (purpose != static_cast<std::uint8_t>(wanted))
        return fail(ErrorKind::InvalidInput, "a message of another purpose");
    const std::uint8_t reserved = OTK_TRY(reader.u8());
    if (reserved != 0) return fail(ErrorKind::InvalidInput, "a reserved field is in use");
    return {};
}

Result<KeyRotation> read_request(ByteView body) {
    if (body.size() != key_rotation_bytes) return fail(ErrorKind::InvalidInput, "no size of one");
    ByteReader reader(body);
    OTK_TRY(read_header(reader, Purpose::Request));
    KeyRotation rotation;
    rotation.kiosk.bytes = OTK_TRY(reader.array<KioskId::size_bytes>());
    rotation.before.bytes = OTK_TRY(reader.array<32>());
    rotation.after.bytes = OTK_TRY(reader.array<32>());
    const auto by_before = OTK_TRY(reader.array<signature_bytes>());
    const auto by_after = OTK_TRY(reader.array<signature_bytes>());
    OTK_TRY(reader.end());
    if (rotation.before == rotation.after) return fail(ErrorKind::InvalidInput, "one key twice");
    const ByteView content = body.first(body.size() - 2 * signature_bytes);
    if (!crypto::verify(rotation.before, content, by_before))
        return fail(ErrorKind::Permission, "not signed by the old key");
    if (!crypto::verify(rotation.after, content, by_after))
        return fail(ErrorKind::Permission, "not signed by the new key");
    return rotation;
}

Result<void> check_answer(ByteView answer, const crypto::Hash256& request_hash,
    std::span<const crypto::PublicKey> receipt_keys) {
    if (answer.size() != key_rotation_answer_bytes)
        return fail(ErrorKind::InvalidInput, "no size of one");
    const ByteView content = answer.first(answer.size() - signature_bytes);
    crypto::Signature signature{};
    std::copy_n(answer.last(signature_bytes).begin(), signature.size(), signature.begin());
    const auto signed_by = [&](const crypto::PublicKey& key) {
        return crypto::verify(key, content, signature);
    };
    if (std::none_of(receipt_keys.begin(), receipt_keys.end(), signed_by))
        return fail(ErrorKind::Permission, "not signed by the server");
    ByteReader reader(content);
    OTK_TRY(read_header(reader, Purpose::Answer));
    const auto hash = OTK_TRY(reader.array<sizeof(crypto::Hash256)>());
    OTK_TRY(reader.end());
    if (hash != request_hash) return fail(ErrorKind::InvalidInput, "an answer to another request");
    return {};
}

}  // namespace

Bytes encode_key_rotation(
    const KioskId& kiosk, const crypto::SigningKey& before, const crypto::SigningKey& after) {
    ByteWriter writer;
    write_header(writer, Purpose::Request);
    writer.raw(kiosk.bytes);
    writer.raw(before.public_key().bytes);
    writer.raw(after.public_key().bytes);
    const crypto::Signature by_before = before.sign(writer.view());
    const crypto::Signature by_after = after.sign(writer.view());
    writer.raw(by_before);
    writer.raw(by_after);
    Bytes request = writer.take();
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
    write_header(writer, Purpose::Answer);
    writer.raw(request_hash);
    const crypto::Signature signature = receipt_key.sign(writer.view());
    writer.raw(signature);
    Bytes answer = writer.take();
    OTK_ASSERT(answer.size() == key_rotation_answer_bytes);
    return answer;
}

Result<void> check_key_rotation_answer(ByteView answer, const crypto::Hash256& request_hash,
    std::span<const crypto::PublicKey> receipt_keys) {
    return in("key rotation's answer", check_answer(answer, request_hash, receipt_keys));
}

}  // namespace otk::wire
