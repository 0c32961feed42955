#include "core/base/assert.h"
#include "core/base/bytes.h"
#include "drivers/service/request.h"
#include "tests/fuzz/fuzz_target.h"

/// One line as a stranger sends it to the printer service.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace otk::service;
    const auto request = parse_request(otk::text_of(otk::ByteView(bytes, size)));
    if (!request) return 0;
    OTK_ASSERT(request->copies >= 1 && request->copies <= 500);
    const bool has_slip =
        request->operation == Operation::Print || request->operation == Operation::Preview;
    if (!has_slip) return 0;
    // What is kept in the spool must be read back as it was ordered.
    const auto kept = otk::Json::parse(request->slip.to_json().dump());
    OTK_ASSERT(kept.has_value());
    const auto again = SlipOrder::parse(*kept);
    OTK_ASSERT(again.has_value() && *again == request->slip);
    return 0;
}
