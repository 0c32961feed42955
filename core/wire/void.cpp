#include "core/wire/void.h"

#include "core/base/assert.h"

namespace otk::wire {
namespace {

Bytes encode(Purpose purpose, const StatementSubject& subject, const crypto::SigningKey& key) {
    OTK_ASSERT(subject.batch.number > 0);
    ByteWriter writer;
    write_subject(writer, purpose, subject);
    return signed_statement(writer, key);
}

Result<StatementSubject> read_void(ByteView content) {
    ByteReader reader(content);
    StatementSubject subject = OTK_TRY(read_subject(reader, Purpose::Void));
    OTK_TRY(reader.end());
    if (subject.batch.number == 0) return fail(ErrorKind::InvalidInput, "number 0");
    return subject;
}

}  // namespace

Bytes encode_void(const StatementSubject& subject, const crypto::SigningKey& kiosk_key) {
    return encode(Purpose::Void, subject, kiosk_key);
}

Bytes encode_voided(const StatementSubject& subject, const crypto::SigningKey& server_key) {
    return encode(Purpose::Voided, subject, server_key);
}

bool is_void(ByteView body) {
    return is_statement(body, Purpose::Void);
}

Result<StatementSubject> peek_void(ByteView body) {
    if (body.size() < signature_bytes) return fail(ErrorKind::InvalidInput, "void: ends too early");
    return in("void", read_void(body.first(body.size() - signature_bytes)));
}

Result<StatementSubject> decode_void(ByteView body, const crypto::PublicKey& kiosk_key) {
    const ByteView content = OTK_TRY(in("void", verified_statement(body, {&kiosk_key, 1})));
    return in("void", read_void(content));
}

}  // namespace otk::wire
