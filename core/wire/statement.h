#pragma once

#include <cstdint>
#include <span>

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/crypto/hash.h"
#include "core/crypto/signature.h"
#include "core/wire/batch.h"
#include "core/wire/cursor.h"

/// What all signed statements have in common: magic, protocol, purpose, whose batch and which body,
/// the statement's own fields, signature. A statement of one purpose is never taken for another.
namespace otk::wire {

enum class Purpose : std::uint8_t {
    Receipt = 1,     ///< the server: these rows are mine now
    Holdings = 2,    ///< the server: what I hold of this buffer
    Revocation = 3,  ///< the server: I take nothing of this kiosk any more
    Void = 4,        ///< the kiosk: this batch will not come any more
    Voided = 5,      ///< the server: I do not hold it and shall not take it
};

/// What a statement is about: one body that one kiosk sent, or would have sent.
struct StatementSubject {
    BatchIdentity batch;
    crypto::Hash256 body_hash{};  ///< batch_hash of the body

    friend bool operator==(const StatementSubject&, const StatementSubject&) = default;
};

constexpr std::size_t statement_subject_bytes =
    4 + 2 + 1 + 1 + KioskId::size_bytes + BufferId::size_bytes + 4 + sizeof(crypto::Hash256);

void write_subject(ByteWriter& writer, Purpose purpose, const StatementSubject& subject);

/// What was written, with the key's signature over it. Asserts statement_bytes_max.
Bytes signed_statement(ByteWriter& writer, const crypto::SigningKey& key);

/// The statement without its signature, if one of the keys made that: Permission otherwise.
Result<ByteView> verified_statement(ByteView statement, std::span<const crypto::PublicKey> keys);

/// InvalidInput for bytes that are no statement or one of another purpose, Unsupported for another
/// version of the protocol.
Result<StatementSubject> read_subject(ByteReader& reader, Purpose wanted);

/// True if these bytes begin like a statement of that purpose; nothing is verified.
bool is_statement(ByteView bytes, Purpose purpose);

}  // namespace otk::wire
