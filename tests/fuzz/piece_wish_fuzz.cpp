#include "core/base/assert.h"
#include "core/base/bytes.h"
#include "core/wire/bundle_report.h"
#include "server/handlers/piece_wish.h"
#include "tests/fuzz/fuzz_target.h"

using namespace otk;

/// What is asked of a bundle in a request's query. Nothing but a bundle's own name becomes a
/// file's.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const auto wish = handlers::parse_piece_wish(text_of(ByteView(bytes, size)));
    if (wish) {
        OTK_ASSERT(wire::is_bundle_name(wish->name));
        OTK_ASSERT(wish->at < wire::bundle_transfer_bytes_max);
    }
    return 0;
}
