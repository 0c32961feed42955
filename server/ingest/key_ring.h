#pragma once

#include <map>
#include <vector>

#include "core/base/file.h"
#include "core/base/random.h"
#include "core/base/result.h"
#include "core/crypto/box.h"
#include "core/crypto/hash.h"
#include "core/crypto/secret.h"
#include "core/crypto/signature.h"
#include "core/wire/identity.h"

namespace otk::ingest {

/// The server's secrets, from its state folder: box.key (older ones as box-<anything>.key) opens
/// what kiosks seal, receipt.key signs what it promises. Immutable; any thread.
class KeyRing {
  public:
    /// Makes the keys that are not there yet (0600, durable before they are used). Corrupt for a
    /// damaged file: nothing is ever overwritten.
    static Result<KeyRing> open(const Path& state_folder, Random& random);

    const crypto::SigningKey& receipt_key() const { return m_receipt_key; }
    /// The one that new enrolments get.
    const wire::ServerKeyId& box_key_id() const { return m_box_key_id; }
    const crypto::BoxPublicKey& box_public_key() const {
        return m_box_keys.at(m_box_key_id).public_key();
    }
    /// Null pointer for a key that this server does not have.
    const crypto::BoxKey* find(const wire::ServerKeyId& id) const;

    /// The public halves of all box keys, the one that new enrolments get first.
    std::vector<crypto::BoxPublicKey> box_public_keys() const;
    /// Names this set of keys, and no other: to tell whether a backup holds it.
    crypto::Hash256 fingerprint() const;
    /// All secrets in a form that write() takes; 33 bytes a key. For a sealed backup only.
    crypto::Secret secrets() const;
    /// Makes the key files of `secrets` in a state folder. Conflict if another key lies there already,
    /// InvalidInput for what secrets() never gave; nothing is ever overwritten.
    static Result<void> write(const Path& state_folder, ByteView secrets);
    /// Removes the file, or files, of an older box key; durable when it returns. A ring that is open
    /// keeps the key. Conflict for the key of box.key, NotFound if no older file holds this one.
    static Result<void> destroy(const Path& state_folder, const crypto::BoxPublicKey& key);

  private:
    KeyRing(crypto::SigningKey receipt_key, const wire::ServerKeyId& box_key_id)
        : m_receipt_key(std::move(receipt_key)), m_box_key_id(box_key_id) {}

    crypto::SigningKey m_receipt_key;
    wire::ServerKeyId m_box_key_id;
    std::map<wire::ServerKeyId, crypto::BoxKey> m_box_keys;
};

/// Names the store in holdings statements; kept in the state folder with the number of the newest
/// batch seen. If the database holds fewer batches than that, it was restored: a new incarnation
/// tells the kiosks to send again what is missing.
Result<wire::Incarnation> open_incarnation(
    const Path& state_folder, std::int64_t newest_batch, Random& random);

/// A new incarnation for a database that was restored: kiosks send again what is missing in it.
Result<void> begin_incarnation(
    const Path& state_folder, std::int64_t newest_batch, Random& random);

/// Remembers the newest batch for the next open_incarnation.
Result<void> save_incarnation(
    const Path& state_folder, const wire::Incarnation& incarnation, std::int64_t newest_batch);

}  // namespace otk::ingest
