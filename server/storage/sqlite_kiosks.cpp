// Kiosks, their keys and codes.

#include <algorithm>
#include <utility>

#include "core/base/assert.h"
#include "server/storage/sqlite_tables.h"

namespace otk::storage {
namespace {

Result<crypto::PublicKey> key_from(ByteView bytes) {
    crypto::PublicKey key;
    if (bytes.size() != key.bytes.size())
        return fail(ErrorKind::Corrupt, "a stored key of the wrong length");
    std::copy(bytes.begin(), bytes.end(), key.bytes.begin());
    return key;
}

}  // namespace

Result<Kiosk> SqliteStorage::put_kiosk(const Kiosk& kiosk, const std::string& from_day) {
    Statement* const insert = OTK_TRY(use(
        "INSERT INTO kiosk (id, public_key) VALUES (?1, ?2) ON CONFLICT (public_key) DO NOTHING"));
    OTK_TRY(insert->run({ByteView(kiosk.id.bytes), ByteView(kiosk.key.bytes)}));
    Statement* const find = OTK_TRY(use("SELECT number, id FROM kiosk WHERE public_key = ?1"));
    const bool found = OTK_TRY(find->first({ByteView(kiosk.key.bytes)}));
    OTK_ASSERT(found);
    Kiosk known = kiosk;
    known.number = find->integer(0);
    known.id = OTK_TRY(wire::KioskId::from_bytes(find->blob(1)));
    find->reset();
    Statement* const place =
        OTK_TRY(use("INSERT INTO kiosk_place (kiosk, from_day, place) VALUES (?1, ?2, ?3) "
                    "ON CONFLICT (kiosk, from_day) DO UPDATE SET place = excluded.place"));
    OTK_TRY(place->run({known.number, std::string_view(from_day), std::string_view(known.place)}));
    return known;
}

Result<std::optional<Kiosk>> SqliteStorage::find_kiosk(const wire::KioskId& id) {
    Statement* const find = OTK_TRY(
        use("SELECT number, public_key, (SELECT place FROM kiosk_place WHERE kiosk = number "
            "ORDER BY from_day DESC LIMIT 1), revoked_day FROM kiosk WHERE id = ?1"));
    const bool found = OTK_TRY(find->first({ByteView(id.bytes)}));
    if (!found) return std::optional<Kiosk>();
    Kiosk kiosk{.number = find->integer(0),
        .id = id,
        .key = {},
        .place = std::string(find->text(2)),
        .is_revoked = !find->is_null(3)};
    const Result<crypto::PublicKey> key = key_from(find->blob(1));
    find->reset();
    kiosk.key = OTK_TRY(in("kiosk", key));
    kiosk.former_keys = OTK_TRY(in("kiosk", former_keys(kiosk.number)));
    return std::optional<Kiosk>(std::move(kiosk));
}

Result<std::vector<crypto::PublicKey>> SqliteStorage::former_keys(std::int64_t kiosk) {
    Statement* const find =
        OTK_TRY(use("SELECT public_key FROM former_key WHERE kiosk = ?1 ORDER BY position"));
    OTK_TRY(find->bind({kiosk}));
    std::vector<crypto::PublicKey> keys;
    while (true) {
        const bool more = OTK_TRY(find->step());
        if (!more) break;
        const Result<crypto::PublicKey> key = key_from(find->blob(0));
        if (!key) find->reset();
        keys.push_back(OTK_TRY(key));
    }
    find->reset();
    return keys;
}

Result<void> SqliteStorage::change_key(
    const Kiosk& kiosk, const crypto::PublicKey& after, const std::string& day) {
    Statement* const known =
        OTK_TRY(use("SELECT 1 FROM former_key WHERE public_key = ?1 UNION ALL "
                    "SELECT 1 FROM kiosk WHERE public_key = ?1"));
    const bool is_known = OTK_TRY(known->first({ByteView(after.bytes)}));
    known->reset();
    if (is_known) return fail(ErrorKind::Conflict, "a key that a kiosk has or had");
    Statement* const insert =
        OTK_TRY(use("INSERT INTO former_key (kiosk, public_key, until_day, position) "
                    "VALUES (?1, ?2, ?3, (SELECT COUNT(*) FROM former_key WHERE kiosk = ?1))"));
    OTK_TRY(insert->run({kiosk.number, ByteView(kiosk.key.bytes), std::string_view(day)}));
    Statement* const update =
        OTK_TRY(use("UPDATE kiosk SET public_key = ?2 WHERE number = ?1"));
    return update->run({kiosk.number, ByteView(after.bytes)});
}

Result<bool> SqliteStorage::set_revoked(const wire::KioskId& id, const std::string& from_day) {
    const auto kiosk = OTK_TRY(find_kiosk(id));
    if (!kiosk) return false;
    Statement* const update =
        OTK_TRY(use("UPDATE kiosk SET revoked_day = nullif(?2, '') WHERE number = ?1"));
    OTK_TRY(update->run({kiosk->number, std::string_view(from_day)}));
    return true;
}

Result<void> SqliteStorage::put_code(const StoredCode& code) {
    Statement* const insert = OTK_TRY(use(
        "INSERT INTO enrolment_code (code_key, place, expires_unix_s) VALUES (?1, ?2, ?3)"));
    return insert->run(
        {ByteView(code.key.bytes), std::string_view(code.place), code.expires_unix_s});
}

Result<std::optional<StoredCode>> SqliteStorage::find_code(const crypto::PublicKey& key) {
    Statement* const find = OTK_TRY(use("SELECT place, expires_unix_s, kiosk_key, answer FROM "
                                        "enrolment_code WHERE code_key = ?1"));
    const bool found = OTK_TRY(find->first({ByteView(key.bytes)}));
    if (!found) return std::optional<StoredCode>();
    StoredCode code{.key = key,
        .place = std::string(find->text(0)),
        .expires_unix_s = find->integer(1)};
    if (!find->is_null(2)) {
        auto kiosk = key_from(find->blob(2));
        const ByteView answer = find->blob(3);
        code.answer.assign(answer.begin(), answer.end());
        if (!kiosk) {
            find->reset();
            return tl::make_unexpected(kiosk.error());
        }
        code.kiosk = *kiosk;
    }
    find->reset();
    return std::optional<StoredCode>(std::move(code));
}

Result<void> SqliteStorage::use_code(const StoredCode& code) {
    OTK_ASSERT(code.kiosk.has_value());
    Statement* const update = OTK_TRY(use(
        "UPDATE enrolment_code SET kiosk_key = ?2, answer = ?3 WHERE code_key = ?1"));
    return update->run({ByteView(code.key.bytes), ByteView(code.kiosk->bytes), ByteView(code.answer)});
}

Result<void> SqliteStorage::forget_codes(std::int64_t now_unix_s) {
    Statement* const forget =
        OTK_TRY(use("DELETE FROM enrolment_code WHERE expires_unix_s <= ?1"));
    return forget->run({now_unix_s});
}

}  // namespace otk::storage
