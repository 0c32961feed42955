#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/clock.h"
#include "core/base/file.h"
#include "core/base/random.h"
#include "core/base/result.h"
#include "core/crypto/box.h"
#include "core/crypto/hash.h"
#include "core/database/database.h"
#include "core/store/row_notes.h"
#include "core/store/stored_row.h"
#include "core/wire/batch.h"
#include "core/wire/receipt.h"

namespace otk::store {

/// To whom the key of a period is sealed.
struct ServerKey {
    wire::ServerKeyId id;
    crypto::BoxPublicKey key;
};

/// What the buffer asks of its surroundings; all of it must outlive the buffer.
struct Surroundings {
    ServerKey server_key;
    const Clock* clock = nullptr;
    Random* random = nullptr;
};

/// A response on its way into the buffer.
struct NewRow {
    wire::RowId id;
    RowState state = RowState::Open;
    std::string form;
    std::string form_version;
    std::string bucket;        ///< the day; empty if the clock was not trusted
    std::string_view content;  ///< compact JSON; not looked at for Drop
};

/// A closed row with what the server needs to open it.
struct ClosedRow {
    wire::RowId id;
    wire::KeyBox box;
    Bytes sealed;
};

struct NewBatch {
    std::uint32_t number = 0;
    std::int64_t row_count = 0;
    Bytes body;
};

/// What becomes of the open rows of a file that is opened or set aside.
enum class Drafts {
    Close,  ///< their visits ended with another process
    Keep,   ///< their visits go on and write the rows again
};

enum class BatchState : std::int64_t { Frozen = 0, Delivered = 1 };

/// A frozen batch without its body.
struct BatchRecord {
    wire::BatchName name;
    BatchState state = BatchState::Frozen;
    std::int64_t row_count = 0;
    std::string day;  ///< on which it was frozen; empty if the clock was not trusted
    crypto::Hash256 body_hash{};
};

enum class VoidState : std::int64_t {
    TooLarge = 0,  ///< somebody refused the batch for its size, first on `day`; it is still sent
    Asked = 1,     ///< the void is to be sent in the batch's place
    Voided = 2,    ///< the server will not take it, `day` told us; its rows have new numbers
};

/// A batch that can or could not be sent.
struct VoidRecord {
    wire::BatchName name;
    VoidState state = VoidState::TooLarge;
    std::string day;  ///< empty if the clock was not trusted
    crypto::Hash256 body_hash{};

    friend bool operator==(const VoidRecord&, const VoidRecord&) = default;
};

/// Longest life of a period's key.
constexpr std::int64_t period_ms_max = std::int64_t{24} * 60 * 60 * 1000;

/// The kiosk's memory: one SQLite file with the rows of visits and the frozen batches. What a call
/// has written when it returns success survives a power cut. One thread.
///
/// Contents are sealed under the key of a period, which lives in locked memory only: nobody can
/// open a row of this file but the server, not even this program after the period's end.
class Buffer {
  public:
    /// Opens or makes the file, migrates it, checks it (O(file)), sets damaged rows aside, closes
    /// the drafts of the last run unread (if not kept) and removes dropped rows. Corrupt or Io: see
    /// set_aside.h.
    static Result<Buffer> open(
        const Path& path, const Surroundings& surroundings, Drafts drafts = Drafts::Close);

    const wire::BufferId& id() const { return m_id; }
    /// Of the next batch; numbers begin with 1 and have no gaps.
    std::uint32_t next_number() const { return m_next_number; }

    /// Writes or rewrites the row of that id: one COMMIT. The first row of a period brings the
    /// key's box with it, twice, read back before the COMMIT. InvalidInput if the content is too
    /// large.
    Result<void> put(const NewRow& row);

    /// Forgets the period's key; the next put begins a new one.
    void end_period();

    /// Rows in that state; from memory.
    std::size_t count(RowState state) const { return m_rows.count(state); }
    /// Buckets of the closed rows with their counts.
    const std::map<std::string, std::size_t>& closed_buckets() const {
        return m_rows.closed_buckets();
    }

    /// Closed rows, checked; those whose id, hash or both boxes are damaged are set aside, not
    /// returned. `buckets` restricts to some days; all if empty. Corrupt if it is the file that is
    /// damaged: a row is out of its place, or gone without a trace.
    Result<std::vector<ClosedRow>> closed_rows(std::span<const std::string> buckets);

    /// One transaction: the batches come, their rows go with the dropped ones and the boxes that no
    /// row needs any more. Asserts that the numbers begin with next_number() without gaps.
    Result<void> freeze(std::span<const NewBatch> batches, std::span<const wire::RowId> rows);

    /// The server's keys that open what lies here and may be sent, delivered batches too (they may be
    /// sent again), and always the key that new rows are sealed to: so a visit never changes them.
    /// What was set aside as damaged does not count, as nobody can send it. Corrupt while a batch is
    /// damaged so that its keys cannot be told. Reads each batch's body once, at the first call
    /// after it came; then O(key boxes + batches) without bodies.
    Result<std::set<wire::ServerKeyId>> needed_keys();

    /// Every batch that is kept, in order.
    Result<std::vector<BatchRecord>> batches();
    /// Corrupt if its hash is not the stored one; NotFound.
    Result<Bytes> batch_body(const wire::BatchName& name);
    Result<void> set_batch_state(const wire::BatchName& name, BatchState state);
    Result<void> remove_batch(const wire::BatchName& name);
    /// The body as it lies there, sound or not; NotFound.
    Result<Bytes> unchecked_body(const wire::BatchName& name);
    /// What the record says of its body was damaged.
    Result<void> set_row_count(const wire::BatchName& name, std::int64_t rows);
    /// Writes the body again, with its hash: what lay there was damaged.
    Result<void> mend_batch(const wire::BatchName& name, ByteView body);

    Result<std::vector<VoidRecord>> voids();
    /// Adds or changes the record of that name.
    Result<void> put_void(const VoidRecord& record);
    Result<void> remove_void(const wire::BatchName& name);
    /// One transaction: the rows of a voided batch come under new numbers (as in freeze), its
    /// record goes, `voided` stays. `lost` rows of it could not be made out: they count as damaged,
    /// and what is left of the body is kept for people.
    Result<void> renumber(const VoidRecord& voided, std::span<const NewBatch> batches,
        std::int64_t lost, ByteView rest);

    /// A new random id and number 1; rows stay, frozen batches keep their identity.
    Result<void> begin_new_id();

    /// The server's store as last told; remembered to tell a restore from an old reply.
    struct Told {
        wire::Incarnation incarnation;
        std::uint64_t sequence = 0;
    };
    const std::optional<Told>& told() const { return m_told; }
    Result<void> remember(const Told& told);

    /// Rows set aside since the file was made.
    Result<std::int64_t> damaged_count();

    /// Takes in the sound rows and batches of another buffer's file, once for each name. All or
    /// nothing.
    Result<void> salvage(const Path& path, std::string_view name, Drafts drafts);

    /// Empties the write-ahead log, in which the order of rows can be seen.
    Result<void> reset_wal() { return m_database.reset_wal(); }

  private:
    struct Period {
        std::int64_t number = 0;
        crypto::Secret key;
        wire::KeyBox box;
        std::int64_t begun_ms = 0;
        bool stored = false;  ///< the box is durable
    };

    Buffer(
        database::Database database, database::Statement upsert, const Surroundings& surroundings);

    Result<void> load(Drafts drafts);
    Result<void> load_rows(Drafts drafts);
    Result<void> close_drafts(std::vector<StoredRow> drafts);
    Result<void> remove_dropped();
    Result<void> begin_period();
    Result<void> store_box();
    Result<wire::KeyBox> read_box(std::int64_t period);
    Result<void> write_row(const StoredRow& row);
    Result<std::vector<Bytes>> read_all_rows(const std::function<void(StoredRow)>& take);
    Result<void> set_row_aside(ByteView id);
    Result<void> set_lost_rows_aside();
    Result<void> remove_unused_boxes();
    Result<std::set<wire::BatchName>> batch_names();
    Result<const std::vector<wire::ServerKeyId>*> keys_of(const wire::BatchName& name);
    Result<std::uint32_t> insert_batches(std::span<const NewBatch> batches);
    Result<void> keep_damaged_body(std::int64_t lost, ByteView rest);
    Result<std::int64_t> next_period();
    Result<void> take_rows(database::Database& other, Drafts drafts);
    Result<void> take_batches(database::Database& other);
    Result<void> take_voids(database::Database& other);

    database::Database m_database;
    database::Statement m_upsert;
    Surroundings m_surroundings;
    wire::BufferId m_id;
    std::uint32_t m_next_number = 1;
    std::optional<Period> m_period;
    std::optional<Told> m_told;
    RowNotes m_rows;
    /// Of batches whose bodies were read; a body never changes but to what it was.
    std::map<wire::BatchName, std::vector<wire::ServerKeyId>> m_keys_of_batches;
};

}  // namespace otk::store
