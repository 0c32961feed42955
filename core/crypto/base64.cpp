#include "core/crypto/base64.h"

#include <sodium.h>

namespace otk::crypto {

Result<Bytes> from_base64(std::string_view text, std::size_t bytes_max) {
    Bytes bytes(bytes_max);
    std::size_t size = 0;
    const char* end = nullptr;
    const int read = sodium_base642bin(bytes.data(), bytes.size(), text.data(), text.size(),
        nullptr, &size, &end, sodium_base64_VARIANT_ORIGINAL);
    if (read != 0 || end != text.data() + text.size()) {
        return fail(ErrorKind::InvalidInput, "not Base64, or too long");
    }
    bytes.resize(size);
    return bytes;
}

}  // namespace otk::crypto
