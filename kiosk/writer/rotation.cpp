#include "kiosk/writer/rotation.h"

#include <optional>

#include "core/base/log.h"
#include "core/wire/key_rotation.h"
#include "kiosk/writer/identity.h"

namespace otk::kiosk::writer {
namespace {

using MaybeKey = std::optional<crypto::SigningKey>;

Path order_file(const Folders& folders) {
    return folders.inbox / "identity.rotate";
}

Path answer_file(const Folders& folders) {
    return folders.inbox / "identity.rotated";
}

Path request_file(const Folders& folders) {
    return folders.outbox / "identity.rotation";
}

Path next_file(const Folders& folders) {
    return folders.state / "identity.next";
}

Result<void> before(const RotationTerms& terms, std::string_view step) {
    return terms.before_step ? terms.before_step(step) : Result<void>();
}

Result<void> remove(const RotationTerms& terms, const Path& file) {
    std::error_code problem;
    if (!std::filesystem::exists(file, problem)) return {};
    OTK_TRY(before(terms, "remove"));
    return remove_durably(file);
}

Result<void> take_order(const RotationTerms& terms, const MaybeKey& next, Random& random) {
    std::error_code problem;
    if (!std::filesystem::exists(order_file(terms.folders), problem)) return {};
    if (!next) {
        OTK_TRY(before(terms, "make the next key"));
        OTK_TRY(write_key(next_file(terms.folders), crypto::SigningKey::generate(random)));
    }
    return remove(terms, order_file(terms.folders));
}

/// After the new key is identity.key; repeated by the next look if it stops in between.
Result<void> clear_up(const RotationTerms& terms, const crypto::SigningKey& now) {
    OTK_TRY(before(terms, "publish the key"));
    OTK_TRY(publish_identity(terms.folders.outbox, now.public_key()));
    OTK_TRY(remove(terms, answer_file(terms.folders)));
    return remove(terms, next_file(terms.folders));
}

/// Nothing if there is none. One that is in force already was left by a stop in between.
Result<MaybeKey> read_next(const RotationTerms& terms, const crypto::SigningKey& now) {
    Result<crypto::SigningKey> next = read_key(next_file(terms.folders));
    if (next && next->public_key() != now.public_key()) return MaybeKey(std::move(*next));
    if (next) {
        OTK_TRY(clear_up(terms, now));
        return MaybeKey();
    }
    if (next.error().kind == ErrorKind::NotFound) return MaybeKey();
    if (next.error().kind != ErrorKind::Corrupt) return tl::make_unexpected(next.error());
    log::error("the kiosk's next key is damaged and given up", {{"why", next.error()}});
    OTK_TRY(remove(terms, request_file(terms.folders)));
    OTK_TRY(remove(terms, next_file(terms.folders)));
    return MaybeKey();
}

Result<Bytes> publish_request(
    const RotationTerms& terms, const crypto::SigningKey& now, const crypto::SigningKey& next) {
    Bytes request = wire::encode_key_rotation(terms.kiosk, now, next);
    const Result<Bytes> lying = read_file(request_file(terms.folders), wire::key_rotation_bytes);
    if (lying && *lying == request) return request;
    OTK_TRY(before(terms, "publish the request"));
    OTK_TRY(write_durably(request_file(terms.folders), request));
    return request;
}

/// False without an answer, and for one that is not believed: without it the courier asks again.
Result<bool> is_answered(const RotationTerms& terms, ByteView request) {
    const Path file = answer_file(terms.folders);
    const Result<Bytes> answer = read_file(file, wire::key_rotation_answer_bytes);
    if (!answer && answer.error().kind == ErrorKind::NotFound) return false;
    if (!answer && answer.error().kind != ErrorKind::InvalidInput)
        return tl::make_unexpected(answer.error());
    const Result<void> checked = answer ? wire::check_key_rotation_answer(*answer,
                                              wire::key_rotation_hash(request), terms.receipt_keys)
                                        : Result<void>(tl::make_unexpected(answer.error()));
    if (checked) return true;
    log::warning("the answer to the new key is not believed", {{"why", checked.error()}});
    OTK_TRY(remove(terms, file));
    return false;
}

}  // namespace

Result<bool> follow_rotation(const RotationTerms& terms, crypto::SigningKey& key, Random& random) {
    MaybeKey next = OTK_TRY(read_next(terms, key));
    OTK_TRY(take_order(terms, next, random));
    if (!next) next = OTK_TRY(read_next(terms, key));
    if (!next) {
        OTK_TRY(remove(terms, answer_file(terms.folders)));
        return false;
    }
    const Bytes request = OTK_TRY(publish_request(terms, key, *next));
    const bool answered = OTK_TRY(is_answered(terms, request));
    if (!answered) return false;
    OTK_TRY(before(terms, "put the key into use"));
    OTK_TRY(write_key(identity_file(terms.folders.state), *next));
    key = std::move(*next);
    log::info("the kiosk signs with a new key");
    const Result<void> cleared = clear_up(terms, key);
    if (!cleared)
        log::warning("the change of the key is not cleared up yet", {{"why", cleared.error()}});
    return true;
}

bool is_rotation_open(const Folders& folders) {
    std::error_code unreadable;  // then the look at it has said so
    return std::filesystem::exists(next_file(folders), unreadable);
}

}  // namespace otk::kiosk::writer
