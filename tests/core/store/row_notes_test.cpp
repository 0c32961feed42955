#include "core/store/row_notes.h"

#include <catch2/catch.hpp>

#include "core/base/random.h"

using namespace otk;
using namespace otk::store;
using Buckets = std::map<std::string, std::size_t>;

TEST_CASE("rows are counted by state and bucket through every change") {
    SeededRandom random(1);
    RowNotes notes;
    const wire::RowId first = wire::RowId::random(random);
    const wire::RowId second = wire::RowId::random(random);
    notes.set(first, RowState::Open, "2026-11-22");
    notes.set(second, RowState::Closed, "");
    CHECK(notes.count(RowState::Open) == 1);
    CHECK(notes.closed_buckets() == Buckets{{"", 1}});
    notes.set(first, RowState::Closed, "2026-11-22");
    notes.set(first, RowState::Closed, "2026-11-22");
    CHECK(notes.count(RowState::Open) == 0);
    CHECK(notes.count(RowState::Closed) == 2);
    CHECK(notes.closed_buckets() == Buckets{{"", 1}, {"2026-11-22", 1}});
    CHECK(notes.closed(std::vector<std::string>{"2026-11-22"}) == std::vector{first});
    CHECK(notes.closed({}).size() == 2);
    notes.set(second, RowState::Drop, "");
    CHECK(notes.closed_buckets() == Buckets{{"2026-11-22", 1}});
    notes.erase_dropped();
    CHECK_FALSE(notes.contains(second));
    CHECK(notes.count(RowState::Drop) == 0);
    notes.erase(first);
    notes.erase(first);
    CHECK(notes.count(RowState::Closed) == 0);
    CHECK(notes.closed_buckets().empty());
}

TEST_CASE("counts equal a count by hand after a thousand random changes") {
    SeededRandom random(20261122);
    std::vector<wire::RowId> ids;
    for (int index = 0; index < 30; ++index) {
        ids.push_back(wire::RowId::random(random));
    }
    RowNotes notes;
    std::map<wire::RowId, std::pair<RowState, std::string>> by_hand;
    for (int change = 0; change < 1000; ++change) {
        const wire::RowId& id = ids.at(random.below(ids.size()));
        const auto state = static_cast<RowState>(random.below(3));
        std::string bucket = std::to_string(random.below(3));
        if (random.below(4) == 0) {
            notes.erase(id);
            by_hand.erase(id);
        } else {
            by_hand[id] = {state, bucket};
            notes.set(id, state, std::move(bucket));
        }
        Buckets closed;
        std::size_t open = 0;
        for (const auto& [row, note] : by_hand) {
            if (note.first == RowState::Closed) ++closed[note.second];
            if (note.first == RowState::Open) ++open;
        }
        REQUIRE(notes.closed_buckets() == closed);
        REQUIRE(notes.count(RowState::Open) == open);
    }
}
