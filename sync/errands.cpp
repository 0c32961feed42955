#include "sync/errands.h"

#include <utility>

#include "core/wire/enrolment_message.h"
#include "core/wire/key_rotation.h"
#include "core/wire/limits.h"

namespace otk::sync {
namespace {

constexpr std::int64_t day_ms = std::int64_t{24} * 60 * 60 * 1000;

}  // namespace

Errand::Terms enrolment_errand(const Folders& folders, const crypto::PublicKey& root,
    Registry& registry, const BackoffLimits& backoff) {
    return {
        .request = folders.outbox / "enrolment.request",
        .request_bytes_max = wire::enrolment_request_bytes,
        .answer = folders.inbox / "enrolment.answer",
        .post = [&registry](ByteView request) { return registry.post_enrolment(request); },
        .check = [root](ByteView request, ByteView answer) -> Result<void> {
            OTK_TRY(
                wire::open_enrolment_answer(answer, root, wire::enrolment_request_hash(request)));
            return {};
        },
        .again_ms = std::nullopt,
        .complaint = "not enrolled yet, it will be tried again",
        .backoff = backoff,
    };
}

Errand::Terms rotation_errand(const Folders& folders, std::vector<crypto::PublicKey> receipt_keys,
    Registry& registry, const BackoffLimits& backoff) {
    return {
        .request = folders.outbox / "identity.rotation",
        .request_bytes_max = wire::key_rotation_bytes,
        .answer = folders.inbox / "identity.rotated",
        .post = [&registry](ByteView request) { return registry.post_key_rotation(request); },
        .check =
            [keys = std::move(receipt_keys)](ByteView request, ByteView answer) {
                return wire::check_key_rotation_answer(
                    answer, wire::key_rotation_hash(request), keys);
            },
        .again_ms = day_ms,
        .complaint = "the server does not know the kiosk's new key yet, it will be tried again",
        .backoff = backoff,
    };
}

}  // namespace otk::sync
