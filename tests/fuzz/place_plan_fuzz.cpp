#include "core/base/assert.h"
#include "core/base/bytes.h"
#include "kiosk/shell/place_plan.h"
#include "tests/fuzz/fuzz_target.h"

/// What is taken comes back from its own text.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using otk::kiosk::shell::PlacePlan;
    const auto plan = PlacePlan::parse(otk::text_of(otk::ByteView(bytes, size)));
    if (!plan) return 0;
    const auto again = PlacePlan::parse(plan->text());
    OTK_ASSERT(again.has_value());
    OTK_ASSERT(*again == *plan);
    return 0;
}
