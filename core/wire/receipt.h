#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/crypto/signature.h"
#include "core/wire/identity.h"
#include "core/wire/statement.h"

namespace otk::wire {

enum class BufferOrder : std::uint8_t {
    Keep,
    BeginNew,  ///< clone or restore suspected: go on under a new buffer id
};

/// "I have taken responsibility for these rows." counted + parked + already_held = rows of the
/// body.
struct Receipt {
    StatementSubject subject;
    std::uint16_t counted = 0;
    std::uint16_t parked = 0;        ///< kept sealed, counted when the cause is gone
    std::uint16_t already_held = 0;  ///< of a body under a number that another body had taken
    BufferOrder order = BufferOrder::Keep;

    friend bool operator==(const Receipt&, const Receipt&) = default;
};

/// Both ends belong to it; first ≥ 1.
struct NumberRange {
    std::uint32_t first = 0;
    std::uint32_t last = 0;

    friend auto operator<=>(const NumberRange&, const NumberRange&) = default;
};

/// What the server holds of one buffer at the moment of the reply.
struct Holdings {
    StatementSubject subject;  ///< the body to which this replies; .batch.buffer is the buffer
    Incarnation incarnation;
    /// Within one incarnation a later statement has no smaller number (the row number of the newest
    /// batch will do): lets the kiosk tell an old reply that comes late from a loss.
    std::uint64_t sequence = 0;
    std::uint32_t backed_up = 0;      ///< highest number in the last verified backup; 0: none
    std::vector<NumberRange> ranges;  ///< ascending, disjoint, not adjacent; holdings_ranges_max

    friend bool operator==(const Holdings&, const Holdings&) = default;
};

bool holds(const Holdings& holdings, std::uint32_t number);

/// A statement with its signature; deterministic, so a stored receipt is sent again byte for byte.
/// Asserts the limits.
Bytes encode_receipt(const Receipt& receipt, const crypto::SigningKey& key);
Bytes encode_holdings(const Holdings& holdings, const crypto::SigningKey& key);

/// The body of a reply with status 403: this kiosk is revoked, and this body was not taken. Kept
/// bound to one body, it cannot be shown to another kiosk, or to this one after it was let in
/// again.
Bytes encode_revocation(const StatementSubject& subject, const crypto::SigningKey& key);

/// Believes only what one of the keys signed: Permission otherwise. InvalidInput for anything
/// malformed, Unsupported for another version. Whether it is about *our* body is asked by the
/// caller.
Result<StatementSubject> decode_revocation(
    ByteView body, std::span<const crypto::PublicKey> receipt_keys);

/// The body of a reply with status 200: receipt or voided (core/wire/void.h), and holdings, each
/// after its length.
Bytes encode_reply(ByteView verdict, ByteView holdings);

struct Reply {
    StatementSubject subject;        ///< of both statements
    std::optional<Receipt> receipt;  ///< none: the server signed `voided`
    Holdings holdings;
};

/// Believes only what one of the keys signed: Permission otherwise (also for no key). Checks that
/// both statements are about the same body. InvalidInput for anything malformed (a captive portal's
/// page, say), Unsupported for another version. Whether it is *our* body is asked by the caller:
/// compare reply.subject.
Result<Reply> decode_reply(ByteView body, std::span<const crypto::PublicKey> receipt_keys);

}  // namespace otk::wire
