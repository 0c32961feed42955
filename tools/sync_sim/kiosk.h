#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/outbox/outbox.h"
#include "core/store/buffer.h"
#include "core/store/stored_row.h"
#include "sync/courier.h"
#include "tools/sync_sim/chronicle.h"
#include "tools/sync_sim/faults.h"
#include "tools/sync_sim/mishaps.h"
#include "tools/sync_sim/nonce_watch.h"
#include "tools/sync_sim/time.h"
#include "tools/sync_sim/unreliable_disk.h"

namespace otk::sync_sim {

/// What an enrolment tells a kiosk, and what is its own. Clones share it.
struct KioskIdentity {
    wire::KioskId id;
    std::shared_ptr<const crypto::SigningKey> key;
    store::ServerKey server_key;
    crypto::PublicKey receipt_key;
    std::string form_version;
};

/// What all kiosks share.
struct Surroundings {
    const WorldTime& time;
    Random& random;
    SimServer& server;
    Chronicle& chronicle;
    NonceWatch& nonces;
    const crypto::SigningKey& stranger;
    Mutation mutation = Mutation::None;
};

/// Folders that ring when the courier lays something into the inbox, as the kernel tells the
/// writer.
class RingingMailbox final : public sync::Mailbox {
  public:
    RingingMailbox(Path outbox, Path inbox) : m_folders(std::move(outbox), std::move(inbox)) {}

    Result<std::set<std::string>> waiting() const override { return m_folders.waiting(); }
    Result<Bytes> read_batch(std::string_view stem) const override {
        return m_folders.read_batch(stem);
    }
    Result<void> store_receipt(std::string_view stem, ByteView reply) override {
        m_rings = true;
        return m_folders.store_receipt(stem, reply);
    }
    Result<void> note_too_large(std::string_view stem) override {
        m_rings = true;
        return m_folders.note_too_large(stem);
    }
    /// True if something came since the last call.
    bool rang() { return std::exchange(m_rings, false); }
    void ring() { m_rings = true; }

  private:
    sync::FolderMailbox m_folders;
    bool m_rings = true;  ///< after a start nobody knows what lies there
};

/// The real buffer, outbox and courier on a folder, between them a network that lies. A kill drops
/// everything in memory; what SQLite has committed and files that have their names stay.
class SimKiosk {
  public:
    SimKiosk(const Surroundings& surroundings, KioskIdentity identity, Path disk);

    Result<void> start();
    /// Ends its processes; if the power failed, what the disk had not synced is lost, and it comes
    /// back.
    Result<void> kill();
    bool is_running() const { return m_buffer != nullptr; }

    /// A visitor: some marks, perhaps second thoughts, an early end, everything taken back.
    Result<void> receives_visitor();
    /// What the writer's thread does between visits; the kiosk may die at any durable step of it.
    Result<void> attend();
    /// The courier is a process of its own and is killed apart.
    void courier_steps();
    void kill_courier();

    /// A bit of a frozen batch flips, in the buffer and in its file, where no row is hit: in the
    /// header or the signature. False if there is none. Only while it does not run.
    Result<bool> batch_rots();

    /// A row that waits in the buffer; `is_seen`: the next start found it and set it aside alone.
    struct HitRow {
        wire::RowId row;
        bool is_seen = false;
    };
    /// A bit of one flips, in its id, its sealed content or its hash. Nothing if none waits. While
    /// it does not run; then it runs.
    Result<std::optional<HitRow>> row_rots();
    /// In its buffer, waiting or frozen.
    Result<bool> has(const wire::RowId& row) const;

    /// It dies before the n-th durable step from now.
    void dies_in_steps(int steps) { m_steps_left = steps; }
    /// It dies now, of that or because its disk does not take anything more.
    bool is_dying() const {
        return m_is_dying || m_unreliable_disk.is_off() || m_unreliable_disk.is_full();
    }
    UnreliableDisk& unreliable_disk() { return m_unreliable_disk; }
    KioskClock& clock() { return m_clock; }
    SimNetwork& network() { return m_network; }

    /// Nothing is on its way any more. Running only.
    Result<bool> is_drained();
    /// Its newest answer came from this store of the server's: what a restore took from the server
    /// is to be sent again, or was. Only while it runs.
    bool knows(const wire::Incarnation& store) const;

    const Path& disk() const { return m_disk; }
    const KioskIdentity& identity() const { return m_identity; }
    /// The words that were committed here since the last call.
    std::vector<std::string> take_new_words() { return std::exchange(m_new_words, {}); }

  private:
    Result<void> put(
        const wire::RowId& row, const std::string& word, int mark, store::RowState state);
    Result<void> before_step();
    /// What a mutation does beside the real parts.
    Result<void> break_batches();
    Result<void> split_batches();
    Result<void> split(const store::BatchRecord& record, const wire::Batch& batch);
    Result<void> forget_voided();
    Result<void> forget(const wire::BatchName& name);
    Result<void> hit_row(database::Database& file, const store::StoredRow& row);
    void start_courier();
    Result<void> forget_batches(store::BatchState state, std::uint64_t one_in);

    Surroundings m_surroundings;
    KioskIdentity m_identity;
    Path m_disk;
    KioskClock m_clock;
    SimNetwork m_network;
    SameNonce m_same_nonce;
    UnreliableDisk m_unreliable_disk;
    std::unique_ptr<store::Buffer> m_buffer;
    std::unique_ptr<outbox::Outbox> m_outbox;
    std::unique_ptr<RingingMailbox> m_mailbox;
    std::unique_ptr<sync::Courier> m_courier;
    std::optional<std::int64_t> m_courier_due_ms;  ///< none: when the outbox rings
    bool m_outbox_rings = true;
    int m_steps_left = 0;  ///< 0: it lives on
    bool m_is_dying = false;
    std::vector<std::string> m_new_words;
};

}  // namespace otk::sync_sim
