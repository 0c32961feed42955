#include <array>

#include "core/base/assert.h"
#include "core/wire/enrolment.h"
#include "core/wire/receipt.h"
#include "core/wire/void.h"
#include "tests/fuzz/fuzz_target.h"

namespace {

using namespace otk;

/// A fixed key: see batch_fuzz.cpp.
const crypto::SigningKey& server_key() {
    static const crypto::SigningKey key = crypto::SigningKey::from_seed(Bytes(32, 2)).value();
    return key;
}

Bytes signed_anew(ByteView content) {
    Bytes statement(content.begin(), content.end());
    const crypto::Signature signature = server_key().sign(statement);
    statement.insert(statement.end(), signature.begin(), signature.end());
    return statement;
}

void decode(ByteView body) {
    const std::array<crypto::PublicKey, 1> keys{server_key().public_key()};
    const auto reply = wire::decode_reply(body, keys);
    if (!reply) return;
    const Bytes verdict = reply->receipt ? wire::encode_receipt(*reply->receipt, server_key())
                                         : wire::encode_voided(reply->subject, server_key());
    const Bytes again =
        wire::encode_reply(verdict, wire::encode_holdings(reply->holdings, server_key()));
    OTK_ASSERT(text_of(again) == text_of(body));
}

}  // namespace

/// The input as it is, and signed as a revocation; then cut in two at its first byte's share, both
/// parts signed; and, as it comes over the same border, as an enrolment.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const ByteView body(bytes, size);
    decode(body);
    if (size > 0) {
        const ByteView rest = body.subspan(1);
        const std::size_t cut = rest.size() * body[0] / 256;
        decode(wire::encode_reply(signed_anew(rest.first(cut)), signed_anew(rest.subspan(cut))));
    }
    const std::array<crypto::PublicKey, 1> keys{server_key().public_key()};
    const Bytes statement = signed_anew(body);
    const auto revoked = wire::decode_revocation(statement, keys);
    if (revoked) OTK_ASSERT(wire::encode_revocation(*revoked, server_key()) == statement);
    const auto enrolment = wire::decode_enrolment(text_of(body));
    if (enrolment) {
        OTK_ASSERT(
            wire::decode_enrolment(wire::encode_enrolment(*enrolment)).value() == *enrolment);
    }
    return 0;
}
