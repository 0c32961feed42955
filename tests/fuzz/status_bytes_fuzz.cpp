#include "core/base/assert.h"
#include "drivers/port/status_bytes.h"
#include "tests/fuzz/fuzz_target.h"

/// What a printer, or whatever is plugged in for one, sends back: the first byte says where the
/// bytes break in two.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace otk::port;
    if (size == 0) return 0;
    const otk::ByteView said(bytes + 1, size - 1);
    const std::size_t cut = said.empty() ? 0 : bytes[0] % said.size();
    StatusReader whole;
    whole.feed(said);
    StatusReader parted;
    parted.feed(said.first(cut));
    parted.feed(said.subspan(cut));
    const auto answer = whole.take_real_time();
    // Where the bytes break tells nothing.
    OTK_ASSERT(answer == parted.take_real_time());
    OTK_ASSERT(whole.take_automatic() == parted.take_automatic());
    OTK_ASSERT(whole.take_full() == parted.take_full());
    OTK_ASSERT(whole.take_sensor() == parted.take_sensor());
    if (!answer) return 0;
    for (const RealTime asked :
        {RealTime::Printer, RealTime::OfflineCause, RealTime::ErrorCause, RealTime::Paper}) {
        const auto condition = decode_real_time(asked, *answer);
        OTK_ASSERT(condition.has_value());
        OTK_ASSERT(printer_state_named(name_of(state_of(*condition))) == state_of(*condition));
    }
    return 0;
}
