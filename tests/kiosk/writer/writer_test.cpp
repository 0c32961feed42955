#include "kiosk/writer/writer.h"

#include <catch2/catch.hpp>

#include "core/base/local_day.h"
#include "core/wire/batch.h"
#include "tests/kiosk/writer/writer_sample.h"

using namespace otk;
using namespace otk::kiosk::writer;
using otk::test::WriterSample;
using Strings = std::vector<std::string>;

TEST_CASE("an answer is announced as saved, and the next start finds it") {
    WriterSample sample;
    sample.enrol();
    auto writer = sample.start();
    sample.events.wait_for_any<Recovered>();
    writer->save(1, 1, WriterSample::response("first"), SaveKind::Open);
    sample.events.wait_for_saved(1, 1);
    writer->save(1, 2, WriterSample::response("second", false), SaveKind::Close);
    sample.events.wait_for_saved(1, 2);
    CHECK(writer->stop());
    CHECK(sample.comments() == Strings{"second"});
    CHECK_FALSE(sample.responses().at(0).partial);
}

TEST_CASE("the first event tells whether answers can be recorded") {
    WriterSample sample;
    auto writer = sample.start();
    sample.events.wait_for_any<CannotRecord>();
    const auto events = sample.events.all();
    REQUIRE(events.size() == 1);
    CHECK(std::get<CannotRecord>(events[0]).hindrance == Hindrance::NotEnrolled);
    // The public key is there for the administrator, the visit waits in memory.
    CHECK(read_file(sample.folder / "outbox" / "kiosk.pub", 100).value().size() == 65);
    writer->save(7, 1, WriterSample::response("waiting"), SaveKind::Close);
    sample.enrol();
    sample.events.wait_for_saved(7, 1);
    sample.events.wait_for_any<Recovered>();
    CHECK(writer->stop());
    CHECK(writer->status().enrolled);
    CHECK(sample.comments() == Strings{"waiting"});
}

TEST_CASE("nobody has counted what waits while no buffer is open") {
    WriterSample sample;
    auto writer = sample.start();
    sample.events.wait_for_any<CannotRecord>();
    CHECK(writer->stop());
    CHECK_FALSE(writer->status().starting);
    CHECK_FALSE(writer->status().recording);
    CHECK_FALSE(writer->status().backlog);
}

TEST_CASE("a draft of a visit that never came back is closed by the next start") {
    WriterSample sample;
    sample.enrol();
    {
        auto writer = sample.start();
        writer->save(1, 1, WriterSample::response("half"), SaveKind::Open);
        sample.events.wait_for_saved(1, 1);
    }
    CHECK(sample.comments() == Strings{"half"});
    CHECK(sample.responses().at(0).partial);
}

TEST_CASE("a dropped visit leaves nothing") {
    WriterSample sample;
    sample.enrol();
    auto writer = sample.start();
    writer->save(1, 1, WriterSample::response("unwanted"), SaveKind::Open);
    sample.events.wait_for_saved(1, 1);
    writer->save(1, 2, WriterSample::response("unwanted"), SaveKind::Drop);
    sample.events.wait_for_saved(1, 2);
    CHECK(writer->stop());
    CHECK(sample.comments().empty());
}

TEST_CASE("of many revisions the newest is kept and announced, older ones never after it") {
    WriterSample sample;
    sample.enrol();
    auto writer = sample.start();
    constexpr std::uint64_t revisions = 200;
    for (std::uint64_t revision = 1; revision <= revisions; ++revision) {
        writer->save(1, revision, WriterSample::response(std::to_string(revision)), SaveKind::Open);
    }
    sample.events.wait_for_saved(1, revisions);
    CHECK(writer->stop());
    std::uint64_t last = 0;
    const auto events = sample.events.all();
    for (const Event& event : events) {
        const auto* saved = std::get_if<Saved>(&event);
        if (saved == nullptr) continue;
        CHECK(saved->revision > last);
        last = saved->revision;
    }
    CHECK(sample.comments() == Strings{std::to_string(revisions)});
}

TEST_CASE("the day of the first save is the row's, and empty while the clock is not trusted") {
    WriterSample sample;
    sample.enrol();
    Options options = sample.options();
    options.clock = sample.clock;
    auto writer = Writer::start(options, sample.events.notify());
    writer->save(1, 1, WriterSample::response("dated"), SaveKind::Open);
    sample.events.wait_for_saved(1, 1);
    const std::string day = to_text(day_of(sample.clock->unix_seconds()));
    CHECK(writer->stop());
    CHECK(sample.responses().at(0).day == day);

    sample.clock->set_trusted(false);
    writer = Writer::start(options, sample.events.notify());
    writer->save(2, 1, WriterSample::response("undated"), SaveKind::Close);
    sample.events.wait_for_saved(2, 1);
    CHECK(writer->stop());
    Strings days;
    const auto responses = sample.responses();
    for (const form::Response& response : responses) {
        days.push_back(response.day);
    }
    std::sort(days.begin(), days.end());
    CHECK(days == Strings{"", day});
}

TEST_CASE("the demo lays a signed batch into the outbox after each visit, and counts it") {
    WriterSample sample;
    sample.enrol();
    Options options = sample.options();
    options.freeze = Freeze::AtOnce;
    auto writer = Writer::start(options, sample.events.notify());
    writer->save(1, 1, WriterSample::response("one"), SaveKind::Close);
    sample.events.wait_for_saved(1, 1);
    CHECK(writer->stop());
    const auto files = list_files(sample.folder / "outbox", ".batch").value();
    REQUIRE(files.size() == 1);
    const Bytes body = read_file(sample.folder / "outbox" / files[0], 100'000).value();
    CHECK(wire::peek_batch(body).value().kiosk == sample.kiosk_id);
    const std::optional<Backlog> backlog = writer->status().backlog;
    REQUIRE(backlog);
    CHECK(backlog->batches_unsent == 1);
    CHECK(backlog->rows_unsent == 1);
    CHECK(backlog->last_number == 1);
}

TEST_CASE("a receipt that comes into the inbox is taken without being asked for") {
    WriterSample sample;
    sample.enrol();
    Options options = sample.options();
    options.freeze = Freeze::AtOnce;
    auto writer = Writer::start(options, sample.events.notify());
    writer->save(1, 1, WriterSample::response("one"), SaveKind::Close);
    sample.events.wait_for_saved(1, 1);
    const Path outbox = sample.folder / "outbox";
    test::until([&] { return !list_files(outbox, ".batch").value().empty(); });
    const std::string file = list_files(outbox, ".batch").value().at(0);
    const Bytes body = read_file(outbox / file, 100'000).value();
    const wire::StatementSubject subject{wire::peek_batch(body).value(), wire::batch_hash(body)};
    const Bytes reply = wire::encode_reply(
        wire::encode_receipt({.subject = subject, .counted = 1}, sample.receipt_key),
        wire::encode_holdings(
            {.subject = subject, .incarnation = {}, .ranges = {{1, 1}}}, sample.receipt_key));
    const std::string stem = file.substr(0, file.size() - 6);
    REQUIRE(write_durably(sample.folder / "inbox" / (stem + ".receipt"), reply));
    test::until([&] { return list_files(outbox, ".batch").value().empty(); });
    test::until([&] { return writer->status().backlog.value().batches_unsent == 0; });
    CHECK(writer->stop());
}

TEST_CASE("no file of the kiosk holds an answer in the clear after the writer has ended") {
    WriterSample sample;
    sample.enrol();
    Options options = sample.options();
    options.freeze = Freeze::AtOnce;
    auto writer = Writer::start(options, sample.events.notify());
    const std::string secret = "a sentence that nobody else may ever read";
    writer->save(1, 1, WriterSample::response(secret), SaveKind::Close);
    writer->save(2, 1, WriterSample::response(secret), SaveKind::Open);
    sample.events.wait_for_saved(1, 1);
    sample.events.wait_for_saved(2, 1);
    CHECK(writer->stop());
    std::size_t files = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(sample.folder.path())) {
        if (!entry.is_regular_file()) continue;
        ++files;
        const Bytes bytes = read_file(entry.path(), 10'000'000).value();
        CHECK(text_of(bytes).find("nobody else") == std::string_view::npos);
    }
    CHECK(files >= 5);
    CHECK(sample.comments() == Strings{secret});  // the open one; the closed one is frozen
}
