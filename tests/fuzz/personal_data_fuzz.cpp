#include <algorithm>

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
    // The screen knows each mask again.
    for (const otk::text::MaskedRange& range : masked.ranges) {
        const std::string_view mask =
            std::string_view(masked.text).substr(range.begin, range.end - range.begin);
        const auto forms = otk::text::mask_forms();
        OTK_ASSERT(std::ranges::any_of(forms, [&](const otk::text::MaskForm& form) {
            return form.kind == range.kind && form.text == mask;
        }));
    }
    for (const otk::text::MaskedRange& found : otk::text::masks_in(masked.text))
        OTK_ASSERT(found.begin < found.end && found.end <= masked.text.size());
    if (otk::is_utf8(text)) OTK_ASSERT(otk::is_utf8(masked.text));
    return 0;
}
