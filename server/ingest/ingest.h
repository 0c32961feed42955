#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/wire/batch.h"
#include "core/wire/receipt.h"
#include "server/ingest/batch_opener.h"
#include "server/ingest/forms.h"
#include "server/ingest/key_ring.h"
#include "server/ingest/opened_row.h"
#include "server/storage/storage.h"

namespace otk::ingest {

/// What the ingest has done since it was made: for the status file, no more.
struct IngestCounters {
    std::int64_t batches = 0;
    std::int64_t repeated = 0;  ///< answered with a stored receipt
    std::int64_t refused = 0;   ///< unsigned, unknown or malformed
    std::int64_t counted = 0;
    std::int64_t parked = 0;
    std::int64_t already_held = 0;
    std::int64_t voided = 0;  ///< batches that will not come
};

struct RetryOutcome {
    std::int64_t counted = 0;
    std::int64_t still_parked = 0;
};

/// Takes batches in. Belongs to one thread (the writer's), as its storage.
class Ingest {
  public:
    Ingest(storage::Storage& storage, const KeyRing& keys, const wire::Incarnation& incarnation,
        const Clock& clock)
        : m_storage(storage),
          m_keys(keys),
          m_incarnation(incarnation),
          m_clock(clock),
          m_forms(storage),
          m_opener(storage, keys) {}

    /// The body of a reply with status 200, only after its receipt, its answers and their counts
    /// are durable in one transaction. A body that was taken before gets its receipt's bytes again;
    /// other rows under a number already taken are taken as far as they are new, and the kiosk is
    /// told to begin a new buffer. A void is answered with the receipt, should the batch be held,
    /// and else with `voided`: then it is as good as taken, and whenever it still comes, gets that
    /// answer and is not counted. Of a revoked kiosk nothing is taken: the reply is the signed
    /// revocation. Errors, each to be sent unsigned ("try later"): InvalidInput (no
    /// batch), Unsupported (another protocol), NotFound (no such kiosk), Permission (signature),
    /// those of the storage.
    Result<Bytes> receive(ByteView body);

    /// The same for bodies that wait together: one transaction and one sync of the disk for all of
    /// them, and each reply in its body's place. A body that is refused or cannot be stored takes
    /// no other with it: should the common transaction fail, each is tried in its own.
    std::vector<Result<Bytes>> receive_all(std::span<const ByteView> bodies);

    /// The same for what a BatchOpener of another thread opened beforehand.
    std::vector<Result<Bytes>> receive_opened(std::span<const Result<OpenedBody>> opened);

    /// Tries every parked row again: after a form or key arrived.
    Result<RetryOutcome> retry_parked();

    const IngestCounters& counters() const { return m_counters; }
    const wire::Incarnation& incarnation() const { return m_incarnation; }

  private:
    struct Taken;
    /// In one transaction; what each became.
    Result<std::vector<Taken>> take_all(std::span<const OpenedBody* const> bodies);
    Result<Taken> take(const OpenedBatch& batch, storage::RollUp& roll_up);
    Result<Taken> take(const OpenedVoid& end, storage::RollUp& roll_up);
    Result<bool> claim(const storage::Kiosk& kiosk, const wire::RowId& id, const OpenedRow& row);
    Result<Bytes> reply_to(const storage::Kiosk& kiosk, const Taken& taken);
    Result<void> store_row(
        const OpenedRow& row, const std::string& today, storage::RollUp& roll_up);
    Result<Bytes> holdings(const wire::StatementSubject& subject, const storage::Kiosk& kiosk);
    std::string today() const;

    storage::Storage& m_storage;
    const KeyRing& m_keys;
    wire::Incarnation m_incarnation;
    const Clock& m_clock;
    Forms m_forms;
    BatchOpener m_opener;
    IngestCounters m_counters;
};

/// Counts all kept responses anew; equal to what ingest had counted. Days before the storage's
/// horizon keep their counts. Fails with Corrupt, changing nothing, if a kept response cannot be
/// read or its form is gone.
Result<std::int64_t> rebuild_roll_ups(storage::Storage& storage);

}  // namespace otk::ingest
