#include "core/base/assert.h"
#include "core/wire/key_list.h"
#include "tests/fuzz/fuzz_target.h"

namespace {

using namespace otk;

/// A fixed key: the fuzzer cannot sign, so what it invents is signed here.
const crypto::SigningKey& root_key() {
    static const crypto::SigningKey key = crypto::SigningKey::from_seed(Bytes(32, 3)).value();
    return key;
}

}  // namespace

/// The input as a document; as a list without a signature; and, if it is one, signed: what is
/// taken comes back from its own text.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view text = text_of(ByteView(bytes, size));
    const auto believed = wire::open_key_list(text, root_key().public_key(), 1);
    if (believed) OTK_ASSERT(wire::sign_key_list(*believed, root_key()) == text);
    const auto list = wire::decode_key_list(text);
    if (!list) return 0;
    OTK_ASSERT(wire::decode_key_list(wire::encode_key_list(*list)) == *list);
    const std::string document = wire::sign_key_list(*list, root_key());
    OTK_ASSERT(wire::open_key_list(document, root_key().public_key(), list->sequence) == *list);
    return 0;
}
