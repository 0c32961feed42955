#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/clock.h"
#include "core/base/local_day.h"
#include "core/base/random.h"
#include "core/crypto/signature.h"
#include "sync/backoff.h"
#include "sync/mailbox.h"
#include "sync/transport.h"

namespace otk::sync {

/// Why the last attempt brought no receipt.
enum class Trouble {
    None,
    Unreachable,  ///< no connection, or it broke, or it took too long
    NotTrusted,   ///< TLS refused the server: certificate, host or date
    Busy,         ///< the server asks for time: 5xx, 429, 408
    Refused,      ///< the server does not take this batch: 400, 413, 422
    Revoked,      ///< the server takes nothing of this kiosk any more, and has signed that
    NotSigned,    ///< somebody else answers: no valid signed receipt for this batch
    Damaged,      ///< the batch's file is no batch
    Disk,         ///< our own folders
};

std::string_view name_of(Trouble trouble);

struct CourierOptions {
    std::int64_t interval_ms = 300'000;  ///< a new batch waits a random part of this; 0: none
    BackoffLimits backoff;
    std::vector<crypto::PublicKey> receipt_keys;
};

struct CourierStatus {
    std::size_t waiting = 0;          ///< batches without a receipt
    std::int64_t failures = 0;        ///< attempts since the last receipt
    Trouble trouble = Trouble::None;  ///< of the last attempt
    std::optional<Day> delivered_on;  ///< the day, never finer, of the last receipt
    std::uint64_t delivered = 0;      ///< receipts stored since the start
};

/// Carries batches to the server and receipts back, in any order, as often as it takes; believes
/// only a receipt that is signed, and signed for exactly the body that was sent. A state machine:
/// time, chance, folders and network are given, so a seed repeats a run.
///
/// Trouble of the way (no network, busy, somebody else answering) makes everything wait; trouble of
/// one batch (refused, damaged) makes that batch wait, and the others only a moment. A void
/// (core/wire/void.h) is carried like the batch in whose place it lies.
class Courier {
  public:
    /// All references outlive the courier.
    Courier(CourierOptions options, const Clock& clock, Random& random, Mailbox& mailbox,
        Transport& transport);

    /// Looks at the outbox and makes at most one attempt. Returns in how many milliseconds it has
    /// something to do; nothing if only a new batch could give it work. Call it earlier whenever
    /// the folders change: that never makes it earlier than its own waits.
    std::optional<std::int64_t> step();

    const CourierStatus& status() const { return m_status; }

  private:
    struct Waiting {
        std::int64_t due_ms;
        Backoff backoff;
    };
    using Queue = std::map<std::string, Waiting>;

    void follow_outbox(const std::set<std::string>& stems);
    Queue::iterator next_due();
    Trouble attempt(Queue::iterator batch);
    Trouble send(Queue::iterator batch, ByteView body);
    Trouble take_answer(Queue::iterator batch, ByteView body, const PostOutcome& answer);
    Trouble way_fails(
        Queue::iterator batch, Trouble trouble, std::optional<std::int64_t> asked_s = std::nullopt);
    void whole_way_fails(Trouble trouble, std::optional<std::int64_t> asked_s = std::nullopt);
    Trouble batch_fails(
        Queue::iterator batch, Trouble trouble, std::optional<std::int64_t> asked_s = std::nullopt);
    void note_too_large(std::string_view stem);
    Trouble take_revocation(Queue::iterator batch, const PostOutcome& answer);
    Result<void> check_revocation(ByteView body, ByteView statement) const;
    Result<void> check_receipt(ByteView body, ByteView reply) const;
    void say(Trouble trouble, std::string_view detail);

    CourierOptions m_options;
    const Clock& m_clock;
    Random& m_random;
    Mailbox& m_mailbox;
    Transport& m_transport;

    Queue m_queue;                   ///< by stem
    Backoff m_way;                   ///< of everything
    std::int64_t m_way_open_ms = 0;  ///< no attempt before
    CourierStatus m_status;
};

}  // namespace otk::sync
