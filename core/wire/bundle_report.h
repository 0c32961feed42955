#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/crypto/signature.h"
#include "core/wire/identity.h"

/// How a kiosk and its server speak of bundles, and what else the kiosk says of itself on that way:
/// which of the server's keys it still needs, and whether its disk fills up. A bundle's name is its
/// sequence and the first eight bytes of its archive's SHA-256: "12-0a1b2c3d4e5f6071".
namespace otk::wire {

/// A bundle's file at most, as the courier fetches it, and how much of it one answer holds.
constexpr std::size_t bundle_transfer_bytes_max = std::size_t{8} << 20U;
constexpr std::size_t bundle_piece_bytes = std::size_t{256} << 10U;

std::string bundle_name(std::int64_t sequence, ByteView archive_hash);
bool is_bundle_name(std::string_view name);

constexpr std::size_t bundle_report_bytes_max = 4096;
constexpr std::size_t bundle_why_bytes_max = 1000;

/// Room on a kiosk's disk, by the numbers of the wire.
enum class Disk : std::uint8_t {
    NotSaid = 0,
    Fine = 1,
    Low = 2,   ///< somebody should look
    None = 3,  ///< it was full: nothing is recorded
};

/// What a kiosk says of its bundles, its server's keys and its disk; nothing of its visits: see
/// kiosk/shell/server_report.h for when it changes.
struct BundleReport {
    KioskId kiosk;
    std::string shown = {};  ///< a bundle's name; empty: one that was laid there by hand
    std::string next = {};   ///< what waits for its day; empty: none
    /// The last that was not taken: a bundle's name, or its file's from a stick.
    std::string refused = {};
    std::string why = {};  ///< of the refusal, for people
    /// Of the keys.json that it follows; 0: none, it seals to one key for ever.
    std::int64_t keys_sequence = 0;
    /// The server's box keys that open something it holds and may send, and always the one that it
    /// seals to; ascending, none twice, to box_keys_max. Empty: not said.
    std::vector<ServerKeyId> keys_needed = {};
    Disk disk = Disk::NotSaid;

    friend bool operator==(const BundleReport&, const BundleReport&) = default;
};

/// Version 2, signed with the kiosk's key. Deterministic; texts that are too long are cut. More
/// than box_keys_max needed keys become none: a list that lacks one would let it be destroyed.
Bytes encode_bundle_report(const BundleReport& report, const crypto::SigningKey& key);
/// Whose it claims to be: with this the key is found that decode_bundle_report verifies with.
Result<KioskId> peek_bundle_report(ByteView report);
/// Permission unless `key` signed exactly these bytes; InvalidInput for what is no report. Version
/// 1 is of a kiosk that says nothing of keys and disk; Unsupported for a version from 3 on, so
/// servers are updated before kiosks.
Result<BundleReport> decode_bundle_report(ByteView report, const crypto::PublicKey& key);

/// What the server lets a kiosk fetch; empty name: nothing now.
struct BundleOffer {
    std::string name;
    std::size_t bytes = 0;

    friend bool operator==(const BundleOffer&, const BundleOffer&) = default;
};

constexpr std::size_t bundle_offer_bytes_max = 256;
std::string encode_bundle_offer(const BundleOffer& offer);
/// InvalidInput for a name that is none, and for sizes that no bundle has.
Result<BundleOffer> decode_bundle_offer(std::string_view json);

}  // namespace otk::wire
