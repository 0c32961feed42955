#pragma once

#include <cstdint>
#include <string_view>

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/crypto/signature.h"
#include "core/wire/cursor.h"

/// What the two exchanges about a kiosk's keys have in common, enrolment and rotation: a request
/// that two keys sign, and an answer that names it.
namespace otk::wire {

/// Of which exchange: its magic, and its name in a refusal.
struct Exchange {
    std::string_view magic;
    std::string_view name;
};

enum class Side : std::uint8_t { Request = 1, Answer = 2 };

/// Magic, protocol version, side, a reserved byte.
void write_message_header(ByteWriter& writer, const Exchange& exchange, Side side);

/// InvalidInput for another exchange or side, Unsupported for another version of the protocol.
Result<void> read_message_header(ByteReader& reader, const Exchange& exchange, Side wanted);

/// What was written, with both keys' signatures over it: nobody can name a key that he does not
/// hold.
Bytes signed_by_both(
    ByteWriter& writer, const crypto::SigningKey& first, const crypto::SigningKey& second);

/// Who signed a request, and what is said of whoever did not.
struct Signer {
    crypto::PublicKey key;
    std::string_view complaint;
};

/// Permission unless both signed; InvalidInput for what is too short.
Result<void> check_signed_by_both(ByteView request, const Signer& first, const Signer& second);

}  // namespace otk::wire
