#pragma once

#include <cstddef>
#include <string_view>

#include "core/base/bytes.h"
#include "sync/transport.h"

namespace otk::sync {

/// The way to a server for bundles. Blocks at most as long as its own limits say; one thread.
/// Nothing in an answer is believed here.
class BundleSource {
  public:
    BundleSource() = default;
    BundleSource(const BundleSource&) = delete;
    BundleSource& operator=(const BundleSource&) = delete;
    virtual ~BundleSource() = default;

    /// POST /api/v1/bundle: the kiosk's word on its bundles; answered with an offer.
    virtual PostOutcome post_bundle_report(ByteView report) = 0;
    /// GET /api/v1/bundle: a piece of that bundle's file, from the byte `at` on.
    virtual PostOutcome get_bundle_piece(std::string_view name, std::size_t at) = 0;
};

}  // namespace otk::sync
