#include "core/base/assert.h"
#include "core/bundle/clips.h"
#include "core/sound/wav.h"
#include "tests/fuzz/fuzz_target.h"

/// A bundle's recorded speech: the same bytes as a recording and as a list of them.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const otk::ByteView view(bytes, size);
    const std::string_view text = otk::text_of(view);
    if (const auto wav = otk::sound::read_wav(text)) {
        OTK_ASSERT(wav->rate_hz >= 8'000 && wav->rate_hz <= 48'000);
        OTK_ASSERT(!wav->samples.empty() && wav->samples.size() % 2 == 0);
        OTK_ASSERT(wav->samples.size() < size);
    }
    if (otk::bundle::check_clip(view)) OTK_ASSERT(size <= otk::bundle::ClipLimits::bytes_max);
    if (const auto list = otk::bundle::parse_clip_list(text)) {
        const auto again = otk::bundle::parse_clip_list(otk::bundle::write_clip_list(*list));
        OTK_ASSERT(!again || *again == *list);
    }
    return 0;
}
