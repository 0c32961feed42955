#include <array>

#include "core/base/assert.h"
#include "core/wire/receipt.h"
#include "core/wire/void.h"
#include "tests/fuzz/fuzz_target.h"

namespace {

using namespace otk;

/// A fixed key: see batch_fuzz.cpp.
const crypto::SigningKey& signing_key() {
    static const crypto::SigningKey key = crypto::SigningKey::from_seed(Bytes(32, 3)).value();
    return key;
}

void decode(ByteView body) {
    const auto subject = wire::decode_void(body, signing_key().public_key());
    if (!subject) return;
    // Exactly one spelling, and whoever peeks sees the same.
    OTK_ASSERT(wire::is_void(body));
    OTK_ASSERT(wire::peek_void(body).value() == *subject);
    OTK_ASSERT(text_of(wire::encode_void(*subject, signing_key())) == text_of(body));
}

/// The answer: this content, signed, before holdings of its own subject.
void answer(ByteView content) {
    Bytes statement(content.begin(), content.end());
    const crypto::Signature signature = signing_key().sign(statement);
    statement.insert(statement.end(), signature.begin(), signature.end());
    wire::ByteReader reader(content);
    const auto subject = wire::read_subject(reader, wire::Purpose::Voided);
    const wire::Holdings holdings{
        .subject = subject.value_or(wire::StatementSubject{}), .incarnation = {}, .ranges = {}};
    const std::array<crypto::PublicKey, 1> keys{signing_key().public_key()};
    const auto reply = wire::decode_reply(
        wire::encode_reply(statement, wire::encode_holdings(holdings, signing_key())), keys);
    if (!reply) return;
    OTK_ASSERT(!reply->receipt && subject && reply->subject == *subject);
    OTK_ASSERT(text_of(wire::encode_voided(reply->subject, signing_key())) == text_of(statement));
}

}  // namespace

/// The input as a void; signed, as a void; and signed, as the server's answer to one.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const ByteView body(bytes, size);
    static_cast<void>(wire::peek_void(body));
    decode(body);
    Bytes signed_body(body.begin(), body.end());
    const crypto::Signature signature = signing_key().sign(signed_body);
    signed_body.insert(signed_body.end(), signature.begin(), signature.end());
    decode(signed_body);
    answer(body);
    return 0;
}
