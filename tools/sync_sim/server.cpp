#include "tools/sync_sim/server.h"

#include "core/base/assert.h"
#include "core/base/format.h"
#include "core/base/local_day.h"
#include "core/database/database.h"
#include "core/wire/receipt.h"
#include "server/storage/backup.h"
#include "server/storage/sqlite_storage.h"

namespace otk::sync_sim {

SimServer::SimServer(Path folder, const WorldTime& time, Random& random, Mutation mutation)
    : m_folder(std::move(folder)), m_time(time), m_random(random), m_mutation(mutation) {}

Result<void> SimServer::start() {
    OTK_TRY(make_folder(state()));
    m_keys = std::make_unique<ingest::KeyRing>(OTK_TRY(ingest::KeyRing::open(state(), m_random)));
    m_storage = OTK_TRY(storage::open_sqlite_storage(database()));
    if (m_mutation == Mutation::ForgetRows) OTK_TRY(forget("DELETE FROM batch_row"));
    if (m_mutation == Mutation::ForgetParked) OTK_TRY(forget("DELETE FROM parked_row"));
    if (m_form) {
        const auto put = [this]() -> Result<void> {
            OTK_TRY(m_storage->put_form(*m_form));
            return {};
        };
        OTK_TRY(m_storage->in_transaction(put));
    }
    const std::int64_t newest = OTK_TRY(m_storage->newest_batch());
    m_incarnation = OTK_TRY(ingest::open_incarnation(state(), newest, m_random));
    m_ingest = std::make_unique<ingest::Ingest>(*m_storage, *m_keys, m_incarnation, m_time);
    OTK_TRY(m_ingest->retry_parked());
    return {};
}

Result<void> SimServer::forget(std::string_view sql) {
    auto opened = OTK_TRY(database::Database::open(database()));
    return opened.execute(sql);
}

void SimServer::stop() {
    m_ingest.reset();
    m_storage.reset();
    m_keys.reset();
}

Result<void> SimServer::learn_form(storage::StoredForm form) {
    m_form = std::move(form);
    stop();  // a server reads its bundle when it starts
    return start();
}

Result<void> SimServer::enrol(const wire::KioskId& kiosk, const crypto::PublicKey& key) {
    return m_storage->in_transaction([&]() -> Result<void> {
        OTK_TRY(m_storage->put_kiosk({.number = 0, .id = kiosk, .key = key, .place = "hall"},
            to_text(day_of(m_time.unix_seconds()))));
        return {};
    });
}

Result<Bytes> SimServer::receive(ByteView body) {
    if (m_mutation == Mutation::ReceiptWithoutCommit && m_random.below(100) == 0)
        return promise_without_storing(body);
    return m_ingest->receive(body);
}

Result<Bytes> SimServer::promise_without_storing(ByteView body) {
    const wire::BatchIdentity identity = OTK_TRY(wire::peek_batch(body));
    const wire::StatementSubject subject{identity, wire::batch_hash(body)};
    const auto kiosk = OTK_TRY(m_storage->find_kiosk(identity.kiosk));
    if (!kiosk) return fail(ErrorKind::NotFound, "no such kiosk");
    const wire::Batch batch = OTK_TRY(wire::decode_batch(body, kiosk->key));
    const wire::Receipt receipt{.subject = subject,
        .counted = static_cast<std::uint16_t>(batch.rows.size()),
        .parked = 0,
        .already_held = 0,
        .order = wire::BufferOrder::Keep};
    const Bytes signed_receipt = wire::encode_receipt(receipt, m_keys->receipt_key());
    const std::string day = to_text(day_of(m_time.unix_seconds()));
    const auto insert = [&]() -> Result<void> {
        OTK_TRY(m_storage->insert_batch(*kiosk, {receipt, day, signed_receipt}));
        return {};
    };
    OTK_TRY(m_storage->in_transaction(insert));
    return m_ingest->receive(body);  // which takes it for one that came before
}

Result<void> SimServer::back_up() {
    const Path file = m_folder / format("backup-{}.db", m_backups + 1);
    OTK_TRY(storage::write_backup(database(), file));
    OTK_TRY(storage::take_as_backed_up(database(), file));
    if (m_backups > 0) {
        const Path older = m_folder / format("backup-{}.db", m_backups);
        if (m_mutation == Mutation::FalseBackup) {
            // Told to the kiosks, and lost before it was needed.
            std::error_code problem;
            std::filesystem::remove(file, problem);
            return {};
        }
        OTK_TRY(remove_durably(older));
    }
    ++m_backups;
    return {};
}

Result<bool> SimServer::restore() {
    if (m_backups == 0) return false;
    stop();
    for (const char* part : {"-wal", "-shm", ""})
        OTK_TRY(remove_durably(Path(database().native() + part)));
    const auto restored =
        OTK_TRY(storage::restore_backup(m_folder / format("backup-{}.db", m_backups), database()));
    OTK_TRY(ingest::begin_incarnation(state(), restored.facts.newest_batch, m_random));
    OTK_TRY(start());
    return true;
}

Result<std::map<std::string, std::int64_t>> SimServer::words() {
    auto opened =
        OTK_TRY(database::Database::open(database(), {.access = database::Access::ReadOnly}));
    auto texts = OTK_TRY(opened.prepare("SELECT text, COUNT(*) FROM free_text GROUP BY text"));
    std::map<std::string, std::int64_t> held;
    OTK_TRY(texts.bind({}));
    for (;;) {
        const bool more = OTK_TRY(texts.step());
        if (!more) return held;
        held.emplace(texts.text(0), texts.integer(1));
    }
}

Result<std::int64_t> SimServer::gaps(const wire::KioskId& kiosk) {
    auto opened =
        OTK_TRY(database::Database::open(database(), {.access = database::Access::ReadOnly}));
    auto buffers = OTK_TRY(opened.prepare(
        "SELECT COUNT(*) FROM (SELECT 1 FROM holding JOIN kiosk ON kiosk.number = holding.kiosk "
        "WHERE kiosk.id = ?1 GROUP BY buffer HAVING COUNT(*) > 1 OR MIN(first) > 1)"));
    const bool found = OTK_TRY(buffers.first({ByteView(kiosk.bytes)}));
    OTK_ASSERT(found);
    return buffers.integer(0);
}

Result<std::int64_t> SimServer::parked() {
    const auto counts = OTK_TRY(m_storage->parked_counts());
    std::int64_t rows = 0;
    for (const storage::ParkedCount& count : counts)
        rows += count.rows;
    return rows;
}

}  // namespace otk::sync_sim
