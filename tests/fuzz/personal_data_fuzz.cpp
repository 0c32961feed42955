#include "core/base/assert.h"
#include "core/base/bytes.h"
#include "core/text/personal_data.h"
#include "tests/fuzz/fuzz_target.h"

/// Ranges lie in the text, in order; what was UTF-8 stays UTF-8.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view text = otk::text_of(otk::ByteView(bytes, size));
    const otk::text::MaskedText masked = otk::text::mask_personal_data(text);
    std::size_t last = 0;
    for (const otk::text::MaskedRange& range : masked.ranges) {
        OTK_ASSERT(range.begin >= last && range.begin < range.end);
        OTK_ASSERT(range.end <= masked.text.size());
        last = range.end;
    }
    OTK_ASSERT(masked.ranges.empty() == (masked.text == text));
    if (otk::is_utf8(text)) OTK_ASSERT(otk::is_utf8(masked.text));
    return 0;
}
