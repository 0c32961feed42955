#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/wire/statement.h"

/// The end of a batch that can never be sent: damaged beyond repair, or refused for its size. Its
/// number must not stay a gap, and its rows must not come under a second number while the first may
/// still arrive: so the server is asked first.
namespace otk::wire {

/// The hash in the void of a batch whose own record is lost.
constexpr crypto::Hash256 unknown_body{};

/// "The batch of this name and body will not come any more; say what became of it": the kiosk's
/// statement, sent in the batch's place to the same address. Deterministic.
Bytes encode_void(const StatementSubject& subject, const crypto::SigningKey& kiosk_key);

/// True if these bytes are to be read as a void and not as a batch.
bool is_void(ByteView body);

/// Reads only whose and which, unverified: for finding the kiosk's public key. InvalidInput,
/// Unsupported.
Result<StatementSubject> peek_void(ByteView body);

/// Verifies before anything is read: Permission, InvalidInput, Unsupported.
Result<StatementSubject> decode_void(ByteView body, const crypto::PublicKey& kiosk_key);

/// "I do not hold this body and shall never count it": the server's answer, in the receipt's place.
Bytes encode_voided(const StatementSubject& subject, const crypto::SigningKey& server_key);

}  // namespace otk::wire
