#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/crypto/box.h"
#include "core/crypto/hash.h"
#include "core/crypto/signature.h"
#include "core/wire/identity.h"

namespace otk::wire {

/// Names one PIN of a kiosk's staff (staff::pin_id); tells neither the PIN nor whose it is, so that
/// it may stand in a list that anybody can read.
using PinId = std::array<std::uint8_t, 8>;

constexpr std::size_t revoked_pins_max = 256;

/// Whom a tenant's kiosks believe: the content of keys.json, signed with the tenant's offline root
/// key. A kiosk keeps only the root's public half for ever; all keys of daily use come from here.
struct KeyList {
    std::int64_t sequence = 0;  ///< from 1; a kiosk never goes back to a smaller one
    /// Of the servers, which all have every one of them: kiosks seal to the first, the others still
    /// open what is on its way.
    std::vector<crypto::BoxPublicKey> box_keys;   ///< 1 to box_keys_max
    std::vector<crypto::PublicKey> receipt_keys;  ///< one a server node; 1 to receipt_keys_max
    std::vector<crypto::PublicKey>
        bundle_keys;  ///< may sign bundles; to bundle_keys_max, maybe none
    /// SHA-256 of the SubjectPublicKeyInfo of each TLS key that a server may show (RFC 7469);
    /// tls_pins_min to tls_pins_max.
    std::vector<crypto::Hash256> tls_pins;
    /// Whose holders no kiosk lets into its staff mode any more; to revoked_pins_max. Kiosks of the
    /// version before do not take a list with one, and stay with the list that they have.
    std::vector<PinId> revoked_pins = {};

    friend bool operator==(const KeyList&, const KeyList&) = default;
};

/// A box key's id follows from the key, so that no list can name a key wrongly: the first 8 bytes
/// of its BLAKE2b-128.
ServerKeyId server_key_id(const crypto::BoxPublicKey& key);

/// The list for people and for the offline computer that is to sign it: JSON with indent, unsigned.
std::string encode_key_list(const KeyList& list);

/// The inverse. InvalidInput names the member that is missing, unknown, repeated or out of its
/// bounds; Unsupported for another version.
Result<KeyList> decode_key_list(std::string_view json);

/// keys.json: one line, {"signature":"<128 hexadecimal digits>","signed":{…}} and a newline;
/// deterministic. Asserts the bounds of KeyList.
std::string sign_key_list(const KeyList& list, const crypto::SigningKey& root);

/// Believes only what `root` signed: the signed bytes are found by their position and verified
/// before any of them is parsed. Permission otherwise; Conflict for a sequence under
/// `sequence_min`, a list that is signed and out of date; the errors of decode_key_list for what
/// the root should not have signed.
Result<KeyList> open_key_list(
    std::string_view document, const crypto::PublicKey& root, std::int64_t sequence_min);

}  // namespace otk::wire
