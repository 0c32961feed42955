#include "server/ingest/ingest.h"

#include <catch2/catch.hpp>

#include "core/database/database.h"
#include "core/wire/void.h"
#include "server/storage/schema.h"
#include "tests/server/support/sample_kiosk.h"

using namespace otk;
using namespace otk::test;

namespace {

std::vector<SampleKiosk::Row> rows_of(SampleKiosk& kiosk, const std::vector<const char*>& marks) {
    std::vector<SampleKiosk::Row> rows;
    for (const char* mark : marks)
        rows.push_back(kiosk.row(reception_response(mark)));
    return rows;
}

storage::RollUp days_of(storage::Storage& storage) {
    return storage.roll_up_of_days().value();
}

storage::RollUp quarters_of(storage::Storage& storage) {
    return storage.roll_up_of_quarters().value();
}

/// The count of an option in the roll-up of days, over all keys.
std::int64_t counted(storage::Storage& storage, const char* question, const char* option) {
    std::int64_t n = 0;
    const auto roll_up = storage.roll_up_of_days().value();
    for (const auto& [key, counts] : roll_up) {
        if (key.question != question) continue;
        const auto found = counts.options.find(option);
        if (found != counts.options.end()) n += found->second;
    }
    return n;
}

struct Fixture {
    SampleServer server;
    SampleKiosk kiosk;

    Fixture() {
        server.put_form("reception");
        server.enrol(kiosk);
    }
};

}  // namespace

TEST_CASE("a batch is counted once and its receipt names every row") {
    Fixture fixture;
    const Bytes body =
        fixture.kiosk.body(1, rows_of(fixture.kiosk, {"5", "5", "2"}), fixture.server.keys());
    const wire::Reply reply = fixture.server.send(body);
    CHECK(reply.receipt->counted == 3);
    CHECK(reply.receipt->parked == 0);
    CHECK(reply.receipt->already_held == 0);
    CHECK(reply.receipt->order == wire::BufferOrder::Keep);
    CHECK(reply.subject.body_hash == wire::batch_hash(body));
    CHECK(counted(fixture.server.storage(), "rating", "5") == 2);
    CHECK(counted(fixture.server.storage(), "rating", "2") == 1);
    CHECK(reply.holdings.ranges == std::vector<wire::NumberRange>{{1, 1}});
    CHECK(reply.holdings.incarnation == fixture.server.ingest().incarnation());
}

TEST_CASE("the same batch twice gets its receipt's bytes again and counts once") {
    Fixture fixture;
    const Bytes body = fixture.kiosk.body(1, rows_of(fixture.kiosk, {"4"}), fixture.server.keys());
    const Bytes first = fixture.server.ingest().receive(body).value();
    const Bytes second = fixture.server.ingest().receive(body).value();
    CHECK(first == second);
    CHECK(counted(fixture.server.storage(), "rating", "4") == 1);
    CHECK(fixture.server.ingest().counters().repeated == 1);
}

TEST_CASE("other rows under a taken number are taken as far as they are new") {
    Fixture fixture;
    auto rows = rows_of(fixture.kiosk, {"4", "3"});
    fixture.server.send(fixture.kiosk.body(1, rows, fixture.server.keys()));
    rows.push_back(fixture.kiosk.row(reception_response("1")));
    const wire::Reply reply =
        fixture.server.send(fixture.kiosk.body(1, rows, fixture.server.keys()));
    CHECK(reply.receipt->counted == 1);
    CHECK(reply.receipt->already_held == 2);
    CHECK(reply.receipt->order == wire::BufferOrder::BeginNew);
    CHECK(counted(fixture.server.storage(), "rating", "4") == 1);
    CHECK(counted(fixture.server.storage(), "rating", "1") == 1);
    CHECK(fixture.server.storage().alarm_count().value() == 1);
}

TEST_CASE("rows that come again under a new buffer count once and raise no alarm") {
    Fixture fixture;
    const auto rows = rows_of(fixture.kiosk, {"4", "3"});
    fixture.server.send(fixture.kiosk.body(1, rows, fixture.server.keys()));
    fixture.kiosk.begin_new_buffer();
    const wire::Reply reply =
        fixture.server.send(fixture.kiosk.body(1, rows, fixture.server.keys()));
    CHECK(reply.receipt->already_held == 2);
    CHECK(reply.receipt->order == wire::BufferOrder::Keep);
    CHECK(counted(fixture.server.storage(), "rating", "4") == 1);
    CHECK(fixture.server.storage().alarm_count().value() == 0);
}

TEST_CASE("batches that wait together are answered each in its place") {
    Fixture fixture;
    const auto body = [&](std::uint32_t number, const std::vector<const char*>& marks) {
        return fixture.kiosk.body(number, rows_of(fixture.kiosk, marks), fixture.server.keys());
    };
    const Bytes first = body(1, {"5", "5"});
    Bytes forged = body(2, {"1"});
    forged.back() ^= 1U;
    const Bytes second = body(2, {"4"});
    const std::vector<ByteView> bodies{first, forged, second, first};
    const auto replies = fixture.server.ingest().receive_all(bodies);
    REQUIRE(replies.size() == 4);
    CHECK(replies[1].error().kind == ErrorKind::Permission);
    CHECK(replies[0].value() == replies[3].value());
    const std::vector<crypto::PublicKey> trusted{fixture.server.keys().receipt_key().public_key()};
    const auto reply = wire::decode_reply(replies[2].value(), trusted).value();
    CHECK(reply.subject.body_hash == wire::batch_hash(second));
    CHECK(reply.receipt->counted == 1);
    CHECK(reply.holdings.ranges == std::vector<wire::NumberRange>{{1, 2}});
    CHECK(counted(fixture.server.storage(), "rating", "5") == 2);
    CHECK(counted(fixture.server.storage(), "rating", "4") == 1);
    const auto& counters = fixture.server.ingest().counters();
    CHECK(counters.batches == 2);
    CHECK(counters.repeated == 1);
    CHECK(counters.refused == 1);
    CHECK(counters.counted == 3);
    CHECK(fixture.server.ingest().receive_all({}).empty());
}

TEST_CASE("a batch that cannot be stored takes none of those beside it along") {
    Fixture fixture;
    auto beside = database::Database::open(fixture.server.database()).value();
    REQUIRE(beside.execute(
        "CREATE TRIGGER refuse_second BEFORE INSERT ON batch WHEN NEW.batch_number = 2 "
        "BEGIN SELECT RAISE(ABORT, 'refused'); END"));
    std::vector<Bytes> bodies;
    for (std::uint32_t number = 1; number <= 3; ++number) {
        bodies.push_back(
            fixture.kiosk.body(number, rows_of(fixture.kiosk, {"5"}), fixture.server.keys()));
    }
    const std::vector<ByteView> views(bodies.begin(), bodies.end());
    const auto replies = fixture.server.ingest().receive_all(views);
    CHECK(replies.at(0));
    CHECK_FALSE(replies.at(1));
    CHECK(replies.at(2));
    CHECK(counted(fixture.server.storage(), "rating", "5") == 2);
    REQUIRE(beside.execute("DROP TRIGGER refuse_second"));
    CHECK(fixture.server.send(bodies[1]).receipt->counted == 1);
    CHECK(counted(fixture.server.storage(), "rating", "5") == 3);
}

TEST_CASE("what kiosks do in good faith is neither flagged nor alarmed") {
    Fixture fixture;
    const auto body = [&](std::uint32_t number, const std::vector<SampleKiosk::Row>& rows) {
        return fixture.kiosk.body(number, rows, fixture.server.keys());
    };
    auto unfinished = reception_response("1", "waiting papers politeness");
    unfinished.partial = true;
    auto timeless = reception_response("1");
    timeless.day.clear();
    const std::vector<SampleKiosk::Row> rows{
        fixture.kiosk.row(unfinished), fixture.kiosk.row(timeless)};
    const Bytes late = body(2, rows_of(fixture.kiosk, std::vector<const char*>(60, "1")));
    fixture.server.send(late);
    fixture.server.send(body(1, rows));
    fixture.server.send(late);  // the receipt was lost
    fixture.kiosk.begin_new_buffer();
    fixture.server.send(body(1, rows));  // saved from a damaged buffer
    fixture.server.send(body(2, {fixture.kiosk.row(std::string("{}"))}));  // waits, parked
    CHECK(fixture.server.storage().alarm_count().value() == 0);
    CHECK(counted(fixture.server.storage(), "rating", "1") == 62);
    for (const auto& [key, counts] : days_of(fixture.server.storage()))
        CHECK_FALSE(key.flagged);
    REQUIRE(fixture.server.storage().for_each_response(
        [](const storage::StoredResponse& stored) -> Result<void> {
            CHECK_FALSE(stored.flagged);
            return {};
        }));
}

TEST_CASE("what looks like misuse is counted, apart") {
    Fixture fixture;
    auto mashed = reception_response("1");
    mashed.flags = {"mashing/1"};
    const std::vector<SampleKiosk::Row> rows{
        fixture.kiosk.row(mashed), fixture.kiosk.row(reception_response("1"))};
    CHECK(
        fixture.server.send(fixture.kiosk.body(1, rows, fixture.server.keys())).receipt->counted ==
        2);
    int flagged = 0;
    int unflagged = 0;
    for (const auto& [key, counts] : days_of(fixture.server.storage())) {
        if (key.question == "rating") (key.flagged ? flagged : unflagged) += 1;
    }
    CHECK(flagged == 1);
    CHECK(unflagged == 1);
    CHECK(counted(fixture.server.storage(), "rating", "1") == 2);
    // A rebuild from what is kept finds the same.
    REQUIRE(ingest::rebuild_roll_ups(fixture.server.storage()).value() == 2);
    CHECK(counted(fixture.server.storage(), "rating", "1") == 2);
}

TEST_CASE("batches may arrive in any order and holdings name the gaps") {
    Fixture fixture;
    const auto send = [&](std::uint32_t number) {
        return fixture.server
            .send(fixture.kiosk.body(number, rows_of(fixture.kiosk, {"5"}), fixture.server.keys()))
            .holdings.ranges;
    };
    using Ranges = std::vector<wire::NumberRange>;
    CHECK(send(5) == Ranges{{5, 5}});
    CHECK(send(2) == Ranges{{2, 2}, {5, 5}});
    CHECK(send(3) == Ranges{{2, 3}, {5, 5}});
    CHECK(send(4) == Ranges{{2, 5}});
    CHECK(send(1) == Ranges{{1, 5}});
    CHECK(send(6) == Ranges{{1, 6}});
}

TEST_CASE("a row with a flipped bit is parked and the others are counted") {
    Fixture fixture;
    wire::Batch batch =
        fixture.kiosk.batch(1, rows_of(fixture.kiosk, {"5", "4"}), fixture.server.keys());
    batch.rows[0].sealed[60] ^= 0x10U;
    const wire::Reply reply = fixture.server.send(fixture.kiosk.sign(batch));
    CHECK(reply.receipt->counted == 1);
    CHECK(reply.receipt->parked == 1);
    const auto parked = fixture.server.storage().parked_counts().value();
    REQUIRE(parked.size() == 1);
    CHECK(parked[0].reason == "opening_failed");
}

TEST_CASE("a wrong signature, a strange kiosk and a page of HTML change nothing") {
    Fixture fixture;
    Bytes body = fixture.kiosk.body(1, rows_of(fixture.kiosk, {"5"}), fixture.server.keys());
    body.back() ^= 1U;
    CHECK(fixture.server.ingest().receive(body).error().kind == ErrorKind::Permission);
    SampleKiosk stranger(99);
    const Bytes strange = stranger.body(1, rows_of(stranger, {"5"}), fixture.server.keys());
    CHECK(fixture.server.ingest().receive(strange).error().kind == ErrorKind::NotFound);
    const auto html = bytes_of("<!doctype html><title>Wi-Fi</title>");
    CHECK(fixture.server.ingest().receive(html).error().kind == ErrorKind::InvalidInput);
    CHECK(fixture.server.storage().newest_batch().value() == 0);
    CHECK(fixture.server.ingest().counters().refused == 3);
}

TEST_CASE("rows of an unknown form wait and are counted when it arrives") {
    SampleServer server;
    SampleKiosk kiosk;
    server.enrol(kiosk);
    const Bytes body = kiosk.body(1, rows_of(kiosk, {"5", "5"}), server.keys());
    const wire::Reply reply = server.send(body);
    CHECK(reply.receipt->parked == 2);
    CHECK(server.storage().parked_counts().value().at(0).reason == "form_unknown");
    CHECK(server.ingest().retry_parked().value().still_parked == 2);
    server.put_form("reception");
    const auto outcome = server.ingest().retry_parked().value();
    CHECK(outcome.counted == 2);
    CHECK(outcome.still_parked == 0);
    CHECK(counted(server.storage(), "rating", "5") == 2);
    CHECK(server.storage().parked_counts().value().empty());
    // The receipt stays as it was signed, and its rows stay held.
    CHECK(server.send(body).receipt->parked == 2);
    CHECK(counted(server.storage(), "rating", "5") == 2);
}

TEST_CASE("a value out of range is parked, whatever is wrong with it") {
    Fixture fixture;
    auto stranger_question = reception_response("5");
    stranger_question.answers.emplace_back("salary", "1");
    auto channel = reception_response("5");
    channel.channel = "telepathy";
    auto day = reception_response("5");
    day.day = "2026-13-40";
    const std::vector<SampleKiosk::Row> rows{fixture.kiosk.row(reception_response("6")),
        fixture.kiosk.row(reception_response("2", "waiting bribes")),
        fixture.kiosk.row(stranger_question), fixture.kiosk.row(channel), fixture.kiosk.row(day),
        fixture.kiosk.row(std::string("{\"v\":1}")), fixture.kiosk.row(reception_response("5"))};
    const wire::Reply reply =
        fixture.server.send(fixture.kiosk.body(1, rows, fixture.server.keys()));
    CHECK(reply.receipt->parked == 6);
    CHECK(reply.receipt->counted == 1);
    const auto causes = fixture.server.storage().parked_counts().value();
    for (const storage::ParkedCount& parked : causes) {
        CHECK(parked.reason == "value_refused");
        CHECK(parked.detail.find("bribes") == std::string::npos);
        CHECK(parked.detail.find("telepathy") == std::string::npos);
    }
}

TEST_CASE("each chosen reason is counted and the visitor once") {
    Fixture fixture;
    const std::vector<SampleKiosk::Row> rows{
        fixture.kiosk.row(reception_response("2", "waiting papers"))};
    fixture.server.send(fixture.kiosk.body(1, rows, fixture.server.keys()));
    storage::Storage& storage = fixture.server.storage();
    CHECK(counted(storage, "reasons", "waiting") == 1);
    CHECK(counted(storage, "reasons", "papers") == 1);
    for (const auto& [key, counts] : days_of(storage)) {
        CHECK(counts.asked == 1);
        CHECK(counts.answered == 1);
        CHECK(key.place == "reception-7");
        CHECK(key.audience == "external");
        CHECK(key.day == "2026-11-20");
    }
    for (const auto& [key, counts] : quarters_of(storage)) {
        CHECK(key.day == "2026-Q4");
    }
}

TEST_CASE("the direction follows the form's rule") {
    Fixture fixture;
    auto told = reception_response("5");
    told.asked.emplace_back("direction");
    told.answers.emplace_back("direction", "appeal");
    const std::vector<SampleKiosk::Row> rows{
        fixture.kiosk.row(told), fixture.kiosk.row(reception_response("4"))};
    fixture.server.send(fixture.kiosk.body(1, rows, fixture.server.keys()));
    for (const auto& [key, counts] : days_of(fixture.server.storage())) {
        if (key.question != "rating") continue;
        CHECK(key.direction == (counts.options.count("5") == 1 ? "appeal" : ""));
    }
}

TEST_CASE("in a survey by question each criterion is its own direction") {
    SampleServer server;
    SampleKiosk kiosk;
    server.put_form("staff");
    server.enrol(kiosk);
    form::Response response = reception_response("4");
    response.form_id = "staff";
    response.channel = "intranet";
    response.asked = {"overall", "hr"};
    response.answers = {{"overall", "4"}, {"hr", "2"}};
    server.send(kiosk.body(1, {kiosk.row(response)}, server.keys()));
    for (const auto& [key, counts] : days_of(server.storage())) {
        CHECK(key.audience == "internal");
        CHECK(key.direction == (key.question == "hr" ? "hr" : ""));
    }
}

TEST_CASE("a row of an untrusted clock is booked on the server's day, marked") {
    Fixture fixture;
    auto response = reception_response("5");
    response.day.clear();
    fixture.server.send(
        fixture.kiosk.body(1, {fixture.kiosk.row(response)}, fixture.server.keys()));
    const std::string today = to_text(day_of(fixture.server.clock().unix_seconds()));
    CHECK(fixture.server.storage().roll_up_of_days().value().begin()->first.day == today);
    REQUIRE(fixture.server.storage().for_each_response(
        [&](const storage::StoredResponse& stored) -> Result<void> {
            CHECK(stored.day_is_servers);
            CHECK(stored.day == today);
            return {};
        }));
}

TEST_CASE("a free text lies apart from its response and is counted as answered only") {
    Fixture fixture;
    auto response = reception_response("1", "waiting");
    response.asked.emplace_back("wish");
    response.answers.emplace_back("wish", "Поставьте скамейку");
    fixture.server.send(
        fixture.kiosk.body(1, {fixture.kiosk.row(response)}, fixture.server.keys()));
    REQUIRE(fixture.server.storage().for_each_response(
        [](const storage::StoredResponse& stored) -> Result<void> {
            CHECK(stored.content.find("скамейку") == std::string::npos);
            return {};
        }));
    bool seen = false;
    for (const auto& [key, counts] : days_of(fixture.server.storage())) {
        if (key.question != "wish") continue;
        seen = true;
        CHECK(counts.answered == 1);
        CHECK(counts.options.empty());
    }
    CHECK(seen);
}

TEST_CASE("responses kept by the first schema are found by the next one") {
    const TemporaryFolder folder;
    const Path file = folder / "otklik.db";
    const std::string content = form::encode_response(reception_response("4"));
    {
        auto old = database::Database::open(file).value();
        REQUIRE(old.migrate(storage::migrations().first(1)));
        auto insert = old.prepare(
            "INSERT INTO response (id, day, day_is_servers, flagged, content) "
            "VALUES (?1, '2026-11-20', 1, 0, ?2)");
        for (std::int64_t id = 1; id <= 2; ++id)
            REQUIRE(insert.value().run({id, std::string_view(content)}));
    }
    const auto storage = storage::open_sqlite_storage(file).value();
    int found = 0;
    REQUIRE(storage->for_each_response([&](const storage::StoredResponse& stored) -> Result<void> {
        ++found;
        CHECK(stored.day == "2026-11-20");
        CHECK(stored.place == "reception-7");
        CHECK(stored.day_is_servers);
        CHECK_FALSE(stored.flagged);
        CHECK(stored.content == content);
        return {};
    }));
    CHECK(found == 2);
}

TEST_CASE(
    "responses of a trial are taken, counted apart, and in no figure and no store of answers") {
    Fixture fixture;
    std::vector<SampleKiosk::Row> rows = rows_of(fixture.kiosk, {"5", "4"});
    for (const char* mark : {"1", "1", "1"}) {
        auto response = reception_response(mark, "waiting");
        response.test = true;
        response.asked.emplace_back("wish");
        response.answers.emplace_back("wish", "Проверяю");
        rows.push_back(fixture.kiosk.row(response));
    }
    storage::Storage& storage = fixture.server.storage();
    const Bytes body = fixture.kiosk.body(1, rows, fixture.server.keys());
    const wire::Reply reply = fixture.server.send(body);
    CHECK(reply.receipt->counted == 5);
    CHECK(reply.receipt->parked == 0);
    CHECK(storage.test_count().value() == 3);
    CHECK(counted(storage, "rating", "1") == 0);
    CHECK(counted(storage, "rating", "5") == 1);
    int kept = 0;
    REQUIRE(storage.for_each_response([&](const storage::StoredResponse& stored) -> Result<void> {
        ++kept;
        CHECK(stored.content.find("\"test\"") == std::string::npos);
        return {};
    }));
    CHECK(kept == 2);
    auto database = database::Database::open(fixture.server.database()).value();
    auto texts = database.prepare("SELECT COUNT(*) FROM free_text").value();
    REQUIRE(texts.first({}).value());
    CHECK(texts.integer(0) == 0);

    const auto days = days_of(storage);
    const auto quarters = quarters_of(storage);
    CHECK(ingest::rebuild_roll_ups(storage).value() == 2);
    CHECK(days_of(storage) == days);
    CHECK(quarters_of(storage) == quarters);
    // The same batch again changes nothing either.
    static_cast<void>(fixture.server.send(body));
    CHECK(storage.test_count().value() == 3);
}

TEST_CASE("a trial's response of an unknown form waits like others, and then counts as a trial") {
    SampleServer server;
    SampleKiosk kiosk;
    server.enrol(kiosk);
    auto response = reception_response("2");
    response.test = true;
    CHECK(server.send(kiosk.body(1, {kiosk.row(response)}, server.keys())).receipt->parked == 1);
    CHECK(server.storage().test_count().value() == 0);
    server.put_form("reception");
    CHECK(server.ingest().retry_parked().value().still_parked == 0);
    CHECK(server.storage().test_count().value() == 1);
    CHECK(counted(server.storage(), "rating", "2") == 0);
}

TEST_CASE("a rebuild from the responses gives equal numbers") {
    Fixture fixture;
    SeededRandom chance(11);
    std::vector<SampleKiosk::Row> rows;
    for (int visitor = 0; visitor < 90; ++visitor) {
        const std::string mark = std::to_string(1 + chance.below(5));
        auto response = reception_response(mark, chance.below(2) == 0 ? "papers waiting" : "");
        response.partial = chance.below(4) == 0;
        if (chance.below(3) == 0) response.day.clear();
        if (chance.below(3) == 0) response.language = "en";
        if (chance.below(5) == 0) response.answers.emplace_back("wish", "текст");
        rows.push_back(fixture.kiosk.row(response));
    }
    fixture.server.send(fixture.kiosk.body(1, rows, fixture.server.keys()));
    storage::Storage& storage = fixture.server.storage();
    const auto days = storage.roll_up_of_days().value();
    const auto quarters = storage.roll_up_of_quarters().value();
    CHECK(ingest::rebuild_roll_ups(storage).value() == 90);
    CHECK(storage.roll_up_of_days().value() == days);
    CHECK(storage.roll_up_of_quarters().value() == quarters);
    CHECK(storage::by_quarter(days) == quarters);
}

TEST_CASE("an older database under the same state folder is a new incarnation") {
    TemporaryFolder folder;
    SeededRandom random(3);
    const auto first = ingest::open_incarnation(folder.path(), 0, random).value();
    REQUIRE(ingest::save_incarnation(folder.path(), first, 40));
    CHECK(ingest::open_incarnation(folder.path(), 41, random).value() == first);
    CHECK(ingest::open_incarnation(folder.path(), 39, random).value() != first);
}

TEST_CASE("keys are made once, stay 0600 and a damaged one is never overwritten") {
    TemporaryFolder folder;
    SeededRandom random(3);
    const auto made = ingest::KeyRing::open(folder.path(), random).value();
    const auto again = ingest::KeyRing::open(folder.path(), random).value();
    CHECK(made.box_key_id() == again.box_key_id());
    CHECK(made.receipt_key().public_key() == again.receipt_key().public_key());
    using std::filesystem::perms;
    CHECK(std::filesystem::status(folder / "box.key").permissions() ==
          (perms::owner_read | perms::owner_write));
    REQUIRE(write_durably(folder / "box.key", bytes_of("half a k"), 0600));
    const auto damaged = ingest::KeyRing::open(folder.path(), random);
    REQUIRE_FALSE(damaged);
    CHECK(damaged.error().kind == ErrorKind::Corrupt);
    CHECK(text_of(read_file(folder / "box.key", 100).value()) == "half a k");
}

namespace {

/// False if there is no such kiosk; an empty day lets it in again.
bool set_revoked(storage::Storage& storage, const wire::KioskId& id, const std::string& day) {
    bool is_known = false;
    REQUIRE(storage.in_transaction([&]() -> Result<void> {
        is_known = OTK_TRY(storage.set_revoked(id, day));
        return {};
    }));
    return is_known;
}

}  // namespace

TEST_CASE("of a revoked kiosk nothing is taken until it is let in again, and it learns so signed") {
    Fixture fixture;
    storage::Storage& storage = fixture.server.storage();
    const Bytes body = fixture.kiosk.body(1, rows_of(fixture.kiosk, {"5"}), fixture.server.keys());
    CHECK_FALSE(set_revoked(storage, wire::KioskId{}, "2026-11-26"));
    CHECK(set_revoked(storage, fixture.kiosk.id(), "2026-11-26"));
    const Bytes reply = fixture.server.ingest().receive(body).value();
    const std::vector keys{fixture.server.keys().receipt_key().public_key()};
    const auto subject = wire::decode_revocation(reply, keys).value();
    CHECK(subject.batch == wire::peek_batch(body).value());
    CHECK(subject.body_hash == wire::batch_hash(body));
    CHECK(counted(storage, "rating", "5") == 0);
    CHECK(fixture.server.ingest().counters().refused == 1);
    // Who only knows the kiosk's id gets no signed word.
    Bytes forged = body;
    forged.back() ^= 1U;
    CHECK(fixture.server.ingest().receive(forged).error().kind == ErrorKind::Permission);

    CHECK(set_revoked(storage, fixture.kiosk.id(), ""));
    CHECK(fixture.server.send(body).receipt->counted == 1);
    CHECK(counted(storage, "rating", "5") == 1);
}

TEST_CASE("a void of a revoked kiosk is answered with the revocation too, and ends nothing") {
    Fixture fixture;
    const Bytes body = fixture.kiosk.body(1, rows_of(fixture.kiosk, {"5"}), fixture.server.keys());
    const std::vector keys{fixture.server.keys().receipt_key().public_key()};
    REQUIRE(set_revoked(fixture.server.storage(), fixture.kiosk.id(), "2026-11-26"));
    for (const crypto::Hash256& hash : {wire::batch_hash(body), wire::unknown_body}) {
        const wire::StatementSubject subject{wire::peek_batch(body).value(), hash};
        const Bytes end = wire::encode_void(subject, fixture.kiosk.key());
        const Bytes reply = fixture.server.ingest().receive(end).value();
        CHECK(wire::decode_revocation(reply, keys).value() == subject);
    }
    CHECK(fixture.server.ingest().counters().refused == 2);
    CHECK(fixture.server.ingest().counters().voided == 0);
    // No tombstone lies in the way of the batch.
    REQUIRE(set_revoked(fixture.server.storage(), fixture.kiosk.id(), ""));
    CHECK(fixture.server.send(body).receipt->counted == 1);
}

TEST_CASE("a void of a batch that never came leaves a tombstone, which stays the answer") {
    Fixture fixture;
    const Bytes body =
        fixture.kiosk.body(1, rows_of(fixture.kiosk, {"5", "4"}), fixture.server.keys());
    const wire::StatementSubject subject{wire::peek_batch(body).value(), wire::batch_hash(body)};
    const Bytes end = wire::encode_void(subject, fixture.kiosk.key());
    const wire::Reply reply = fixture.server.send(end);
    CHECK_FALSE(reply.receipt);
    CHECK(reply.subject == subject);
    CHECK(reply.holdings.ranges == std::vector<wire::NumberRange>{{1, 1}});
    CHECK(reply.holdings.sequence == 1);
    const Bytes again = fixture.server.ingest().receive(end).value();
    CHECK(fixture.server.ingest().receive(end).value() == again);
    // The batch comes after all, from an old image say: it is not counted.
    const Bytes late = fixture.server.ingest().receive(body).value();
    CHECK(late == again);
    CHECK(counted(fixture.server.storage(), "rating", "5") == 0);
    CHECK(fixture.server.ingest().counters().voided == 1);
    CHECK(fixture.server.ingest().counters().counted == 0);
    CHECK(fixture.server.storage().alarm_count().value() == 1);
}

TEST_CASE("a void of a batch that came is answered with the receipt's bytes") {
    Fixture fixture;
    const auto rows = rows_of(fixture.kiosk, {"5", "4"});
    const Bytes body = fixture.kiosk.body(1, rows, fixture.server.keys());
    const Bytes first = fixture.server.ingest().receive(body).value();
    wire::StatementSubject subject{wire::peek_batch(body).value(), wire::batch_hash(body)};
    for (const crypto::Hash256& hash : {wire::batch_hash(body), wire::unknown_body}) {
        subject.body_hash = hash;
        const Bytes end = wire::encode_void(subject, fixture.kiosk.key());
        CHECK(fixture.server.ingest().receive(end).value() == first);
    }
    CHECK(fixture.server.storage().alarm_count().value() == 0);
    // Of another body under that number the server knows nothing.
    subject.body_hash[0] ^= 1U;
    CHECK_FALSE(fixture.server.send(wire::encode_void(subject, fixture.kiosk.key())).receipt);
}

TEST_CASE("rows of a voided batch are counted once, under whichever number they come") {
    Fixture fixture;
    const auto rows = rows_of(fixture.kiosk, {"5", "4"});
    const Bytes body = fixture.kiosk.body(1, rows, fixture.server.keys());
    const wire::StatementSubject subject{wire::peek_batch(body).value(), wire::unknown_body};
    const Bytes end = wire::encode_void(subject, fixture.kiosk.key());
    CHECK_FALSE(fixture.server.send(end).receipt);
    CHECK_FALSE(fixture.server.send(end).receipt);
    CHECK(
        fixture.server.send(fixture.kiosk.body(2, rows, fixture.server.keys())).receipt->counted ==
        2);
    // The body was not known when it was voided: it is taken for another one.
    const wire::Reply late = fixture.server.send(body);
    REQUIRE(late.receipt);
    CHECK(late.receipt->already_held == 2);
    CHECK(counted(fixture.server.storage(), "rating", "5") == 1);
}

TEST_CASE("a void is refused like a batch: unsigned, of a stranger, of another version") {
    Fixture fixture;
    SampleKiosk stranger(99);
    const wire::StatementSubject subject{
        wire::BatchIdentity{.kiosk = fixture.kiosk.id(), .buffer = {}, .number = 1}, {}};
    const auto kind = [&](const Bytes& body) {
        return fixture.server.ingest().receive(body).error().kind;
    };
    CHECK(kind(wire::encode_void(subject, stranger.key())) == ErrorKind::Permission);
    wire::StatementSubject foreign = subject;
    foreign.batch.kiosk = stranger.id();
    CHECK(kind(wire::encode_void(foreign, stranger.key())) == ErrorKind::NotFound);
    Bytes next_version = wire::encode_void(subject, fixture.kiosk.key());
    next_version[4] = 2;
    CHECK(kind(next_version) == ErrorKind::Unsupported);
    CHECK(fixture.server.ingest().counters().refused == 3);
    CHECK(fixture.server.storage().newest_batch().value() == 0);
}

TEST_CASE("voids and batches that wait together are answered each in its place") {
    Fixture fixture;
    const Bytes first = fixture.kiosk.body(1, rows_of(fixture.kiosk, {"5"}), fixture.server.keys());
    const Bytes second =
        fixture.kiosk.body(2, rows_of(fixture.kiosk, {"4"}), fixture.server.keys());
    const wire::StatementSubject subject{
        wire::peek_batch(second).value(), wire::batch_hash(second)};
    const Bytes end = wire::encode_void(subject, fixture.kiosk.key());
    const std::vector<ByteView> bodies{first, end, second};
    const auto replies = fixture.server.ingest().receive_all(bodies);
    const std::vector<crypto::PublicKey> trusted{fixture.server.keys().receipt_key().public_key()};
    CHECK(wire::decode_reply(replies.at(0).value(), trusted)->receipt);
    CHECK_FALSE(wire::decode_reply(replies.at(1).value(), trusted)->receipt);
    CHECK(replies.at(1).value() == replies.at(2).value());
    CHECK(counted(fixture.server.storage(), "rating", "4") == 0);
}
