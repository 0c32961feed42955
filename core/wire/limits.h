#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "core/crypto/aead.h"

/// Every size of the wire in one table; the decoders refuse what is larger before they allocate.
namespace otk::wire {

/// The version that this code writes, and the only one that it reads so far.
constexpr std::uint16_t protocol_version = 1;

/// A row's content is padded to the smallest of these, so that its size tells next to nothing.
constexpr std::array<std::size_t, 5> row_sizes{128, 512, 2048, 8192, 16320};
/// Inside the padding, before the content: version, encoding, dictionary, length, packed length.
constexpr std::size_t row_prefix_bytes = 8;
/// Of the content after deflate.
constexpr std::size_t row_packed_bytes_max = row_sizes.back() - row_prefix_bytes;
/// Of the content before deflate, and what a reader inflates at most (core/form's own limit too).
constexpr std::size_t row_content_bytes_max = 16 * 1024;
constexpr std::size_t row_sealed_bytes_min = row_sizes.front() + crypto::aead_overhead_bytes;
constexpr std::size_t row_sealed_bytes_max = row_sizes.back() + crypto::aead_overhead_bytes;

/// On the wire before a row's sealed bytes: row id, index of its key box, length.
constexpr std::size_t row_header_bytes = 16 + 2 + 2;
static_assert(row_header_bytes + row_sealed_bytes_max <= std::size_t{16} * 1024,
    "a row on the wire is at most 16 KiB");

/// id of the server's key, sealed key (32 + 48), hash of both.
constexpr std::size_t key_box_bytes = 8 + 80 + 16;

/// magic, protocol, reserved, kiosk, buffer id, number, boxes, rows.
constexpr std::size_t batch_header_bytes = 4 + 2 + 2 + 16 + 16 + 4 + 2 + 2;
constexpr std::size_t signature_bytes = 64;
constexpr std::size_t batch_bytes_max = std::size_t{60} * 1024;
static_assert(batch_header_bytes + key_box_bytes + row_header_bytes + row_sealed_bytes_max +
                      signature_bytes <= batch_bytes_max,
    "the largest row fits into a batch of its own");
/// As many of the smallest rows as one batch can hold: 325.
constexpr std::size_t batch_rows_max =
    (batch_bytes_max - batch_header_bytes - key_box_bytes - signature_bytes) /
    (row_header_bytes + row_sealed_bytes_min);
static_assert(batch_rows_max == 325);

/// Ranges of batch numbers in one holdings statement. A server that holds more pieces names the
/// newest ones and lets the oldest gaps be sent again.
constexpr std::size_t holdings_ranges_max = 512;
constexpr std::size_t statement_bytes_max = 8 * 1024;
constexpr std::size_t reply_bytes_max = 2 * (4 + statement_bytes_max);

constexpr std::size_t enrolment_bytes_max = std::size_t{64} * 1024;
constexpr std::size_t url_letters_max = 2048;
constexpr std::size_t place_bytes_max = 256;
constexpr std::size_t tls_authority_bytes_max = std::size_t{32} * 1024;
/// url # root . code, a line's end, authority.
constexpr std::size_t ticket_bytes_max = url_letters_max + 128 + tls_authority_bytes_max;
/// magic, protocol, purpose, reserved, three public keys, two signatures.
constexpr std::size_t enrolment_request_bytes = 4 + 2 + 1 + 1 + 3 * 32 + 2 * 64;
constexpr std::size_t receipt_keys_max = 64;

/// keys.json: its frame is read by position before the signature is judged, the rest after it.
constexpr std::size_t key_list_bytes_max = std::size_t{16} * 1024;
/// keys.json, and a statement with its texts.
constexpr std::size_t enrolment_answer_bytes_max =
    4 + key_list_bytes_max + 4 + 8 + 32 + 16 + 3 * 4 + url_letters_max + place_bytes_max +
    tls_authority_bytes_max + 64;
constexpr std::size_t box_keys_max = 16;
constexpr std::size_t bundle_keys_max = 16;
/// One in use and one whose key lies elsewhere (RFC 7469, section 4.3): a lost key must not lock the
/// kiosks out.
constexpr std::size_t tls_pins_min = 2;
constexpr std::size_t tls_pins_max = 8;

}  // namespace otk::wire
