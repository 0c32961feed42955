#include "core/base/assert.h"
#include "core/base/bytes.h"
#include "core/form/response.h"
#include "tests/fuzz/fuzz_target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const auto response = otk::form::decode_response(otk::text_of({bytes, size}));
    if (!response) return 0;
    const std::string written = otk::form::encode_response(*response);
    // Escapes may make the same response longer than it came; only then it is refused.
    if (written.size() > otk::form::response_bytes_max) return 0;
    OTK_ASSERT(otk::form::decode_response(written).value() == *response);
    return 0;
}
