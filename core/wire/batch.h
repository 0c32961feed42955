#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/crypto/hash.h"
#include "core/crypto/signature.h"
#include "core/wire/identity.h"
#include "core/wire/limits.h"
#include "core/wire/row.h"

namespace otk::wire {

/// Whose a batch is. (kiosk, buffer, number) is its identity; numbers begin with 1 and have no gaps
/// within a buffer.
struct BatchIdentity {
    KioskId kiosk;
    BufferId buffer;
    std::uint32_t number = 0;

    friend auto operator<=>(const BatchIdentity&, const BatchIdentity&) = default;
};

struct SealedRow {
    RowId id;
    std::uint16_t box = 0;  ///< index into Batch::boxes
    Bytes sealed;

    friend bool operator==(const SealedRow&, const SealedRow&) = default;
};

/// Rows frozen together, in random order, with the key boxes that they need and no others.
struct Batch {
    BatchIdentity identity;
    std::vector<KeyBox> boxes;
    std::vector<SealedRow> rows;

    friend bool operator==(const Batch&, const Batch&) = default;
};

/// The bytes that go over the wire: fixed header, boxes, rows, the kiosk's signature over all of
/// them; deterministic. Integers are little-endian. Asserts the limits: cut first.
Bytes encode_batch(const Batch& batch, const crypto::SigningKey& key);

/// Size of encode_batch's result for so many boxes and so many bytes of sealed rows.
constexpr std::size_t batch_bytes(
    std::size_t box_count, std::size_t row_count, std::size_t sealed_bytes) {
    return batch_header_bytes + box_count * key_box_bytes + row_count * row_header_bytes +
           sealed_bytes + signature_bytes;
}

/// Reads only the header, unverified: for finding the kiosk's public key. InvalidInput if the bytes
/// are no batch, Unsupported for another protocol version.
Result<BatchIdentity> peek_batch(ByteView body);

/// To which of the server's keys the boxes are sealed, in their order; unverified: for a body that is
/// known to be ours. Reads no row. InvalidInput, Corrupt (a box's hash) or Unsupported.
Result<std::vector<ServerKeyId>> peek_server_keys(ByteView body);

/// Verifies the signature before anything else is read, then decodes strictly: exact length, at
/// least one row, no row id twice, no box unused, sealed sizes of a size class. Permission for a wrong
/// signature; InvalidInput, Corrupt (a box's hash) or Unsupported otherwise. Rows are not opened.
Result<Batch> decode_batch(ByteView body, const crypto::PublicKey& kiosk_key);

/// Names a body in receipts: BLAKE2b-256 of all its bytes, the signature included.
crypto::Hash256 batch_hash(ByteView body);

/// "<buffer id, 32 hex>-<number, 10 digits>": the stem of a batch's and its receipt's file.
std::string batch_stem(const BufferId& buffer, std::uint32_t number);

struct BatchName {
    BufferId buffer;
    std::uint32_t number = 0;

    friend auto operator<=>(const BatchName&, const BatchName&) = default;
};

/// What follows the stem in the folders through which the kiosk and its courier speak: a batch and
/// what asks for its void in the outbox, the server's reply to either and the courier's note of a
/// batch that the server finds too large in the inbox.
constexpr std::string_view batch_suffix = ".batch";
constexpr std::string_view void_suffix = ".void";
constexpr std::string_view receipt_suffix = ".receipt";
constexpr std::string_view too_large_suffix = ".too-large";

/// The inverse for a file name with that suffix; InvalidInput for any other.
Result<BatchName> parse_batch_file_name(std::string_view file_name, std::string_view suffix);

}  // namespace otk::wire
