#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/clock.h"
#include "core/base/file.h"
#include "core/base/random.h"
#include "core/base/result.h"
#include "core/crypto/signature.h"
#include "core/outbox/freeze.h"
#include "core/store/buffer.h"
#include "core/wire/receipt.h"

namespace otk::outbox {

/// A delivered batch is kept so long even if no backup is known.
constexpr std::int64_t retention_days = 30;

constexpr std::size_t receipts_at_once_max = 8;

/// A batch that was refused for its size is voided when the refusals go on so many days later.
constexpr std::int64_t too_large_days_min = 2;

/// What the outbox needs; the pointers must outlive it.
struct Options {
    Path outbox_folder;
    Path inbox_folder;
    Freeze freeze = Freeze::Batched;
    wire::KioskId kiosk;
    const crypto::SigningKey* key = nullptr;
    std::vector<crypto::PublicKey> receipt_keys;
    const Clock* clock = nullptr;
    Random* random = nullptr;
    /// Called before each durable step; an error stops there as a crash would. For tests.
    std::function<Result<void>(std::string_view step)> before_step = nullptr;
};

/// The way out of the buffer: freezes closed rows into signed batches, lays them into the outbox
/// folder as files, takes receipts from the inbox folder, and keeps what was delivered until the
/// server has it in a backup. A batch that can never be sent (damaged beyond repair, refused for
/// its size) is voided: the server is asked by a signed void in the batch's place, and only when it
/// signs that it does not hold the batch come the rows under new numbers. Every step may be the
/// last before a power cut: the next start goes on from there, losing and doubling nothing. One
/// thread, the buffer's.
///
/// Errors: Io and Corrupt come from the buffer only (it is to be set aside); trouble with the two
/// folders is Unavailable.
class Outbox {
  public:
    Outbox(store::Buffer& buffer, Options options);

    /// After a start: files of delivered batches go, missing or damaged files of frozen ones are
    /// written again, frozen ones that are damaged in the buffer are mended; what neither file nor
    /// buffer can give is voided.
    Result<void> start();

    /// Freezes what is due and writes what is missing; resets the WAL after a freeze and when the
    /// day has changed. Cheap when nothing is due. An error leaves everything to be tried again.
    Result<void> tick();

    /// Takes every receipt that lies in the inbox: verifies, marks delivered (or gives the rows of
    /// a voided batch new numbers), removes the batch's file, then the receipt's. Takes the
    /// courier's notes of batches that are too large. What cannot be believed is removed with a
    /// warning, so that the courier sends the batch again. An error leaves the rest for the next
    /// call. At most receipts_at_once_max a call, so that a visitor's save in between does not wait
    /// for a long backlog; true if more lie there.
    Result<bool> receive();

    /// For a disk that is full: what was delivered is forgotten, whether a backup of the server has it
    /// or not (a server that loses its disk cannot get that again), and the write-ahead log is emptied.
    /// How many batches went.
    Result<std::size_t> relieve();

    /// The server's keys that open what the buffer or the folder holds: store::Buffer::needed_keys,
    /// and those of batch files from a buffer that was lost. Unavailable while such a file cannot be
    /// read or is damaged: what comes out of the way of its void may need any key. Reads the folder's
    /// list, and files that the buffer does not know.
    Result<std::set<wire::ServerKeyId>> needed_keys();

    std::int64_t batches_unsent() const { return m_batches_unsent; }
    std::int64_t rows_in_unsent_batches() const { return m_rows_unsent; }
    std::int64_t receipts_refused() const { return m_receipts_refused; }
    /// What the newest believed word of the server says, if any came since the start: true after a
    /// signed revocation, false after a receipt. Nothing of the buffer is touched by it.
    std::optional<bool> is_revoked() const { return m_is_revoked; }

  private:
    using Records = std::map<wire::BatchName, store::BatchRecord>;
    using Voids = std::map<wire::BatchName, store::VoidRecord>;

    Result<void> before(std::string_view step) const;
    Result<void> remove_file(std::string_view step, const Path& path) const;
    Path batch_file(const wire::BatchName& name) const;
    Path void_file(const wire::BatchName& name) const;
    Result<Records> records();
    Result<void> freeze(const std::vector<std::string>& buckets);
    std::vector<store::NewBatch> signed_batches(
        std::vector<store::ClosedRow> rows, std::size_t bytes_max);
    Result<void> look_at_file(const std::string& file, const Records& records, const Voids& ends);
    Result<void> look_at_stray_file(const wire::BatchName& name, const Path& path,
        const Result<Bytes>& body, const Voids& ends);
    Result<void> export_batch(const store::BatchRecord& record);
    Result<void> export_missing();
    Result<Bytes> sound_body(const store::BatchRecord& record);
    Result<void> mend_row_count(store::BatchRecord& record);
    Result<std::vector<wire::ServerKeyId>> keys_of_stray_file(
        const Path& file, const wire::BatchName& name) const;
    bool is_ours(ByteView body, const wire::BatchName& name) const;

    Result<Voids> voids();
    Result<void> ask_void(const wire::BatchName& name, const crypto::Hash256& body_hash);
    Result<void> export_voids();
    Result<void> receive_notes(const std::vector<std::string>& notes);
    Result<void> take_note(const wire::BatchName& name, const Records& records, const Voids& voids);
    Result<void> take_voided(
        const wire::BatchName& name, const crypto::Hash256& body_hash, Records& records);
    Result<void> forget_void(const wire::BatchName& name);
    std::string today_if_trusted() const;

    struct LeftRows {
        std::vector<store::ClosedRow> rows;
        std::size_t bytes_max = wire::batch_bytes_max;  ///< of the batches that they come in
        Bytes rest;                                     ///< of a damaged body
    };
    Result<LeftRows> left_rows(const wire::BatchName& name, const Records& records);

    Result<void> receive_one(const std::string& file_name, Records& records);
    Result<wire::Reply> read_reply(const Path& path, const wire::BatchName& name) const;
    Result<void> check_subject(
        const wire::Reply& reply, const wire::BatchName& name, Records& records);
    Result<void> check_hash(
        const wire::BatchName& name, const crypto::Hash256& body_hash, const Records& records);
    Result<void> read_revocation(
        const Path& path, const wire::BatchName& name, const Records& records);
    Result<void> take(const wire::Reply& reply, const wire::BatchName& name, Records& records);
    Result<void> take_receipt(
        const wire::Receipt& receipt, const wire::BatchName& name, Records& records);
    Result<void> take_holdings(const wire::Holdings& holdings, Records& records);
    Result<void> forget_old(const wire::Holdings& holdings, Records& records);
    Result<void> forget(const wire::BatchName& name);
    bool is_safe(
        const wire::BatchName& name, std::string_view day, const wire::Holdings& holdings) const;
    Result<void> take_holdings_of_voids(const wire::Holdings& holdings, bool is_other_store);
    void count(const Records& records);

    store::Buffer* m_buffer;
    Options m_options;
    FreezeClock m_freeze_clock;
    std::string m_wal_day;
    bool m_export_pending = true;
    std::int64_t m_batches_unsent = 0;
    std::int64_t m_rows_unsent = 0;
    std::int64_t m_receipts_refused = 0;
    std::optional<bool> m_is_revoked;
};

}  // namespace otk::outbox
