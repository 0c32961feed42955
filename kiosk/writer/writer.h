#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/base/clock.h"
#include "core/base/file.h"
#include "core/base/random.h"
#include "core/form/response.h"
#include "core/outbox/freeze.h"
#include "core/wire/identity.h"

namespace otk::kiosk::writer {

/// What a save makes of the visit's row.
enum class SaveKind {
    Open,   ///< the visit goes on; closed as it is by the next start, or by a later Close
    Close,  ///< the visit is over, the row may be sent
    Drop,   ///< the visitor took everything back: nothing is sent, the content is wiped
};

/// This revision of the visit, and every earlier one, is committed and survives a power cut.
struct Saved {
    std::uint64_t visit_id = 0;
    std::uint64_t revision = 0;
};

enum class Hindrance {
    Revoked,      ///< the server takes nothing of this kiosk any more; what lies here stays
    NotEnrolled,  ///< no server key yet: nothing can be sealed
    Disk,         ///< full, read-only or failing
    Queue,        ///< visits_waiting_max visits wait for the disk; the newest save was refused
};

/// A save failed, or none can succeed. What was asked for is kept in memory and tried again; the
/// shell shows the out-of-service screen until Recovered. Sent again if the hindrance changes.
struct CannotRecord {
    Hindrance hindrance = Hindrance::Disk;
};

/// The buffer takes rows. Sent once after the start (or CannotRecord is) and after each CannotRecord.
struct Recovered {};

using Event = std::variant<Saved, CannotRecord, Recovered>;

using outbox::Freeze;

/// What still lies in the buffer.
struct Backlog {
    std::int64_t rows_unsent = 0;     ///< not yet covered by a receipt, frozen or not
    std::int64_t batches_unsent = 0;  ///< frozen, no receipt yet
    std::uint32_t last_number = 0;    ///< of the newest batch of this buffer; 0: none
};

/// Room on the disk that the buffer lies on.
enum class Room {
    Fine,
    Low,   ///< past a budget, or the reserve is not whole: somebody should look
    None,  ///< it was full: nothing is recorded until the reserve is back
};

/// How the disk fares, in whole mebibytes.
struct Storage {
    Room room = Room::Fine;
    std::optional<std::int64_t> free_mib;  ///< none: nobody could measure
    std::int64_t buffer_mib = 0;           ///< the buffer's file and its write-ahead log
    /// Delivered, and removed for lack of room before a backup of the server was known to have them;
    /// since the start.
    std::int64_t batches_given_up = 0;
};

/// What the kiosk needs of its server's keys.
struct ServerKeys {
    std::int64_t sequence = 0;  ///< of the keys.json that it follows; 0: none
    /// Which open something that it holds and may send, and always the one that rows are sealed to:
    /// no visit changes them. May still name one that is needed no more since an hour. Empty: nobody
    /// can tell now.
    std::vector<wire::ServerKeyId> needed;
};

/// Numbers for the status strip and `status.json`; coarse, without any time of a visit.
struct Status {
    bool starting = true;  ///< neither Recovered nor CannotRecord was sent yet: the rest says nothing
    bool enrolled = false;
    bool revoked = false;            ///< by the server, until it takes a batch again
    bool key_change_waits = false;   ///< a new key waits for the server's word that it knows it
    bool recording = false;          ///< true exactly between Recovered and CannotRecord
    std::optional<Backlog> backlog;  ///< none while no buffer is open: nobody has counted
    std::int64_t rows_damaged = 0;   ///< set aside because of a wrong hash
    std::int64_t files_set_aside = 0;
    std::int64_t receipts_refused = 0;  ///< since the start
    Storage storage;
    ServerKeys server_keys;
};

/// From where on somebody should look at the disk, long before it is full.
struct Budget {
    std::int64_t disk_free_mib_min = 256;
    std::int64_t buffer_mib_max = 256;
};

struct Options {
    Path state_folder;   ///< identity.key, enrolment.json, buffer/; made 0700
    Path outbox_folder;  ///< made if not there
    Path inbox_folder;   ///< made if not there
    Freeze freeze = Freeze::Batched;
    std::int64_t reserve_bytes = 0;  ///< core/store/reserve.h; 0: none is kept
    Budget budget = {};
    std::int64_t retry_ms = 10'000;        ///< after a failed commit
    std::int64_t inbox_poll_ms = 500;      ///< only where the kernel does not tell of new files
    std::int64_t flush_ms_max = 2'000;     ///< what stop() waits at most
    /// Shared, because a writer thread that hangs in the kernel outlives the Writer.
    std::shared_ptr<const Clock> clock = std::make_shared<SystemClock>();
    std::shared_ptr<Random> random = std::make_shared<SystemRandom>();
};

/// Visits that wait for the disk at most, each with its newest revision only.
constexpr std::size_t visits_waiting_max = 64;

/// The thread that owns the kiosk's key, the buffer and the outbox. No call here ever waits for the
/// disk: a disk that takes two seconds a sync delays Saved and nothing else.
class Writer {
  public:
    /// Called on the writer's thread, one event at a time, never after stop(). Must not block and must
    /// not call back into the Writer (wake the drawing thread and return).
    using Notify = std::function<void(const Event&)>;

    /// Never fails and never waits: opening, enrolment and repair happen on the thread; the first
    /// event is Recovered or CannotRecord (before any Saved).
    static std::unique_ptr<Writer> start(Options options, Notify notify);

    ~Writer();  ///< as stop()

    /// Takes the latest state of a visit. `visit_id` names a visit of this process (any number, never
    /// used again after Close or Drop); `revision` grows within a visit. A revision that waits is
    /// replaced by a newer one of its visit: then only the newer one is announced by Saved. The
    /// writer sets response.day (the day of the visit's first save; empty if the clock is not
    /// trusted) and keeps it for the visit. Any thread.
    void save(std::uint64_t visit_id, std::uint64_t revision, form::Response response, SaveKind kind);

    /// A copy of the newest numbers. Any thread; never waits for the disk.
    Status status() const;

    /// Lets what waits be written, at most flush_ms_max, then ends the thread; open visits stay open
    /// rows, to be closed by the next start. True if everything asked for is durable and the thread
    /// has ended. False: the thread hangs in the kernel and was left alone, end the process soon.
    /// Calling it again is without effect. One thread only, the one that called start.
    bool stop();

  private:
    struct Core;
    explicit Writer(std::shared_ptr<Core> core);
    std::shared_ptr<Core> m_core;
};

}  // namespace otk::kiosk::writer
