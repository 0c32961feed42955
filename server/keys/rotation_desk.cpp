#include "server/keys/rotation_desk.h"

#include <algorithm>

#include "core/base/format.h"
#include "core/base/local_day.h"
#include "server/keys/administrator_log.h"

namespace otk::keys {
namespace {

/// True if the request's new key is in force already: the answer to it may have been lost.
Result<bool> is_done(const std::optional<storage::Kiosk>& kiosk, const wire::KeyRotation& asked) {
    if (!kiosk || kiosk->is_revoked)
        return fail(ErrorKind::Permission, "no kiosk whose key could be changed");
    if (kiosk->key == asked.before) return false;
    const auto& former = kiosk->former_keys;
    const bool was_before = std::find(former.begin(), former.end(), asked.before) != former.end();
    if (kiosk->key == asked.after && was_before) return true;
    return fail(ErrorKind::Permission, "signed by a key that is not the kiosk's any more");
}

}  // namespace

Result<HeardRotation> hear_rotation(storage::Storage& storage, ByteView request) {
    const wire::KeyRotation rotation = OTK_TRY(wire::decode_key_rotation(request));
    const auto kiosk = OTK_TRY(storage.find_kiosk(rotation.kiosk));
    OTK_TRY(is_done(kiosk, rotation));
    return HeardRotation{rotation, wire::key_rotation_hash(request)};
}

Result<Bytes> RotationDesk::rotate(const HeardRotation& heard) {
    // Once more, on this thread: another request may have come first.
    const auto kiosk = OTK_TRY(m_surroundings.storage->find_kiosk(heard.rotation.kiosk));
    const bool done = OTK_TRY(is_done(kiosk, heard.rotation));
    if (!done) OTK_TRY(put(*kiosk, heard.rotation));
    return wire::encode_key_rotation_answer(heard.hash, m_surroundings.keys->receipt_key());
}

Result<void> RotationDesk::put(const storage::Kiosk& kiosk, const wire::KeyRotation& rotation) {
    if (kiosk.former_keys.size() >= former_keys_max) {
        return fail(ErrorKind::Conflict,
            format("a kiosk with {} earlier keys is to be enrolled anew", former_keys_max));
    }
    const std::string today = to_text(day_of(m_surroundings.clock->unix_seconds()));
    storage::Storage& storage = *m_surroundings.storage;
    OTK_TRY(in("new key",
        storage.in_transaction([&] { return storage.change_key(kiosk, rotation.after, today); })));
    return note(m_surroundings.state_folder, *m_surroundings.clock,
        format("new-key kiosk={}", kiosk.id.text()));
}

}  // namespace otk::keys
