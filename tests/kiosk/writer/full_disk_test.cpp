#include <iostream>

#include <catch2/catch.hpp>

#include "core/store/reserve.h"
#include "core/wire/batch.h"
#include "core/wire/loose_rows.h"
#include "core/wire/receipt.h"
#include "tests/kiosk/writer/writer_sample.h"
#include "tests/support/small_disk.h"

using namespace otk;
using namespace otk::kiosk::writer;
using otk::test::fill;
using otk::test::SmallDisk;
using otk::test::WriterSample;
using Strings = std::vector<std::string>;

namespace {

constexpr std::int64_t reserve_bytes = 192 * 1024;

/// A kiosk with everything that it writes on one small disk, and the courier's files too.
struct FullDiskSample {
    WriterSample sample;
    std::optional<SmallDisk> disk = SmallDisk::mount(sample.folder / "disk");
    Path state = sample.folder / "disk" / "state";
    Path outbox = sample.folder / "disk" / "outbox";
    Path inbox = sample.folder / "disk" / "inbox";

    bool can_run() const {
        if (!disk) std::cout << "skipped: mounting a small disk needs root\n";
        return disk.has_value();
    }

    Options options() const {
        Options options = sample.options();
        options.state_folder = state;
        options.outbox_folder = outbox;
        options.inbox_folder = inbox;
        options.freeze = Freeze::AtOnce;
        options.reserve_bytes = reserve_bytes;
        options.budget = {.disk_free_mib_min = 0, .buffer_mib_max = 1};
        return options;
    }

    std::unique_ptr<Writer> start() {
        sample.enrol();
        REQUIRE(make_folder(inbox));
        std::filesystem::copy_file(sample.folder / "inbox" / "enrolment.json",
            inbox / "enrolment.json", std::filesystem::copy_options::overwrite_existing);
        return Writer::start(options(), sample.events.notify());
    }

    static bool is_closed(const std::vector<Event>& events) {
        return std::any_of(events.begin(), events.end(), [](const Event& event) {
            const auto* cannot = std::get_if<CannotRecord>(&event);
            return cannot != nullptr && cannot->hindrance == Hindrance::Disk;
        });
    }

    /// Visitors come until the kiosk says that it cannot record; the visit that it could not.
    std::uint64_t give_until_closed(Writer& writer, std::uint64_t visit) {
        const std::string large(6000, 'x');
        for (;; ++visit) {
            writer.save(visit, 1, WriterSample::response(large), SaveKind::Close);
            sample.events.wait_for([&](const auto& events) {
                return is_closed(events) || test::Events::has_saved(events, visit, 1);
            });
            if (!test::Events::has_saved(sample.events.all(), visit, 1)) return visit;
        }
    }

    /// What the courier does with each batch that has a file; the first may still be on its way
    /// into the room that the reserve left.
    void lay_receipts() {
        test::until([this] { return !list_files(outbox, ".batch").value().empty(); });
        const Strings files = list_files(outbox, ".batch").value();
        for (const std::string& file : files) {
            const Bytes body = read_file(outbox / file, wire::batch_bytes_max).value();
            const wire::StatementSubject subject{
                wire::peek_batch(body).value(), wire::batch_hash(body)};
            const auto rows = static_cast<std::uint16_t>(wire::loose_rows(body).size());
            const Bytes receipt =
                wire::encode_receipt({.subject = subject, .counted = rows}, sample.receipt_key);
            const Bytes held = wire::encode_holdings(
                {.subject = subject, .incarnation = {}, .ranges = {{1, subject.batch.number}}},
                sample.receipt_key);
            const Path reply = inbox / (file.substr(0, file.size() - 6) + ".receipt");
            // As the courier does, which asks again for what found no room.
            test::until([&] {
                return write_durably(reply, wire::encode_reply(receipt, held)).has_value();
            });
        }
    }
};

}  // namespace

TEST_CASE(
    "on a full disk the reserve takes receipts, and what was delivered makes room for answers") {
    FullDiskSample full;
    if (!full.can_run()) return;
    auto writer = full.start();
    writer->save(1, 1, WriterSample::response("before"), SaveKind::Close);
    full.sample.events.wait_for_saved(1, 1);
    fill(full.sample.folder / "disk" / "filler");
    const std::uint64_t refused = full.give_until_closed(*writer, 2);
    CHECK(store::Reserve(full.state / store::reserve_file_name).held_bytes() == 0);
    full.sample.events.clear();
    // The disk stays as full as it is: what comes now lives in the room that the reserve left.
    full.lay_receipts();
    full.sample.events.wait_for_any<Recovered>();
    full.sample.events.wait_for_saved(refused, 1);
    CHECK(writer->stop());
    const Status status = writer->status();
    CHECK(status.recording);
    // Half the reserve came back or, where several batches went, the whole; half is an alarm.
    const auto held = std::filesystem::file_size(full.state / store::reserve_file_name);
    CHECK((held == reserve_bytes || held == reserve_bytes / 2));
    CHECK(status.storage.room == (held == reserve_bytes ? Room::Fine : Room::Low));
    CHECK(status.storage.batches_given_up > 0);
    CHECK(status.receipts_refused == 0);
    CHECK(status.files_set_aside == 0);
}

TEST_CASE(
    "a kiosk without room stays closed over its starts until there is room, and loses nothing") {
    FullDiskSample full;
    if (!full.can_run()) return;
    auto writer = full.start();
    writer->save(1, 1, WriterSample::response("before"), SaveKind::Close);
    full.sample.events.wait_for_saved(1, 1);
    fill(full.sample.folder / "disk" / "filler");
    const std::uint64_t refused = full.give_until_closed(*writer, 2);
    CHECK_FALSE(writer->stop());  // the refused one waits in memory
    CHECK(writer->status().storage.room == Room::None);
    CHECK_FALSE(writer->status().recording);
    full.sample.events.clear();
    std::filesystem::remove(full.sample.folder / "disk" / "filler");
    writer = full.start();
    writer->save(refused, 2, WriterSample::response("after"), SaveKind::Close);
    full.sample.events.wait_for_saved(refused, 2);
    CHECK(writer->stop());
    CHECK(writer->status().storage.room == Room::Fine);
    CHECK(writer->status().storage.batches_given_up == 0);
    CHECK(std::filesystem::file_size(full.state / store::reserve_file_name) == reserve_bytes);
    CHECK(writer->status().backlog->rows_unsent == static_cast<std::int64_t>(refused));
}

TEST_CASE("little room on the disk and a large buffer are told while answers are taken") {
    WriterSample sample;
    sample.enrol();
    for (const Budget& budget :
        {Budget{.disk_free_mib_min = std::int64_t{1} << 40, .buffer_mib_max = 1000},
            Budget{.disk_free_mib_min = 0, .buffer_mib_max = -1},
            Budget{.disk_free_mib_min = 0, .buffer_mib_max = 1000}}) {
        Options options = sample.options();
        options.budget = budget;
        auto writer = Writer::start(options, sample.events.notify());
        sample.events.clear();
        writer->save(1, 1, WriterSample::response("taken"), SaveKind::Close);
        sample.events.wait_for_saved(1, 1);
        CHECK(writer->stop());
        const bool is_past = budget.disk_free_mib_min > 0 || budget.buffer_mib_max < 0;
        CHECK(writer->status().storage.room == (is_past ? Room::Low : Room::Fine));
        CHECK(writer->status().storage.free_mib > 0);
    }
}
