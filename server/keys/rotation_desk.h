#pragma once

#include <cstddef>

#include "core/base/clock.h"
#include "core/base/file.h"
#include "core/base/result.h"
#include "core/wire/key_rotation.h"
#include "server/ingest/key_ring.h"
#include "server/storage/storage.h"

namespace otk::keys {

/// Earlier keys of one kiosk at most, as each costs a verification of what none of them signed:
/// with one a year a kiosk's life. Then it is enrolled anew.
constexpr std::size_t former_keys_max = 32;

/// A request that both keys signed, of a kiosk whose key is one of them.
struct HeardRotation {
    wire::KeyRotation rotation;
    crypto::Hash256 hash{};  ///< of the request
};

/// Who asks; nothing is written, so that what strangers send never waits for the writer. The errors
/// of wire::decode_key_rotation; Permission for a kiosk that is unknown or revoked, or a key that
/// is not the kiosk's; else the storage's. On the thread of `storage`.
Result<HeardRotation> hear_rotation(storage::Storage& storage, ByteView request);

/// Gives kiosks their new keys. Belongs to one thread, the writer's; everything given to it must
/// outlive it.
class RotationDesk {
  public:
    struct Surroundings {
        storage::Storage* storage = nullptr;
        const ingest::KeyRing* keys = nullptr;
        const Clock* clock = nullptr;
        Path state_folder;  ///< audit.log
    };
    explicit RotationDesk(Surroundings surroundings) : m_surroundings(std::move(surroundings)) {}

    /// The signed answer, after the new key is durable. The same request gets the same bytes again,
    /// whenever it comes; what the old key asks for afterwards is refused (Permission). Conflict:
    /// the new key is another kiosk's, or former_keys_max are used up.
    Result<Bytes> rotate(const HeardRotation& heard);

  private:
    Result<void> put(const storage::Kiosk& kiosk, const wire::KeyRotation& rotation);

    Surroundings m_surroundings;
};

}  // namespace otk::keys
