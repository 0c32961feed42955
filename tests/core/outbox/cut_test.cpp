#include "core/outbox/cut.h"

#include <algorithm>
#include <set>

#include <catch2/catch.hpp>

using namespace otk;
using otk::store::ClosedRow;

namespace {

std::vector<ClosedRow> rows_of(std::size_t count, SeededRandom& random) {
    std::vector<ClosedRow> rows;
    for (std::size_t index = 0; index < count; ++index) {
        ClosedRow row;
        row.id = wire::RowId::random(random);
        row.box.sealed[0] = static_cast<std::uint8_t>(index % 3);
        const std::size_t content = wire::row_sizes.at(random.below(wire::row_sizes.size()));
        row.sealed = Bytes(content + crypto::aead_overhead_bytes);
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace

TEST_CASE("every row is in exactly one batch, every batch within its limits, numbers without gaps") {
    SeededRandom random(5);
    const crypto::SigningKey key = crypto::SigningKey::generate(random);
    for (const std::size_t count : {std::size_t{1}, std::size_t{20}, std::size_t{400}}) {
        const std::vector<ClosedRow> rows = rows_of(count, random);
        const wire::BatchIdentity first{.kiosk = {}, .buffer = {}, .number = 9};
        const std::vector<wire::Batch> batches = outbox::cut(rows, first, random);
        std::set<wire::RowId> seen;
        std::uint32_t number = 9;
        for (const wire::Batch& batch : batches) {
            CHECK(batch.identity.number == number++);
            // The encoder and the strict decoder judge the rest: sizes, boxes, rows twice.
            const Bytes body = wire::encode_batch(batch, key);
            CHECK(wire::decode_batch(body, key.public_key()).value() == batch);
            for (const wire::SealedRow& row : batch.rows) {
                CHECK(seen.insert(row.id).second);
            }
        }
        CHECK(seen.size() == count);
    }
}

TEST_CASE("the order of rows in a batch is not the order of the visits") {
    SeededRandom random(6);
    std::vector<ClosedRow> rows = rows_of(20, random);
    for (ClosedRow& row : rows) {
        row.sealed = Bytes(wire::row_sealed_bytes_min);
    }
    const std::vector<wire::Batch> batches = outbox::cut(rows, {}, random);
    REQUIRE(batches.size() == 1);
    const auto& cut_rows = batches[0].rows;
    CHECK_FALSE(std::equal(rows.begin(), rows.end(), cut_rows.begin(),
        [](const ClosedRow& row, const wire::SealedRow& cut_row) { return row.id == cut_row.id; }));
}
