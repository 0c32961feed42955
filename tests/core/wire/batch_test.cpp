#include "core/wire/batch.h"

#include <algorithm>
#include <string>

#include <catch2/catch.hpp>

using namespace otk;
using namespace otk::wire;

namespace {

struct Sample {
    SystemRandom random;
    crypto::SigningKey kiosk = crypto::SigningKey::generate(random);
    crypto::BoxKey server = crypto::BoxKey::generate(random);
    crypto::Secret first_key = make_period_key(random);
    crypto::Secret second_key = make_period_key(random);

    Batch batch() {
        Batch made;
        made.identity = {
            .kiosk = KioskId::random(random), .buffer = BufferId::random(random), .number = 7};
        const ServerKeyId id = ServerKeyId::random(random);
        made.boxes = {seal_key(first_key, id, server.public_key()).value(),
            seal_key(second_key, id, server.public_key()).value()};
        for (std::uint16_t index = 0; index < 5; ++index) {
            const RowId row = RowId::random(random);
            const std::uint16_t box = index % 2;
            made.rows.push_back({.id = row,
                .box = box,
                .sealed = seal_row(
                    std::string(index, 'a'), row, box == 0 ? first_key : second_key, random)
                              .value()});
        }
        return made;
    }
    /// The same content with other bytes at a place, signed again.
    Bytes signed_anew(Bytes body, std::size_t at, std::uint8_t byte) const {
        body.at(at) = byte;
        body.resize(body.size() - signature_bytes);
        const crypto::Signature signature = kiosk.sign(body);
        body.insert(body.end(), signature.begin(), signature.end());
        return body;
    }
    ErrorKind refusal(const Bytes& body) const {
        return decode_batch(body, kiosk.public_key()).error().kind;
    }
};

constexpr std::size_t protocol_at = 4;
constexpr std::size_t reserved_at = 6;
constexpr std::size_t number_at = 40;
constexpr std::size_t box_count_at = 44;
constexpr std::size_t row_count_at = 46;

}  // namespace

TEST_CASE("a batch goes over the wire and opens row by row") {
    Sample sample;
    const Batch batch = sample.batch();
    const Bytes body = encode_batch(batch, sample.kiosk);
    CHECK(body == encode_batch(batch, sample.kiosk));
    CHECK(body.size() == batch_bytes(2, 5, 5 * (128 + crypto::aead_overhead_bytes)));
    CHECK(peek_batch(body).value() == batch.identity);
    const ServerKeyId id = batch.boxes[0].server_key;
    CHECK(peek_server_keys(body).value() == std::vector{id, id});
    const Batch received = decode_batch(body, sample.kiosk.public_key()).value();
    CHECK(received == batch);
    for (std::size_t index = 0; index < received.rows.size(); ++index) {
        const SealedRow& row = received.rows[index];
        const crypto::Secret key = open_key(received.boxes[row.box], sample.server).value();
        CHECK(open_row(row.sealed, row.id, key).value() == std::string(index, 'a'));
    }
}

TEST_CASE("a batch with any byte changed, or signed by another kiosk, is refused as not signed") {
    Sample sample;
    const Bytes body = encode_batch(sample.batch(), sample.kiosk);
    for (std::size_t at = 0; at < body.size(); at += 13) {
        Bytes damaged = body;
        damaged[at] ^= 1U;
        CHECK(sample.refusal(damaged) == ErrorKind::Permission);
    }
    const crypto::SigningKey other = crypto::SigningKey::generate(sample.random);
    CHECK(decode_batch(body, other.public_key()).error().kind == ErrorKind::Permission);
}

TEST_CASE("a signed batch is still decoded strictly") {
    Sample sample;
    const Bytes body = encode_batch(sample.batch(), sample.kiosk);
    const auto with = [&](std::size_t at, std::uint8_t byte) {
        return sample.refusal(sample.signed_anew(body, at, byte));
    };
    CHECK(with(0, 'X') == ErrorKind::InvalidInput);
    CHECK(with(protocol_at, 2) == ErrorKind::Unsupported);
    CHECK(with(reserved_at, 1) == ErrorKind::InvalidInput);
    CHECK(with(number_at, 0) == ErrorKind::InvalidInput);
    CHECK(with(box_count_at, 0) == ErrorKind::InvalidInput);
    CHECK(with(box_count_at, 6) == ErrorKind::InvalidInput);
    CHECK(with(row_count_at, 0) == ErrorKind::InvalidInput);
    CHECK(with(row_count_at, 4) == ErrorKind::InvalidInput);        // bytes after the end
    CHECK(with(row_count_at, 6) == ErrorKind::InvalidInput);        // ends too early
    CHECK(with(batch_header_bytes + 20, 0) == ErrorKind::Corrupt);  // a box's hash
    const std::size_t first_row = batch_header_bytes + 2 * key_box_bytes;
    CHECK(with(first_row + 16, 2) == ErrorKind::InvalidInput);    // no such box
    CHECK(with(first_row + 18, 169) == ErrorKind::InvalidInput);  // no row's size
}

TEST_CASE("a row twice or an unused key box is refused") {
    Sample sample;
    Batch batch = sample.batch();
    const Bytes body = encode_batch(batch, sample.kiosk);
    const std::size_t row_bytes = row_header_bytes + 128 + crypto::aead_overhead_bytes;
    const std::size_t first_row = batch_header_bytes + 2 * key_box_bytes;
    Bytes twice = body;
    std::copy_n(body.begin() + static_cast<std::ptrdiff_t>(first_row), RowId::size_bytes,
        twice.begin() + static_cast<std::ptrdiff_t>(first_row + row_bytes));
    CHECK(sample.refusal(sample.signed_anew(twice, 0, 'O')) == ErrorKind::InvalidInput);
    Bytes unused = body;
    for (const std::size_t row : {std::size_t{1}, std::size_t{3}}) {
        unused[first_row + row * row_bytes + 16] = 0;
    }
    CHECK(sample.refusal(sample.signed_anew(unused, 0, 'O')) == ErrorKind::InvalidInput);
}

TEST_CASE("a batch that is cut, empty or too large is refused") {
    Sample sample;
    const Bytes body = encode_batch(sample.batch(), sample.kiosk);
    for (std::size_t size = 0; size < body.size(); size += 11) {
        const ByteView cut = ByteView(body).first(size);
        CHECK_FALSE(decode_batch(cut, sample.kiosk.public_key()));
    }
    CHECK(sample.refusal(Bytes(batch_bytes_max + 1)) == ErrorKind::InvalidInput);
    CHECK(peek_batch(bytes_of("<html>")).error().kind == ErrorKind::InvalidInput);
    CHECK(peek_batch({}).error().kind == ErrorKind::InvalidInput);
}

TEST_CASE("the largest batch of the smallest rows fits") {
    Sample sample;
    Batch batch = sample.batch();
    batch.boxes.pop_back();
    batch.rows.clear();
    for (std::size_t index = 0; index < batch_rows_max; ++index) {
        batch.rows.push_back(
            {.id = RowId::random(sample.random), .box = 0, .sealed = Bytes(row_sealed_bytes_min)});
    }
    const Bytes body = encode_batch(batch, sample.kiosk);
    CHECK(body.size() <= batch_bytes_max);
    CHECK(decode_batch(body, sample.kiosk.public_key()).value() == batch);
}

TEST_CASE("a batch's file name has one spelling") {
    SystemRandom random;
    const BufferId buffer = BufferId::random(random);
    const std::string name = batch_stem(buffer, 42) + ".batch";
    CHECK(name.size() == 32 + 1 + 10 + 6);
    CHECK(parse_batch_file_name(name, ".batch").value() == BatchName{buffer, 42});
    CHECK(parse_batch_file_name(batch_stem(buffer, 4294967295) + ".receipt", ".receipt").value() ==
          BatchName{buffer, 4294967295});
    const std::string id = "00112233445566778899aabbccddeeff";
    for (const std::string& bad : {id + "-0000000001.receipt", id + "-1.batch",
             id + "-0000000000.batch", id + "_0000000001.batch",
             std::string("00112233445566778899AABBCCDDEEFF-0000000001.batch"),
             id + "-4294967296.batch", id + "-000000000x.batch", std::string("enrolment.json"),
             std::string(".batch")}) {
        CHECK(parse_batch_file_name(bad, ".batch").error().kind == ErrorKind::InvalidInput);
    }
}
