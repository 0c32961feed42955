#include "core/outbox/outbox.h"

#include <algorithm>

#include <catch2/catch.hpp>

#include "tests/core/outbox/outbox_sample.h"

using namespace otk;
using namespace otk::outbox;
using otk::test::OutboxSample;
using Strings = std::vector<std::string>;

TEST_CASE("a row goes out, the receipt comes in, both files go, the batch is kept") {
    OutboxSample sample;
    REQUIRE(sample.start());
    sample.put("one");
    REQUIRE(sample.outbox->tick());
    CHECK(sample.batch_files().size() == 1);
    CHECK(sample.outbox->batches_unsent() == 1);
    CHECK(sample.outbox->rows_in_unsent_batches() == 1);
    sample.carry();
    REQUIRE(sample.outbox->receive());
    CHECK(sample.server.contents == Strings{"one"});
    CHECK(sample.server.faults.empty());
    CHECK(sample.batch_files().empty());
    CHECK(sample.receipt_files().empty());
    CHECK(sample.outbox->batches_unsent() == 0);
    REQUIRE(sample.buffer->batches().value().size() == 1);
    CHECK(sample.buffer->batches().value()[0].state == store::BatchState::Delivered);
}

TEST_CASE("nothing is frozen before its time") {
    OutboxSample sample;
    REQUIRE(sample.start(Freeze::Batched));
    sample.put("one");
    REQUIRE(sample.outbox->tick());
    CHECK(sample.batch_files().empty());
    for (int index = 0; index < 19; ++index) {
        sample.put("more");
    }
    REQUIRE(sample.outbox->tick());
    sample.clock.advance_ms(full_delay_ms_max);
    REQUIRE(sample.outbox->tick());
    CHECK(sample.batch_files().size() == 1);
}

TEST_CASE("the write-ahead log is empty after a freeze and when the day has changed") {
    OutboxSample sample;
    REQUIRE(sample.start(Freeze::Batched));
    const Path wal = sample.folder / "state" / "buffer" / "buffer.sqlite-wal";
    REQUIRE(sample.outbox->tick());
    sample.put("one");
    REQUIRE(sample.outbox->tick());
    CHECK(std::filesystem::file_size(wal) > 0);
    sample.clock.advance_ms(std::int64_t{24} * 60 * 60 * 1000);
    REQUIRE(sample.outbox->tick());
    CHECK(std::filesystem::file_size(wal) == 0);
    sample.clock.advance_ms(ended_delay_ms_max);
    REQUIRE(sample.outbox->tick());
    CHECK(sample.batch_files().size() == 1);
    CHECK(std::filesystem::file_size(wal) == 0);
}

TEST_CASE(
    "a receipt that is not the server's, not of these bytes or not of this batch is removed") {
    OutboxSample sample;
    REQUIRE(sample.start());
    sample.put("one");
    sample.put("two");
    REQUIRE(sample.outbox->tick());
    sample.put("three");
    REQUIRE(sample.outbox->tick());
    const std::vector<std::string> files = sample.batch_files();
    REQUIRE(files.size() == 2);
    const Bytes first = read_file(sample.out() / files[0], 100'000).value();
    const Bytes second = read_file(sample.out() / files[1], 100'000).value();
    const Bytes good = sample.server.reply_to(first, sample.key.public_key());

    std::vector<Bytes> bad;
    bad.push_back(Bytes(bytes_of("<html>").begin(), bytes_of("<html>").end()));
    bad.push_back(sample.server.reply_to(second, sample.key.public_key()));
    SystemRandom random;
    test::SampleServer forger(random);
    forger.box_key = crypto::BoxKey::from_secret(sample.server.box_key.secret()).value();
    bad.push_back(forger.reply_to(first, sample.key.public_key()));
    bad.push_back(good);
    bad.back()[60] ^= 1U;
    bad.push_back(Bytes(wire::reply_bytes_max + 1));
    for (const Bytes& body : bad) {
        REQUIRE(write_durably(sample.in() / OutboxSample::receipt_name(files[0]), body));
        REQUIRE(sample.outbox->receive());
        CHECK(sample.receipt_files().empty());
        CHECK(sample.batch_files() == files);
    }
    CHECK(sample.outbox->receipts_refused() == 5);
    REQUIRE(write_durably(sample.in() / OutboxSample::receipt_name(files[0]), good));
    REQUIRE(sample.outbox->receive());
    CHECK(sample.batch_files() == Strings{files[1]});
}

TEST_CASE("a signed receipt of another number of rows is not believed") {
    OutboxSample sample;
    REQUIRE(sample.start());
    sample.put("one");
    REQUIRE(sample.outbox->tick());
    const std::string file = sample.batch_files().at(0);
    const Bytes body = read_file(sample.out() / file, 100'000).value();
    const wire::StatementSubject subject{wire::peek_batch(body).value(), wire::batch_hash(body)};
    REQUIRE(write_durably(sample.in() / OutboxSample::receipt_name(file),
        wire::encode_reply(wire::encode_receipt({.subject = subject}, sample.server.receipt_key),
            wire::encode_holdings({.subject = subject, .incarnation = {}, .ranges = {}},
                sample.server.receipt_key))));
    REQUIRE(sample.outbox->receive());
    CHECK(sample.outbox->receipts_refused() == 1);
    CHECK(sample.batch_files().size() == 1);
}

TEST_CASE("a receipt is believed though the record's number of rows was hit") {
    for (const bool is_running : {false, true}) {
        for (const std::int64_t bit : {1, 2, 64, 1 << 30}) {
            OutboxSample sample;
            REQUIRE(sample.start(outbox::Freeze::Batched));
            sample.put("one");
            sample.put("two");
            sample.clock.advance_ms(std::int64_t{25} * 60 * 60 * 1000);
            REQUIRE(sample.outbox->tick());
            sample.clock.advance_ms(outbox::ended_delay_ms_max);
            REQUIRE(sample.outbox->tick());
            REQUIRE(sample.batch_files().size() == 1);
            if (!is_running) sample.stop();
            sample.damage_row_count(1, bit);
            if (!is_running) {
                REQUIRE(sample.start());
                CHECK(sample.outbox->rows_in_unsent_batches() == 2);
            }
            sample.round();
            CHECK(sample.outbox->receipts_refused() == 0);
            CHECK(sample.outbox->batches_unsent() == 0);
            CHECK(sample.batch_files().empty());
            CHECK(sample.server.contents.size() == 2);
            const auto records = sample.buffer->batches().value();
            REQUIRE(records.size() == 1);
            CHECK(records[0].row_count == 2);
        }
    }
}

TEST_CASE("a receipt of other rows than were frozen is refused, whatever the record says") {
    OutboxSample sample;
    REQUIRE(sample.start());
    sample.put("one");
    REQUIRE(sample.outbox->tick());
    sample.damage_row_count(1, 2);  // three
    const std::string file = sample.batch_files().at(0);
    const Bytes body = read_file(sample.out() / file, 100'000).value();
    const wire::StatementSubject subject{wire::peek_batch(body).value(), wire::batch_hash(body)};
    REQUIRE(write_durably(
        sample.in() / OutboxSample::receipt_name(file), sample.server.receipt_for(subject, 3)));
    REQUIRE(sample.outbox->receive());
    CHECK(sample.outbox->receipts_refused() == 1);
    CHECK(sample.batch_files().size() == 1);
}

TEST_CASE("a batch that is damaged in the buffer is mended at the start while its file is sound") {
    OutboxSample sample;
    REQUIRE(sample.start());
    sample.put("one");
    REQUIRE(sample.outbox->tick());
    const Bytes body = sample.body_of(1);
    sample.stop();
    sample.damage_body(1);
    REQUIRE(sample.start());
    CHECK(sample.body_of(1) == body);
    sample.round();
    CHECK(sample.outbox->batches_unsent() == 0);
}

TEST_CASE("for lack of room delivered batches go, and nothing else") {
    OutboxSample sample;
    REQUIRE(sample.start());
    sample.put("delivered");
    sample.round();
    sample.put("frozen");
    REQUIRE(sample.outbox->tick());
    sample.put("closed");
    REQUIRE(sample.buffer->batches().value().size() == 2);
    CHECK(sample.outbox->relieve().value() == 1);
    const auto left = sample.buffer->batches().value();
    REQUIRE(left.size() == 1);
    CHECK(left[0].state == store::BatchState::Frozen);
    CHECK(sample.buffer->count(store::RowState::Closed) == 1);
    CHECK(std::filesystem::file_size(sample.buffer_file().string() + "-wal") == 0);
    CHECK(sample.outbox->relieve().value() == 0);
    sample.round();
    CHECK(sample.server.contents.size() == 3);
    CHECK(sample.server.faults.empty());
}

TEST_CASE("files that are missing or damaged are written again by the next start") {
    OutboxSample sample;
    REQUIRE(sample.start());
    sample.put("one");
    REQUIRE(sample.outbox->tick());
    sample.put("two");
    REQUIRE(sample.outbox->tick());
    const std::vector<std::string> files = sample.batch_files();
    const Bytes second = read_file(sample.out() / files[1], 100'000).value();
    std::filesystem::remove(sample.out() / files[0]);
    REQUIRE(write_durably(sample.out() / files[1], bytes_of("damaged")));
    REQUIRE(sample.start());
    CHECK(sample.batch_files() == files);
    CHECK(read_file(sample.out() / files[1], 100'000).value() == second);
}

TEST_CASE("a delivered batch is forgotten once it is in a backup") {
    OutboxSample sample;
    REQUIRE(sample.start());
    sample.put("one");
    REQUIRE(sample.outbox->tick());
    sample.carry();
    REQUIRE(sample.outbox->receive());
    sample.server.backed_up = 1;
    sample.put("two");
    REQUIRE(sample.outbox->tick());
    sample.carry();
    REQUIRE(sample.outbox->receive());
    const auto kept = sample.buffer->batches().value();
    REQUIRE(kept.size() == 1);
    CHECK(kept[0].name.number == 2);
}

TEST_CASE("a delivered batch is forgotten after thirty days without a backup, not before") {
    OutboxSample sample;
    REQUIRE(sample.start());
    sample.put("one");
    REQUIRE(sample.outbox->tick());
    sample.carry();
    REQUIRE(sample.outbox->receive());
    const auto deliver_another = [&] {
        sample.put("more");
        REQUIRE(sample.outbox->tick());
        sample.carry();
        REQUIRE(sample.outbox->receive());
    };
    constexpr std::int64_t day_ms = std::int64_t{24} * 60 * 60 * 1000;
    sample.clock.advance_ms(retention_days * day_ms);
    deliver_another();
    CHECK(sample.buffer->batches().value().size() == 2);
    sample.clock.advance_ms(day_ms);
    deliver_another();
    CHECK(sample.buffer->batches().value().size() == 2);
    CHECK(sample.buffer->batches().value()[0].name.number == 2);
}

TEST_CASE("a day that a wrong clock told does not age a batch") {
    OutboxSample sample;
    REQUIRE(sample.start());
    const std::int64_t now = sample.clock.unix_seconds();
    sample.clock.jump_to(now - std::int64_t{5} * 365 * 24 * 60 * 60);
    sample.clock.set_trusted(false);
    sample.put("one");
    REQUIRE(sample.outbox->tick());
    sample.carry();
    REQUIRE(sample.outbox->receive());
    sample.clock.jump_to(now);
    sample.clock.set_trusted(true);
    sample.put("two");
    REQUIRE(sample.outbox->tick());
    sample.carry();
    REQUIRE(sample.outbox->receive());
    CHECK(sample.buffer->batches().value().size() == 2);
}

TEST_CASE("a server restored from a backup is sent again what it lost") {
    OutboxSample sample;
    REQUIRE(sample.start());
    for (const char* content : {"one", "two"}) {
        sample.put(content);
        REQUIRE(sample.outbox->tick());
        sample.carry();
        REQUIRE(sample.outbox->receive());
    }
    sample.server.lose_everything(sample.random);
    sample.put("three");
    REQUIRE(sample.outbox->tick());
    sample.carry();
    REQUIRE(sample.outbox->receive());
    CHECK(sample.outbox->batches_unsent() == 2);
    REQUIRE(sample.outbox->tick());
    sample.carry();
    REQUIRE(sample.outbox->receive());
    std::sort(sample.server.contents.begin(), sample.server.contents.end());
    CHECK(sample.server.contents == Strings{"one", "three", "two"});
    CHECK(sample.outbox->batches_unsent() == 0);
}

TEST_CASE("a restored server is sent again what lies under an older buffer id too") {
    OutboxSample sample;
    REQUIRE(sample.start());
    const auto deliver = [&](const char* content) {
        sample.put(content);
        REQUIRE(sample.outbox->tick());
        sample.carry();
        REQUIRE(sample.outbox->receive());
    };
    deliver("one");
    sample.server.order = wire::BufferOrder::BeginNew;
    deliver("two");
    sample.server.order = wire::BufferOrder::Keep;
    deliver("three");  // under the new id
    sample.server.lose_everything(sample.random);
    deliver("four");
    // The reply speaks of the new id only; the old one's batches are asked about by sending them.
    REQUIRE(sample.outbox->tick());
    sample.carry();
    REQUIRE(sample.outbox->receive());
    std::sort(sample.server.contents.begin(), sample.server.contents.end());
    CHECK(sample.server.contents == Strings{"four", "one", "three", "two"});
    CHECK(sample.outbox->batches_unsent() == 0);
    CHECK(sample.server.faults.empty());
}

TEST_CASE("an old reply that comes late does not look like a loss") {
    OutboxSample sample;
    REQUIRE(sample.start());
    sample.put("one");
    REQUIRE(sample.outbox->tick());
    const std::string first = sample.batch_files().at(0);
    const Bytes early = sample.server.reply_to(
        read_file(sample.out() / first, 100'000).value(), sample.key.public_key());
    sample.put("two");
    REQUIRE(sample.outbox->tick());
    const std::string second = sample.batch_files().at(1);
    REQUIRE(write_durably(sample.in() / OutboxSample::receipt_name(second),
        sample.server.reply_to(
            read_file(sample.out() / second, 100'000).value(), sample.key.public_key())));
    REQUIRE(sample.outbox->receive());
    REQUIRE(write_durably(sample.in() / OutboxSample::receipt_name(first), early));
    REQUIRE(sample.outbox->receive());
    CHECK(sample.outbox->batches_unsent() == 0);
}

TEST_CASE("an ordered new buffer id is begun once, and what was frozen is still delivered") {
    OutboxSample sample;
    REQUIRE(sample.start());
    const wire::BufferId old_id = sample.buffer->id();
    sample.put("one");
    REQUIRE(sample.outbox->tick());
    sample.put("two");
    REQUIRE(sample.outbox->tick());
    sample.server.order = wire::BufferOrder::BeginNew;
    sample.carry();
    REQUIRE(sample.outbox->receive());
    CHECK_FALSE(sample.buffer->id() == old_id);
    CHECK(sample.buffer->next_number() == 1);
    const wire::BufferId new_id = sample.buffer->id();
    CHECK(sample.outbox->batches_unsent() == 0);
    REQUIRE(sample.outbox->receive());
    CHECK(sample.buffer->id() == new_id);
}

TEST_CASE("a long backlog of receipts is taken in portions") {
    OutboxSample sample;
    REQUIRE(sample.start());
    for (std::size_t index = 0; index < receipts_at_once_max + 1; ++index) {
        sample.put("x");
        REQUIRE(sample.outbox->tick());
    }
    sample.carry();
    CHECK(sample.outbox->receive().value());
    CHECK(sample.receipt_files().size() == 1);
    CHECK_FALSE(sample.outbox->receive().value());
    CHECK(sample.receipt_files().empty());
}

TEST_CASE("a signed revocation of our batch is believed and costs no row") {
    OutboxSample sample;
    REQUIRE(sample.start());
    sample.put("one");
    REQUIRE(sample.outbox->tick());
    const Strings files = sample.batch_files();
    const Bytes body = read_file(sample.out() / files.at(0), 100'000).value();
    const wire::StatementSubject subject{wire::peek_batch(body).value(), wire::batch_hash(body)};
    const auto lay = [&](const wire::StatementSubject& about, const crypto::SigningKey& key) {
        REQUIRE(write_durably(sample.in() / OutboxSample::receipt_name(files[0]),
            wire::encode_revocation(about, key)));
        REQUIRE(sample.outbox->receive());
        CHECK(sample.receipt_files().empty());
        CHECK(sample.batch_files() == files);
    };
    SystemRandom random;
    lay(subject, crypto::SigningKey::generate(random));
    CHECK_FALSE(sample.outbox->is_revoked().has_value());
    wire::StatementSubject other = subject;
    other.body_hash[0] ^= 1U;
    lay(other, sample.server.receipt_key);
    other = subject;
    other.batch.kiosk = wire::KioskId::random(random);
    lay(other, sample.server.receipt_key);
    CHECK_FALSE(sample.outbox->is_revoked().has_value());
    CHECK(sample.outbox->receipts_refused() == 3);

    lay(subject, sample.server.receipt_key);
    CHECK(sample.outbox->is_revoked() == true);
    CHECK(sample.outbox->batches_unsent() == 1);
    sample.carry();
    REQUIRE(sample.outbox->receive());
    CHECK(sample.outbox->is_revoked() == false);
    CHECK(sample.server.contents == Strings{"one"});
}
