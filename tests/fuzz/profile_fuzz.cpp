#include "core/base/assert.h"
#include "core/base/bytes.h"
#include "core/bundle/calendar.h"
#include "core/bundle/manifest.h"
#include "core/bundle/profile.h"
#include "core/bundle/site.h"
#include "tests/fuzz/fuzz_target.h"

/// Everything of a bundle that core/bundle itself parses.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view text = otk::text_of(otk::ByteView(bytes, size));
    const auto profile = otk::bundle::parse_profile(text, "fuzz.toml");
    if (!profile) OTK_ASSERT(profile.error().context.starts_with("fuzz.toml:"));
    static_cast<void>(otk::bundle::parse_places(text, "fuzz.toml"));
    const auto calendar = otk::bundle::parse_calendar(text, "fuzz.toml");
    if (!calendar) OTK_ASSERT(calendar.error().context.starts_with("fuzz.toml:"));
    static_cast<void>(otk::bundle::parse_owner(text, "fuzz.toml"));
    const auto manifest = otk::bundle::parse_manifest(text);
    if (manifest) {
        OTK_ASSERT(otk::bundle::parse_manifest(otk::bundle::write_manifest(*manifest)).has_value());
    }
    return 0;
}
