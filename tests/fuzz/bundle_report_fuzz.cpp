#include "core/base/assert.h"
#include "core/wire/bundle_report.h"
#include "tests/fuzz/fuzz_target.h"

namespace {

using namespace otk;

/// A fixed key: see batch_fuzz.cpp.
const crypto::SigningKey& kiosk_key() {
    static const crypto::SigningKey key = crypto::SigningKey::from_seed(Bytes(32, 3)).value();
    return key;
}

/// Version 2 has one spelling; version 1 is written anew as version 2, and says the same.
void check_round_trip(const wire::BundleReport& read, const Bytes& report) {
    constexpr std::size_t version_at = 4;
    const Bytes written = wire::encode_bundle_report(read, kiosk_key());
    if (report[version_at] != 1) OTK_ASSERT(written == report);
    OTK_ASSERT(wire::decode_bundle_report(written, kiosk_key().public_key()).value() == read);
}

}  // namespace

/// The input signed, as a kiosk's report; and as a server's offer.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const ByteView input(bytes, size);
    static_cast<void>(wire::peek_bundle_report(input));
    Bytes report(input.begin(), input.end());
    const crypto::Signature signature = kiosk_key().sign(report);
    report.insert(report.end(), signature.begin(), signature.end());
    const auto read = wire::decode_bundle_report(report, kiosk_key().public_key());
    if (read) check_round_trip(*read, report);
    const auto offer = wire::decode_bundle_offer(text_of(input));
    if (offer) {
        OTK_ASSERT(wire::decode_bundle_offer(wire::encode_bundle_offer(*offer)).value() == *offer);
    }
    return 0;
}
