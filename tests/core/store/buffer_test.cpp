#include "core/store/buffer.h"

#include <algorithm>

#include <catch2/catch.hpp>

#include "core/base/local_day.h"
#include "tests/core/store/store_sample.h"

using namespace otk;
using namespace otk::store;
using otk::test::StoreSample;
using Strings = std::vector<std::string>;

TEST_CASE("a closed row can be read by the server after a restart") {
    StoreSample sample;
    {
        Buffer buffer = sample.open();
        sample.put(buffer, "one");
        sample.put(buffer, "two");
    }
    Buffer buffer = sample.open();
    CHECK(buffer.count(RowState::Closed) == 2);
    CHECK(sample.contents(buffer) == Strings{"one", "two"});
}

TEST_CASE("a row written again keeps its last content only") {
    StoreSample sample;
    Buffer buffer = sample.open();
    const wire::RowId id = sample.put(buffer, "draft", RowState::Open);
    CHECK(buffer.count(RowState::Open) == 1);
    CHECK(sample.contents(buffer).empty());
    sample.put(buffer, "whole", RowState::Closed, id);
    CHECK(buffer.count(RowState::Open) == 0);
    CHECK(sample.contents(buffer) == Strings{"whole"});
}

TEST_CASE("the next start closes drafts without a key and removes dropped rows") {
    StoreSample sample;
    {
        Buffer buffer = sample.open();
        sample.put(buffer, "draft", RowState::Open);
        sample.put(buffer, "unwanted", RowState::Drop);
        sample.put(buffer, "whole");
    }
    Buffer buffer = sample.open();
    CHECK(buffer.count(RowState::Open) == 0);
    CHECK(buffer.count(RowState::Drop) == 0);
    CHECK(sample.contents(buffer) == Strings{"draft", "whole"});
}

TEST_CASE("no file of the folder holds a content in the clear, open, closed or dropped") {
    StoreSample sample;
    Buffer buffer = sample.open();
    const std::string secret = "a sentence that nobody else may ever read";
    sample.put(buffer, secret);
    const wire::RowId dropped = sample.put(buffer, secret, RowState::Open);
    sample.put(buffer, {}, RowState::Drop, dropped);
    std::size_t files = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(sample.folder.path())) {
        if (!entry.is_regular_file()) continue;
        ++files;
        const Bytes bytes = read_file(entry.path(), 10'000'000).value();
        CHECK(text_of(bytes).find("nobody else") == std::string_view::npos);
    }
    CHECK(files == 3);  // database, WAL, its index
}

TEST_CASE("each period has a key of its own: after a freeze, a day and a restart") {
    StoreSample sample;
    std::vector<wire::KeyBox> boxes;
    const auto add_box = [&](Buffer& buffer) {
        const wire::RowId id = sample.put(buffer, "x");
        const std::vector<ClosedRow> rows = buffer.closed_rows({}).value();
        for (const ClosedRow& row : rows) {
            if (row.id == id) boxes.push_back(row.box);
        }
    };
    {
        Buffer buffer = sample.open();
        add_box(buffer);
        add_box(buffer);
        CHECK(boxes[0] == boxes[1]);
        REQUIRE(buffer.freeze({}, {}));
        add_box(buffer);
        CHECK_FALSE(boxes[1] == boxes[2]);
        sample.clock.advance_ms(period_ms_max);
        add_box(buffer);
        CHECK_FALSE(boxes[2] == boxes[3]);
    }
    Buffer buffer = sample.open();
    add_box(buffer);
    CHECK_FALSE(boxes[3] == boxes[4]);
    CHECK(sample.contents(buffer).size() == 5);
}

TEST_CASE("a content that is too large is refused and the old row stays") {
    StoreSample sample;
    Buffer buffer = sample.open();
    const wire::RowId id = sample.put(buffer, "small");
    const std::string large(17'000, 'a');
    CHECK(buffer.put({.id = id, .state = RowState::Closed, .form = {}, .form_version = {},
                         .bucket = {}, .content = large})
              .error()
              .kind == ErrorKind::InvalidInput);
    CHECK(sample.contents(buffer) == Strings{"small"});
}

TEST_CASE("freezing replaces rows by batches, numbers have no gaps, bodies are kept whole") {
    StoreSample sample;
    const Bytes body(100, 7);
    wire::BufferId id;
    {
        Buffer buffer = sample.open();
        id = buffer.id();
        const wire::RowId first = sample.put(buffer, "one");
        sample.put(buffer, "two");
        const std::vector<NewBatch> batches{{.number = 1, .row_count = 1, .body = body}};
        REQUIRE(buffer.freeze(batches, std::vector{first}));
        CHECK(buffer.next_number() == 2);
        CHECK(sample.contents(buffer) == Strings{"two"});
    }
    Buffer buffer = sample.open();
    CHECK(buffer.id() == id);
    CHECK(buffer.next_number() == 2);
    const std::vector<BatchRecord> records = buffer.batches().value();
    REQUIRE(records.size() == 1);
    CHECK(records[0].name == wire::BatchName{id, 1});
    CHECK(records[0].state == BatchState::Frozen);
    CHECK(records[0].day == to_text(day_of(sample.clock.unix_seconds())));
    CHECK(buffer.batch_body(records[0].name).value() == body);
    REQUIRE(buffer.set_batch_state(records[0].name, BatchState::Delivered));
    CHECK(buffer.batches().value()[0].state == BatchState::Delivered);
    REQUIRE(buffer.remove_batch(records[0].name));
    CHECK(buffer.batches().value().empty());
    CHECK(buffer.batch_body(records[0].name).error().kind == ErrorKind::NotFound);
}

TEST_CASE("an ordered new buffer id begins at number 1 and keeps rows and frozen batches") {
    StoreSample sample;
    Buffer buffer = sample.open();
    const wire::BufferId old_id = buffer.id();
    const std::vector<NewBatch> batches{{.number = 1, .row_count = 1, .body = Bytes(9)}};
    REQUIRE(buffer.freeze(batches, {}));
    sample.put(buffer, "one");
    REQUIRE(buffer.begin_new_id());
    CHECK_FALSE(buffer.id() == old_id);
    CHECK(buffer.next_number() == 1);
    CHECK(sample.contents(buffer) == Strings{"one"});
    CHECK(buffer.batches().value()[0].name == wire::BatchName{old_id, 1});
}

TEST_CASE("what was frozen leaves the write-ahead log with its reset") {
    StoreSample sample;
    Buffer buffer = sample.open();
    const wire::RowId id = sample.put(buffer, "one");
    REQUIRE(buffer.freeze({}, std::vector{id}));
    REQUIRE(buffer.reset_wal());
    const Path wal = sample.file().string() + "-wal";
    CHECK(std::filesystem::file_size(wal) == 0);
    // secure_delete: not even the row's id is left.
    const Bytes bytes = read_file(sample.file(), 10'000'000).value();
    CHECK(text_of(bytes).find(text_of(id.bytes)) == std::string_view::npos);
}
