// Batches that can never be sent: the server is asked, and only then come their rows under new
// numbers.

#include <algorithm>

#include <catch2/catch.hpp>

#include "tests/core/outbox/outbox_sample.h"

using namespace otk;
using otk::test::OutboxSample;
using Strings = std::vector<std::string>;
using Ranges = std::vector<wire::NumberRange>;

namespace {

constexpr std::int64_t day_ms = std::int64_t{24} * 60 * 60 * 1000;

/// Batch 1 with these rows, not sent yet, and everything stopped.
struct Frozen : OutboxSample {
    explicit Frozen(const Strings& rows = {"one", "two", "three"}) {
        REQUIRE(start());
        for (const std::string& content : rows)
            put(content);
        REQUIRE(outbox->tick());
        REQUIRE(batch_files().size() == 1);
        stop();
    }

    Strings contents() {
        Strings all = server.contents;
        std::sort(all.begin(), all.end());
        return all;
    }

    void check_everything_arrived() {
        CHECK(server.faults.empty());
        CHECK(outbox->batches_unsent() == 0);
        CHECK(batch_files().empty());
        CHECK(void_files().empty());
        CHECK(receipt_files().empty());
        CHECK(server.ranges_of(buffer->id()) == Ranges{{1, buffer->next_number() - 1}});
    }

    /// As a courier whose batch was answered with 413.
    void note_too_large(const std::string& batch_file) {
        const std::string stem = batch_file.substr(0, batch_file.size() - 6);
        REQUIRE(write_durably(in() / (stem + ".too-large"), {}));
        REQUIRE(outbox->receive());
        CHECK_FALSE(std::filesystem::exists(in() / (stem + ".too-large")));
    }
};

}  // namespace

TEST_CASE("of a batch damaged in buffer and file every sound row comes under a new number") {
    Frozen sample;
    sample.damage_body(1);
    sample.damage_file(1);
    REQUIRE(sample.start());
    CHECK(sample.void_files().size() == 1);
    sample.carry();
    CHECK(sample.server.contents.empty());
    REQUIRE(sample.outbox->receive());
    sample.round();
    CHECK(sample.server.contents.size() == 2);
    // The damaged row is not lost silently: the server has it, and no key opens it.
    CHECK(sample.server.unreadable.size() == 1);
    CHECK(sample.buffer->next_number() == 3);
    sample.check_everything_arrived();
}

TEST_CASE("rows that cannot be made out count as damaged, and the rest of the body is kept") {
    Frozen sample;
    Bytes body = sample.body_of(1);
    std::fill(body.begin(), body.end(), std::uint8_t{0});
    sample.write_body(1, body);
    std::filesystem::remove(sample.out() / sample.batch_files().at(0));
    REQUIRE(sample.start());
    sample.carry();
    REQUIRE(sample.outbox->receive());
    CHECK(sample.buffer->damaged_count().value() == 3);
    sample.put("four");
    sample.round();
    CHECK(sample.contents() == Strings{"four"});
    sample.check_everything_arrived();
}

TEST_CASE("a count of rows that was hit makes no endless loss") {
    Frozen sample;
    sample.write_body(1, Bytes(sample.body_of(1).size()));
    std::filesystem::remove(sample.out() / sample.batch_files().at(0));
    auto database = database::Database::open(sample.buffer_file()).value();
    REQUIRE(database.execute("UPDATE batch SET row_count = 1 << 40"));
    REQUIRE(sample.start());
    sample.carry();
    REQUIRE(sample.outbox->receive());
    CHECK(sample.buffer->damaged_count().value() == wire::batch_rows_max);
    sample.check_everything_arrived();
}

TEST_CASE("a batch is mended from what is sound by our own signature, and not voided") {
    Frozen sample;
    const Bytes body = sample.body_of(1);
    SECTION("the stored hash was hit") {
        auto database = database::Database::open(sample.buffer_file()).value();
        REQUIRE(database.execute("UPDATE batch SET body_hash = zeroblob(32)"));
        std::filesystem::remove(sample.out() / sample.batch_files().at(0));
    }
    SECTION("the stored body and its hash were hit, the file is whole") {
        sample.damage_body(1);
        auto database = database::Database::open(sample.buffer_file()).value();
        REQUIRE(database.execute("UPDATE batch SET body_hash = zeroblob(32)"));
    }
    SECTION("the file was hit") {
        sample.damage_file(1);
    }
    REQUIRE(sample.start());
    CHECK(sample.void_files().empty());
    CHECK(read_file(sample.out() / sample.batch_files().at(0), 100'000).value() == body);
    sample.round();
    CHECK(sample.contents() == Strings{"one", "three", "two"});
    sample.check_everything_arrived();
}

TEST_CASE("a batch refused for its size for a day is voided and comes in smaller ones") {
    const Strings rows{"1", "2", "3", "4", "5", "6", "7", "8"};
    Frozen sample(rows);
    REQUIRE(sample.start());
    const std::string file = sample.batch_files().at(0);
    const std::size_t size = std::filesystem::file_size(sample.out() / file);
    sample.note_too_large(file);
    sample.note_too_large(file);
    sample.clock.advance_ms(day_ms);
    sample.note_too_large(file);
    sample.clock.set_trusted(false);
    sample.note_too_large(file);
    sample.clock.set_trusted(true);
    REQUIRE(sample.outbox->tick());
    CHECK(sample.void_files().empty());
    sample.clock.advance_ms(day_ms);
    sample.note_too_large(file);
    REQUIRE(sample.outbox->tick());
    CHECK(sample.void_files() == Strings{OutboxSample::void_name(file)});
    sample.carry();
    REQUIRE(sample.outbox->receive());
    REQUIRE(sample.outbox->tick());
    const std::vector<std::string> smaller = sample.batch_files();
    CHECK(smaller.size() > 1);
    for (const std::string& name : smaller)
        CHECK(std::filesystem::file_size(sample.out() / name) <= size / 2);
    sample.round();
    CHECK(sample.contents() == rows);
    sample.check_everything_arrived();
}

TEST_CASE("refusals count from the first one whose day is known") {
    Frozen sample;
    REQUIRE(sample.start());
    const std::string file = sample.batch_files().at(0);
    const store::BatchRecord record = sample.buffer->batches().value().at(0);
    REQUIRE(sample.buffer->put_void({.name = record.name,
        .state = store::VoidState::TooLarge,
        .day = "damaged",
        .body_hash = record.body_hash}));
    sample.note_too_large(file);
    CHECK(sample.buffer->voids().value().at(0).day == sample.today());
    sample.clock.advance_ms(2 * day_ms);
    sample.note_too_large(file);
    REQUIRE(sample.outbox->tick());
    CHECK(sample.void_files().size() == 1);
}

TEST_CASE("a batch of one row is not voided for its size: it cannot come in smaller ones") {
    Frozen sample({"one"});
    REQUIRE(sample.start());
    const std::string file = sample.batch_files().at(0);
    for (int day = 0; day < 4; ++day) {
        sample.note_too_large(file);
        sample.clock.advance_ms(day_ms);
    }
    REQUIRE(sample.outbox->tick());
    CHECK(sample.void_files().empty());
    CHECK(sample.buffer->voids().value().empty());
    sample.round();
    CHECK(sample.contents() == Strings{"one"});
    sample.check_everything_arrived();
}

TEST_CASE(
    "a voided batch that comes back out of a file set aside is sent, and held no second time") {
    Frozen sample;
    Bytes damaged = sample.body_of(1);
    damaged.back() ^= 1U;  // no row is hit
    const Bytes hash = sample.hash_of(1);
    sample.write_body(1, damaged);
    std::filesystem::remove(sample.out() / sample.batch_files().at(0));
    REQUIRE(sample.start());
    sample.carry();
    REQUIRE(sample.outbox->receive());
    sample.round();
    CHECK(sample.contents() == Strings{"one", "three", "two"});
    const wire::BufferId buffer = sample.buffer->id();
    sample.stop();
    {
        auto database = database::Database::open(sample.buffer_file()).value();
        auto insert = database.prepare("INSERT INTO batch VALUES(?1, 1, 0, 3, '', ?2, ?3)").value();
        REQUIRE(insert.run({ByteView(buffer.bytes), ByteView(hash), ByteView(damaged)}));
    }
    REQUIRE(sample.start());
    sample.round();
    sample.round();
    CHECK(sample.contents() == Strings{"one", "three", "two"});
    sample.check_everything_arrived();
}

TEST_CASE("a void of a batch that the server holds brings its receipt and counts nothing twice") {
    Frozen sample;
    const Bytes body = sample.body_of(1);
    static_cast<void>(
        sample.server.reply_to(body, sample.key.public_key()));  // the answer was lost
    sample.damage_body(1);
    sample.damage_file(1);
    REQUIRE(sample.start());
    CHECK(sample.void_files().size() == 1);
    sample.carry();
    REQUIRE(sample.outbox->receive());
    sample.round();
    CHECK(sample.contents() == Strings{"one", "three", "two"});
    CHECK(sample.buffer->next_number() == 2);
    CHECK(sample.buffer->voids().value().empty());
    sample.check_everything_arrived();
}

TEST_CASE("an old image that still has a voided batch hears of it and gives its rows new numbers") {
    Frozen sample;
    const Path image = sample.folder / "image";
    std::filesystem::copy(sample.folder / "state", image, std::filesystem::copy_options::recursive);
    sample.damage_body(1);
    sample.damage_file(1);
    REQUIRE(sample.start());
    sample.carry();
    REQUIRE(sample.outbox->receive());
    sample.stop();
    std::filesystem::remove_all(sample.folder / "state");
    std::filesystem::copy(image, sample.folder / "state", std::filesystem::copy_options::recursive);
    REQUIRE(sample.start());
    CHECK(sample.void_files().empty());
    sample.round();
    sample.round();
    CHECK(sample.contents() == Strings{"one", "three", "two"});
    sample.check_everything_arrived();
}

TEST_CASE("a restored server is asked again about what was voided, until it lies in a backup") {
    Frozen sample;
    sample.damage_body(1);
    sample.damage_file(1);
    REQUIRE(sample.start());
    sample.carry();
    REQUIRE(sample.outbox->receive());
    sample.round();
    REQUIRE(sample.buffer->voids().value().size() == 1);
    sample.server.lose_everything(sample.random);
    sample.put("four");
    sample.round();
    sample.round();
    CHECK(sample.contents().size() == 3);
    sample.check_everything_arrived();
    CHECK(sample.buffer->voids().value().size() == 1);
    sample.server.backed_up = 3;
    sample.put("five");
    sample.round();
    CHECK(sample.buffer->voids().value().empty());
    sample.check_everything_arrived();
}

TEST_CASE("of a lost buffer's damaged batch the sound rows come, whatever the server answers") {
    for (const bool is_held : {false, true}) {
        CAPTURE(is_held);
        Frozen sample;
        const Bytes body = sample.body_of(1);
        if (is_held) static_cast<void>(sample.server.reply_to(body, sample.key.public_key()));
        sample.damage_file(1);
        std::filesystem::remove_all(sample.folder / "state");
        REQUIRE(sample.start());
        CHECK(sample.void_files().size() == 1);
        sample.carry();
        REQUIRE(sample.outbox->receive());
        sample.round();
        CHECK(sample.server.contents.size() == (is_held ? 3 : 2));
        CHECK(sample.server.faults.empty());
        CHECK(sample.batch_files().empty());
        CHECK(sample.void_files().empty());
        CHECK(sample.outbox->batches_unsent() == 0);
    }
}

TEST_CASE("an answer to a void is believed like a receipt: the server's, and about this body") {
    Frozen sample;
    sample.damage_body(1);
    sample.damage_file(1);
    REQUIRE(sample.start());
    const std::string file = sample.batch_files().at(0);
    const wire::StatementSubject subject{
        wire::BatchIdentity{.kiosk = sample.kiosk, .buffer = sample.buffer->id(), .number = 1},
        sample.buffer->batches().value().at(0).body_hash};
    wire::StatementSubject other = subject;
    other.body_hash[0] ^= 1U;
    SystemRandom random;
    const test::SampleServer forger(random);
    for (const Bytes& reply : {sample.server.voided_for(other), forger.voided_for(subject)}) {
        REQUIRE(write_durably(sample.in() / OutboxSample::receipt_name(file), reply));
        REQUIRE(sample.outbox->receive());
        CHECK(sample.receipt_files().empty());
        CHECK(sample.void_files().size() == 1);
    }
    CHECK(sample.outbox->receipts_refused() == 2);
    CHECK(sample.buffer->next_number() == 2);
}

TEST_CASE("a revocation of the void is believed, and the void stays asked") {
    for (const bool is_buffer_lost : {false, true}) {
        CAPTURE(is_buffer_lost);
        Frozen sample;
        if (!is_buffer_lost) sample.damage_body(1);
        sample.damage_file(1);
        if (is_buffer_lost) std::filesystem::remove_all(sample.folder / "state");
        REQUIRE(sample.start());
        const Strings ends = sample.void_files();
        REQUIRE(ends.size() == 1);
        const auto subject =
            wire::peek_void(read_file(sample.out() / ends[0], 1000).value()).value();
        CHECK((subject.body_hash == wire::unknown_body) == is_buffer_lost);
        const std::string receipt =
            wire::batch_stem(subject.batch.buffer, subject.batch.number) + ".receipt";
        REQUIRE(write_durably(
            sample.in() / receipt, wire::encode_revocation(subject, sample.server.receipt_key)));
        REQUIRE(sample.outbox->receive());
        CHECK(sample.outbox->is_revoked() == true);
        CHECK(sample.outbox->receipts_refused() == 0);
        CHECK(sample.void_files() == ends);
        sample.round();
        sample.round();
        CHECK(sample.outbox->is_revoked() == false);
        CHECK(sample.void_files().empty());
        CHECK(sample.server.contents.size() == 2);
    }
}

TEST_CASE(
    "a void file that is damaged or of no asked void is written anew or removed at the start") {
    Frozen sample;
    sample.damage_body(1);
    sample.damage_file(1);
    REQUIRE(sample.start());
    const std::string file = sample.void_files().at(0);
    const Bytes sound = read_file(sample.out() / file, 1000).value();
    REQUIRE(write_durably(sample.out() / file, bytes_of("damaged")));
    const std::string stray = wire::batch_stem(sample.buffer->id(), 9) + ".void";
    REQUIRE(write_durably(sample.out() / stray, sound));
    REQUIRE(sample.start());
    CHECK(sample.void_files() == Strings{file});
    CHECK(read_file(sample.out() / file, 1000).value() == sound);
}
