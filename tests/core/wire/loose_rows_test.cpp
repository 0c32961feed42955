#include "core/wire/loose_rows.h"

#include <map>

#include <catch2/catch.hpp>

#include "core/wire/batch.h"

using namespace otk;
using namespace otk::wire;

namespace {

/// Rows of several sizes under two period keys.
struct Sample {
    SystemRandom random;
    crypto::SigningKey key = crypto::SigningKey::generate(random);
    crypto::BoxKey server = crypto::BoxKey::generate(random);
    std::vector<crypto::Secret> keys;
    Batch batch;
    Bytes body;

    Sample() {
        batch.identity = {KioskId::random(random), BufferId::random(random), 1};
        for (int period = 0; period < 2; ++period) {
            keys.push_back(make_period_key(random));
            batch.boxes.push_back(seal_key(keys.back(), {}, server.public_key()).value());
        }
        for (std::uint16_t index = 0; index < 6; ++index) {
            const RowId id = RowId::random(random);
            const std::uint16_t box = index % 2;
            // Not to be packed: digits by chance.
            std::string content;
            while (content.size() < (index % 3U) * 700U)
                content += std::to_string(random.below(1'000'000'000));
            batch.rows.push_back({id, box, seal_row(content, id, keys[box], random).value()});
        }
        body = encode_batch(batch, key);
    }

    std::size_t whole(const std::vector<LooseRow>& rows) const {
        std::size_t count = 0;
        for (const SealedRow& row : batch.rows) {
            for (const LooseRow& found : rows) {
                if (found.id == row.id && found.sealed == row.sealed &&
                    found.box == batch.boxes[row.box]) {
                    ++count;
                }
            }
        }
        return count;
    }
};

}  // namespace

TEST_CASE("a flipped bit anywhere in a body costs at most the rows that it lies in") {
    const Sample sample;
    CHECK(sample.whole(loose_rows(sample.body)) == sample.batch.rows.size());
    const std::size_t boxes_begin = batch_header_bytes;
    const std::size_t rows_begin = boxes_begin + 2 * key_box_bytes;
    for (std::size_t at = 0; at < sample.body.size(); at += at < 400 ? 1 : 5) {
        for (const unsigned bit : {0U, 7U}) {
            Bytes damaged = sample.body;
            damaged[at] ^= static_cast<std::uint8_t>(1U << bit);
            const std::size_t whole = sample.whole(loose_rows(damaged));
            const bool in_box = at >= boxes_begin && at < rows_begin;
            const std::size_t expected = in_box ? 3 : at < boxes_begin ? 6 : 5;
            CAPTURE(at, bit);
            REQUIRE(whole >= expected);
        }
    }
}

TEST_CASE("what is no batch has no rows") {
    CHECK(loose_rows({}).empty());
    CHECK(loose_rows(Bytes(batch_header_bytes + signature_bytes)).empty());
    CHECK(loose_rows(Bytes(batch_bytes_max, 0xFF)).empty());
    CHECK(loose_rows(Bytes(batch_bytes_max + 1)).empty());
    const Sample sample;
    for (std::size_t size = 0; size < sample.body.size(); size += 7)
        CHECK(loose_rows(ByteView(sample.body).first(size)).size() <= sample.batch.rows.size());
}
