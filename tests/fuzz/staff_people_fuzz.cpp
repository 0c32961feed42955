#include "core/base/assert.h"
#include "core/base/bytes.h"
#include "core/staff/people.h"
#include "tests/fuzz/fuzz_target.h"

/// What is taken comes back from its own text.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const auto people = otk::staff::People::parse(otk::text_of(otk::ByteView(bytes, size)));
    if (!people) return 0;
    const auto again = otk::staff::People::parse(people->text());
    OTK_ASSERT(again.has_value());
    OTK_ASSERT(*again == *people);
    return 0;
}
