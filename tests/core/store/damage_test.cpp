#include <algorithm>
#include <array>
#include <fstream>
#include <optional>
#include <set>

#include <catch2/catch.hpp>

#include "core/base/format.h"
#include "tests/core/store/store_sample.h"

using namespace otk;
using namespace otk::store;
using otk::test::StoreSample;
using Strings = std::vector<std::string>;

namespace {

/// Where the bytes lie in the file, which has no WAL left.
std::size_t place_of(const Path& file, ByteView needle) {
    const Bytes bytes = read_file(file, 10'000'000).value();
    const auto found = std::search(bytes.begin(), bytes.end(), needle.begin(), needle.end());
    REQUIRE(found != bytes.end());
    return static_cast<std::size_t>(found - bytes.begin());
}

/// In its place, as a disk does it: an open buffer has this file, and not another of its name.
void flip(const Path& file, std::size_t at, unsigned bit) {
    const Bytes bytes = read_file(file, 10'000'000).value();
    std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
    stream.seekp(static_cast<std::streamoff>(at));
    stream.put(static_cast<char>(bytes.at(at) ^ (1U << bit)));
    stream.flush();
    REQUIRE(stream.good());
}

/// Lets the pages go that an open buffer holds in memory: another connection has written.
void read_anew(const Path& file) {
    auto other = database::Database::open(file).value();
    REQUIRE(other.execute("INSERT INTO salvaged VALUES('a file of another name')"));
}

/// True if a file set aside waits unread; it is taken away, so that the next round has its own.
bool move_aside(const StoreSample& sample) {
    bool waited = false;
    std::vector<Path> aside;
    for (const auto& entry : std::filesystem::directory_iterator(sample.folder.path())) {
        if (entry.path().extension() == ".aside") aside.push_back(entry.path());
    }
    for (const Path& path : aside) {
        waited = std::filesystem::file_size(path / "buffer.sqlite") > 0;
        std::filesystem::remove_all(path);
    }
    return waited;
}

}  // namespace

TEST_CASE("a flipped bit anywhere in a stored row is found, the row set aside, the rest lives") {
    // Regions of one row as they lie in the file: from the id to the hash.
    for (const unsigned bit : {0U, 5U}) {
        for (int region = 0; region < 6; ++region) {
            StoreSample sample;
            Bytes sealed;
            wire::RowId id;
            {
                Buffer buffer = sample.open();
                sample.put(buffer, "one");
                id = sample.put(buffer, "two");
                sample.put(buffer, "three");
                const std::vector<ClosedRow> rows = buffer.closed_rows({}).value();
                for (const ClosedRow& row : rows) {
                    if (row.id == id) sealed = row.sealed;
                }
                REQUIRE(buffer.reset_wal());
            }
            const std::size_t sealed_at = place_of(sample.file(), sealed);
            const std::size_t id_at = place_of(sample.file(), id.bytes);
            REQUIRE(id_at < sealed_at);
            const std::array<std::size_t, 6> places{id_at, id_at + 15, sealed_at - 3,
                sealed_at + 20, sealed_at + sealed.size() - 1, sealed_at + sealed.size() + 8};
            flip(sample.file(), places.at(static_cast<std::size_t>(region)), bit);
            Buffer buffer = sample.open();
            CHECK(sample.contents(buffer) == Strings{"one", "three"});
        }
    }
}

TEST_CASE("a flipped bit in an id costs that row alone, wherever the new id belongs in the order") {
    // The table is a tree ordered by id: three rows, and the damaged one moves to every side of the
    // rest.
    constexpr std::array<std::uint8_t, 4> first_bytes{0x00, 0x10, 0x20, 0x30};
    for (std::size_t left_out = 0; left_out < first_bytes.size(); ++left_out) {
        for (std::size_t victim = 0; victim < first_bytes.size(); ++victim) {
            for (const unsigned bit : {4U, 5U}) {
                if (victim == left_out) continue;
                CAPTURE(left_out, victim, bit);
                StoreSample sample;
                wire::RowId damaged;
                Strings others;
                {
                    Buffer buffer = sample.open();
                    for (std::size_t index = 0; index < first_bytes.size(); ++index) {
                        if (index == left_out) continue;
                        wire::RowId id = wire::RowId::random(sample.random);
                        id.bytes.front() = first_bytes.at(index);
                        const std::string content = std::to_string(index);
                        sample.put(buffer, content, RowState::Closed, id);
                        if (index == victim)
                            damaged = id;
                        else
                            others.push_back(content);
                    }
                    REQUIRE(buffer.reset_wal());
                }
                flip(sample.file(), place_of(sample.file(), damaged.bytes), bit);
                Buffer buffer = sample.open();
                CHECK(sample.contents(buffer) == others);
            }
        }
    }
}

TEST_CASE("a bit flipped in an id while the buffer is open costs that row alone") {
    constexpr std::array<std::uint8_t, 3> first_bytes{0x00, 0x10, 0x20};
    for (std::size_t victim = 0; victim < first_bytes.size(); ++victim) {
        for (const unsigned bit : {0U, 5U}) {
            CAPTURE(victim, bit);
            StoreSample sample;
            wire::RowId damaged;
            Strings others;
            std::optional<Buffer> buffer(sample.open());
            for (std::size_t index = 0; index < first_bytes.size(); ++index) {
                wire::RowId id = wire::RowId::random(sample.random);
                id.bytes.front() = first_bytes.at(index);
                const std::string content = std::to_string(index);
                sample.put(*buffer, content, RowState::Closed, id);
                if (index == victim)
                    damaged = id;
                else
                    others.push_back(content);
            }
            REQUIRE(buffer->reset_wal());
            flip(sample.file(), place_of(sample.file(), damaged.bytes), bit);
            read_anew(sample.file());
            // Out of order is the tree itself, as at the start: the file is only salvaged any more.
            const bool keeps_order = bit == 0;
            if (keeps_order) {
                CHECK(sample.contents(*buffer) == others);
                CHECK(buffer->damaged_count().value() == 1);
                CHECK(buffer->count(RowState::Closed) == others.size());
                CHECK(buffer->closed_buckets().at("2026-11-22") == others.size());
                sample.put(*buffer, "later");
                others.emplace_back("later");
                CHECK(sample.contents(*buffer) == others);
                continue;
            }
            const auto listed = buffer->closed_rows({});
            if (!listed) CHECK(listed.error().kind == ErrorKind::Corrupt);
            buffer.reset();
            REQUIRE(set_buffer_aside(sample.folder.path(), sample.random));
            Buffer next = sample.open();
            CHECK(sample.contents(next) == others);
        }
    }
}

TEST_CASE("the draft whose id was hit while it was open is written again by its visit") {
    StoreSample sample;
    Buffer buffer = sample.open();
    sample.put(buffer, "one");
    const wire::RowId draft = sample.put(buffer, "half", RowState::Open);
    const wire::RowId closed = sample.put(buffer, "two");
    REQUIRE(buffer.reset_wal());
    // Within a row's place in the order, whatever the random ids are: by their last bytes.
    for (const wire::RowId& id : {draft, closed})
        flip(sample.file(), place_of(sample.file(), id.bytes) + 15, 0);
    read_anew(sample.file());
    CHECK(sample.contents(buffer) == Strings{"one"});
    CHECK(buffer.damaged_count().value() == 2);
    CHECK(buffer.count(RowState::Open) == 0);
    sample.put(buffer, "whole", RowState::Closed, draft);
    CHECK(sample.contents(buffer) == Strings{"one", "whole"});
}

TEST_CASE("a row that is gone while the buffer is open, and left nothing, is the file's damage") {
    StoreSample sample;
    Buffer buffer = sample.open();
    sample.put(buffer, "one");
    sample.put(buffer, "two");
    REQUIRE(buffer.reset_wal());
    {
        auto database = database::Database::open(sample.file()).value();
        REQUIRE(database.execute("DELETE FROM response WHERE id = (SELECT max(id) FROM response)"));
    }
    CHECK(buffer.closed_rows({}).error().kind == ErrorKind::Corrupt);
}

TEST_CASE(
    "a random flip anywhere in the file never yields a wrong content and never stops the start") {
    SeededRandom seeded(20261122);
    StoreSample sample;
    {
        Buffer buffer = sample.open();
        for (int index = 0; index < 20; ++index) {
            sample.put(buffer, "content " + std::to_string(index));
        }
        REQUIRE(buffer.reset_wal());
    }
    const Bytes sound = read_file(sample.file(), 10'000'000).value();
    for (int round = 0; round < 40; ++round) {
        const std::size_t at = seeded.below(sound.size());
        CAPTURE(round, at);
        REQUIRE(write_durably(sample.file(), sound, 0600));
        std::filesystem::remove(sample.file().string() + "-wal");
        std::filesystem::remove(sample.file().string() + "-shm");
        flip(sample.file(), at, static_cast<unsigned>(seeded.below(8)));
        Buffer buffer = sample.open();
        const Strings contents = sample.contents(buffer);
        // A damaged first page hides the tables: then the whole file waits for people.
        CHECK((contents.size() >= 19 || (contents.empty() && move_aside(sample))));
        CHECK(std::set<std::string>(contents.begin(), contents.end()).size() == contents.size());
        for (const std::string& content : contents) {
            CHECK(content.starts_with("content "));
        }
    }
}

TEST_CASE(
    "a batch's number that none of ours wrote is found, and not taken out of a file set aside") {
    const std::string_view table = GENERATE(as<std::string_view>{}, "batch", "void");
    const std::string_view number = GENERATE(as<std::string_view>{}, "0", "-1", "4294967296");
    CAPTURE(table, number);
    StoreSample sample;
    {
        Buffer buffer = sample.open();
        for (std::uint32_t index = 1; index <= 2; ++index) {
            const wire::RowId row = sample.put(buffer, "one");
            const NewBatch batch{.number = index, .row_count = 1, .body = {1, 2, 3}};
            REQUIRE(buffer.freeze({&batch, 1}, {&row, 1}));
            REQUIRE(buffer.put_void({.name = {buffer.id(), index},
                .state = VoidState::Asked,
                .day = "2026-11-22",
                .body_hash = {}}));
        }
        REQUIRE(buffer.reset_wal());
    }
    {
        auto database = database::Database::open(sample.file()).value();
        REQUIRE(
            database.execute(format("UPDATE {} SET number = {} WHERE number = 1", table, number)));
    }
    {
        Buffer buffer = sample.open();
        const ErrorKind kind =
            table == "batch" ? buffer.batches().error().kind : buffer.voids().error().kind;
        CHECK(kind == ErrorKind::Corrupt);
    }
    std::filesystem::rename(sample.folder / "buffer", sample.folder / "other");
    Buffer buffer = sample.open();
    REQUIRE(buffer.salvage(sample.folder / "other" / "buffer.sqlite", "other", Drafts::Close));
    CHECK(buffer.batches().value().size() == (table == "batch" ? 1 : 2));
    CHECK(buffer.voids().value().size() == (table == "void" ? 1 : 2));
}

TEST_CASE("a batch that a file set aside calls delivered is sent again") {
    // The new file does not know which server's store had it: that may have been restored since.
    StoreSample sample;
    const Bytes body{1, 2, 3};
    {
        Buffer buffer = sample.open();
        const wire::RowId row = sample.put(buffer, "one");
        const NewBatch batch{.number = 1, .row_count = 1, .body = body};
        REQUIRE(buffer.freeze({&batch, 1}, {&row, 1}));
        REQUIRE(buffer.set_batch_state({buffer.id(), 1}, BatchState::Delivered));
    }
    REQUIRE(set_buffer_aside(sample.folder.path(), sample.random));
    Buffer buffer = sample.open();
    const std::vector<BatchRecord> taken = buffer.batches().value();
    REQUIRE(taken.size() == 1);
    CHECK(taken[0].state == BatchState::Frozen);
    CHECK(taken[0].row_count == 1);
    CHECK(buffer.batch_body(taken[0].name).value() == body);
}

TEST_CASE("one damaged key box is healed by its copy") {
    StoreSample sample;
    wire::KeyBox box;
    {
        Buffer buffer = sample.open();
        sample.put(buffer, "one");
        box = buffer.closed_rows({}).value().at(0).box;
        REQUIRE(buffer.reset_wal());
    }
    flip(sample.file(), place_of(sample.file(), box.sealed) + 10, 3);
    Buffer buffer = sample.open();
    CHECK(sample.contents(buffer) == Strings{"one"});
}

TEST_CASE("a file that is no database any more is set aside and a new buffer begins") {
    StoreSample sample;
    wire::BufferId old_id;
    {
        Buffer buffer = sample.open();
        old_id = buffer.id();
        sample.put(buffer, "one");
        REQUIRE(buffer.reset_wal());
    }
    Bytes bytes = read_file(sample.file(), 10'000'000).value();
    std::fill_n(bytes.begin(), 100, std::uint8_t{0xAA});
    REQUIRE(write_durably(sample.file(), bytes, 0600));
    Buffer buffer = sample.open();
    CHECK_FALSE(buffer.id() == old_id);
    sample.put(buffer, "two");
    CHECK(sample.contents(buffer) == Strings{"two"});
    CHECK(count_set_aside(sample.folder.path()).value() == 1);
}

TEST_CASE("rows and batches of a buffer set aside come into the new one, once") {
    StoreSample sample;
    wire::BufferId old_id;
    wire::RowId draft;
    {
        Buffer buffer = sample.open();
        old_id = buffer.id();
        const std::vector<NewBatch> batches{{.number = 1, .row_count = 1, .body = Bytes(50)}};
        REQUIRE(buffer.freeze(batches, {}));
        sample.put(buffer, "one");
        draft = sample.put(buffer, "draft", RowState::Open);
        sample.put(buffer, "unwanted", RowState::Drop);
    }
    REQUIRE(set_buffer_aside(sample.folder.path(), sample.random));
    Buffer buffer = sample.open();
    CHECK_FALSE(buffer.id() == old_id);
    CHECK(sample.contents(buffer) == Strings{"draft", "one"});
    CHECK(buffer.batches().value().at(0).name == wire::BatchName{old_id, 1});
    // The visit that was going on writes its row again under the same id.
    sample.put(buffer, "whole", RowState::Closed, draft);
    CHECK(sample.contents(buffer) == Strings{"one", "whole"});
    const auto closed = buffer.closed_rows({}).value();
    std::vector<wire::RowId> ids;
    for (const ClosedRow& row : closed) {
        ids.push_back(row.id);
    }
    REQUIRE(buffer.freeze({}, ids));
    for (const auto& entry : std::filesystem::directory_iterator(sample.folder.path())) {
        const std::string name = entry.path().filename().string();
        if (!name.ends_with(".aside.salvaged")) continue;
        const std::string old_name = name.substr(0, name.size() - std::string(".salvaged").size());
        REQUIRE(buffer.salvage(entry.path() / "buffer.sqlite", old_name, Drafts::Close));
    }
    CHECK(buffer.count(RowState::Closed) == 0);
}

TEST_CASE("the draft of a visit that goes on comes open out of a buffer set aside") {
    StoreSample sample;
    wire::RowId draft;
    {
        Buffer buffer = sample.open();
        draft = sample.put(buffer, "half", RowState::Open);
    }
    REQUIRE(set_buffer_aside(sample.folder.path(), sample.random));
    Buffer buffer = open_buffer(sample.folder.path(), sample.surroundings, Drafts::Keep).value();
    CHECK(buffer.count(RowState::Open) == 1);
    CHECK(sample.contents(buffer).empty());
    sample.put(buffer, "whole", RowState::Closed, draft);
    CHECK(sample.contents(buffer) == Strings{"whole"});
}

TEST_CASE("a file opened again while its process goes on keeps the drafts open") {
    StoreSample sample;
    wire::RowId draft;
    {
        Buffer buffer = sample.open();
        draft = sample.put(buffer, "half", RowState::Open);
    }
    {
        Buffer buffer =
            open_buffer(sample.folder.path(), sample.surroundings, Drafts::Keep).value();
        CHECK(buffer.count(RowState::Open) == 1);
        sample.put(buffer, "whole", RowState::Closed, draft);
        CHECK(sample.contents(buffer) == Strings{"whole"});
        sample.put(buffer, "another half", RowState::Open);
    }
    Buffer buffer = sample.open();
    CHECK(sample.contents(buffer) == Strings{"another half", "whole"});
}

TEST_CASE("a new buffer that cannot be finished leaves nothing behind") {
    StoreSample sample;
    // A folder where the WAL has to come: opening fails, whoever runs the test.
    REQUIRE(make_folder(sample.folder / "buffer", 0700));
    REQUIRE(make_folder(sample.folder / "buffer" / "buffer.sqlite-wal", 0700));
    CHECK_FALSE(open_buffer(sample.folder.path(), sample.surroundings));
    CHECK(count_set_aside(sample.folder.path()).value() == 0);
    CHECK_FALSE(std::filesystem::exists(sample.folder / "buffer"));
    Buffer buffer = sample.open();
    sample.put(buffer, "one");
    CHECK(sample.contents(buffer) == Strings{"one"});
}
