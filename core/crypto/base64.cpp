#include "core/crypto/base64.h"

#include <sodium.h>

#include "core/base/assert.h"

namespace otk::crypto {
namespace {

constexpr int variant = sodium_base64_VARIANT_ORIGINAL;

}  // namespace

std::string to_base64(ByteView bytes) {
    // libsodium counts its end, a NUL.
    std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
    const char* const made =
        sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), variant);
    OTK_ASSERT(made != nullptr);
    text.pop_back();
    return text;
}

Result<Bytes> from_base64(std::string_view text, std::size_t bytes_max) {
    Bytes bytes(bytes_max);
    std::size_t size = 0;
    const char* end = nullptr;
    const int read = sodium_base642bin(
        bytes.data(), bytes.size(), text.data(), text.size(), nullptr, &size, &end, variant);
    if (read != 0 || end != text.data() + text.size()) {
        return fail(ErrorKind::InvalidInput, "not Base64, or too long");
    }
    bytes.resize(size);
    return bytes;
}

}  // namespace otk::crypto
