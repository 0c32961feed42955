#include "core/base/assert.h"
#include "core/wire/batch.h"
#include "core/wire/loose_rows.h"
#include "tests/fuzz/fuzz_target.h"

namespace {

using namespace otk;

/// A fixed key: a fuzzer cannot guess signatures, so the bytes are signed anew and the decoder
/// behind the signature is reached.
const crypto::SigningKey& kiosk_key() {
    static const crypto::SigningKey key = crypto::SigningKey::from_seed(Bytes(32, 1)).value();
    return key;
}

void decode(ByteView body) {
    const auto batch = wire::decode_batch(body, kiosk_key().public_key());
    const auto loose = wire::loose_rows(body);
    OTK_ASSERT(loose.size() <= wire::batch_rows_max);
    if (!batch) return;
    // Whatever reads the damaged reads the whole.
    OTK_ASSERT(loose.size() >= batch->rows.size());
    // What was taken has exactly one spelling.
    OTK_ASSERT(text_of(wire::encode_batch(*batch, kiosk_key())) == text_of(body));
    OTK_ASSERT(wire::peek_batch(body).value() == batch->identity);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const otk::ByteView body(bytes, size);
    static_cast<void>(wire::peek_batch(body));
    decode(body);
    otk::Bytes signed_body(body.begin(), body.end());
    const crypto::Signature signature = kiosk_key().sign(signed_body);
    signed_body.insert(signed_body.end(), signature.begin(), signature.end());
    decode(signed_body);
    static_cast<void>(wire::parse_batch_file_name(text_of(body), ".batch"));
    return 0;
}
