#include "core/base/assert.h"
#include "core/base/bytes.h"
#include "core/text/catalogue.h"
#include "tests/fuzz/fuzz_target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view po = otk::text_of(otk::ByteView(bytes, size));
    const auto catalogue = otk::text::Catalogue::parse(po, "fuzz.po");
    if (!catalogue) {
        OTK_ASSERT(catalogue.error().context.starts_with("fuzz.po:"));
        return 0;
    }
    for (const std::string& key : catalogue->keys()) {
        OTK_ASSERT(catalogue->contains(key));
        static_cast<void>(catalogue->text(key, {{"n", "{name}"}}));
        static_cast<void>(catalogue->plural(key, static_cast<std::int64_t>(size)));
    }
    return 0;
}
