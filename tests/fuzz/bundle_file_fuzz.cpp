#include <array>

#include "core/base/assert.h"
#include "core/bundle/bundle_file.h"
#include "core/crypto/minisign.h"
#include "tests/fuzz/fuzz_target.h"

namespace {

using namespace otk;

/// A fixed key: an attacker's bundle is one that is signed and not sound.
const crypto::SigningKey& signer() {
    static const crypto::SigningKey key = crypto::SigningKey::from_seed(Bytes(32, 5)).value();
    return key;
}

/// As it came; and behind lines that sign it, as nobody but the signer could write them.
void verify(ByteView input) {
    const std::array<crypto::PublicKey, 1> trusted{signer().public_key()};
    OTK_ASSERT(!bundle::verify_bundle(input, trusted));
    const std::string lines = crypto::minisign(signer(), input, "fuzz");
    Bytes file(lines.begin(), lines.end());
    file.insert(file.end(), input.begin(), input.end());
    const auto verified = bundle::verify_bundle(file, trusted);
    OTK_ASSERT(verified && text_of(verified->archive) == text_of(input));
}

void open(ByteView archive) {
    const auto packed = bundle::open_packed(archive);
    if (!packed) return;
    std::size_t unpacked = 0;
    for (const auto& [name, content] : packed->files) {
        OTK_ASSERT(name == "manifest.json" || bundle::is_bundle_path(name));
        unpacked += content.size();
    }
    OTK_ASSERT(unpacked <= bundle::unpacked_bytes_max);
    const auto again = bundle::zip_of_files(packed->files);
    OTK_ASSERT(again && bundle::open_packed(*again).value().files == packed->files);
}

}  // namespace

/// The input as a bundle's file, as an archive, and as a public key.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const ByteView input(bytes, size);
    verify(input);
    open(input);
    const auto key = crypto::parse_minisign_key(text_of(input));
    if (key)
        OTK_ASSERT(crypto::parse_minisign_key(crypto::minisign_key_text(*key)).value() == *key);
    return 0;
}
