#include <array>

#include "core/base/assert.h"
#include "core/wire/key_rotation.h"
#include "core/wire/limits.h"
#include "tests/fuzz/fuzz_target.h"

namespace {

using namespace otk;

/// Fixed keys: see batch_fuzz.cpp.
crypto::SigningKey key(std::uint8_t seed) {
    return crypto::SigningKey::from_seed(Bytes(32, seed)).value();
}

Bytes signed_by(ByteView content, const crypto::SigningKey& signer) {
    Bytes whole(content.begin(), content.end());
    const crypto::Signature signature = signer.sign(content);
    whole.insert(whole.end(), signature.begin(), signature.end());
    return whole;
}

}  // namespace

/// The input as it is, as what both keys of a kiosk signed, and as a server's signed answer.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static const crypto::SigningKey before = key(1);
    static const crypto::SigningKey after = key(2);
    const ByteView input(bytes, size);
    static_cast<void>(wire::decode_key_rotation(input));
    Bytes request = signed_by(input, before);
    const crypto::Signature second = after.sign(input);
    request.insert(request.end(), second.begin(), second.end());
    const auto rotation = wire::decode_key_rotation(request);
    if (rotation) OTK_ASSERT(wire::encode_key_rotation(rotation->kiosk, before, after) == request);
    const std::array trusted{before.public_key()};
    const Bytes answer = signed_by(input, before);
    const crypto::Hash256 hash = wire::key_rotation_hash(request);
    if (wire::check_key_rotation_answer(answer, hash, trusted))
        OTK_ASSERT(wire::encode_key_rotation_answer(hash, before) == answer);
    return 0;
}
