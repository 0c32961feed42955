#include <sys/mount.h>
#include <unistd.h>

#include <iostream>
#include <optional>

#include <catch2/catch.hpp>

#include "tests/kiosk/writer/writer_sample.h"
#include "tests/support/small_disk.h"

using namespace otk;
using namespace otk::kiosk::writer;
using otk::test::fill;
using otk::test::SmallDisk;
using otk::test::WriterSample;
using Strings = std::vector<std::string>;

namespace {

bool is_hindered_by_disk(const std::vector<Event>& events) {
    return std::any_of(events.begin(), events.end(), [](const Event& event) {
        const auto* cannot = std::get_if<CannotRecord>(&event);
        return cannot != nullptr && cannot->hindrance == Hindrance::Disk;
    });
}

}  // namespace

TEST_CASE("a full disk is told at once, nothing is thanked, and the answer is kept until there is room") {
    WriterSample sample;
    const std::optional<SmallDisk> disk = SmallDisk::mount(sample.folder / "state");
    if (!disk) {
        std::cout << "skipped: mounting a small disk needs root\n";
        return;
    }
    sample.enrol();
    auto writer = sample.start();
    writer->save(1, 1, WriterSample::response("before"), SaveKind::Close);
    sample.events.wait_for_saved(1, 1);
    fill(sample.folder / "state" / "filler");
    // Large enough to need a new page.
    const std::string large(8000, 'x');
    std::uint64_t visit = 2;
    while (!is_hindered_by_disk(sample.events.all())) {
        writer->save(visit, 1, WriterSample::response(large), SaveKind::Close);
        sample.events.wait_for([&](const auto& events) {
            return is_hindered_by_disk(events) || test::Events::has_saved(events, visit, 1);
        });
        ++visit;
    }
    CHECK_FALSE(test::Events::has_saved(sample.events.all(), visit - 1, 1));
    sample.events.clear();
    writer->save(visit - 1, 2, WriterSample::response("newest"), SaveKind::Close);
    std::filesystem::remove(sample.folder / "state" / "filler");
    sample.events.wait_for_any<Recovered>();
    sample.events.wait_for_saved(visit - 1, 2);
    CHECK(writer->stop());
    CHECK(writer->status().files_set_aside == 0);
    const Strings comments = sample.comments();
    CHECK(comments.size() == visit - 1);
    CHECK(std::count(comments.begin(), comments.end(), "newest") == 1);
    CHECK(std::count(comments.begin(), comments.end(), "before") == 1);
}

TEST_CASE("a disk that turns read-only is told, and writing goes on when it is back") {
    WriterSample sample;
    const std::optional<SmallDisk> disk = SmallDisk::mount(sample.folder / "state");
    if (!disk) {
        std::cout << "skipped: mounting a small disk needs root\n";
        return;
    }
    sample.enrol();
    {
        auto writer = sample.start();
        writer->save(1, 1, WriterSample::response("before"), SaveKind::Close);
        sample.events.wait_for_saved(1, 1);
    }
    sample.events.clear();
    REQUIRE(disk->remount(MS_RDONLY));
    auto writer = sample.start();
    sample.events.wait_for([](const auto& events) { return is_hindered_by_disk(events); });
    writer->save(2, 1, WriterSample::response("kept in memory"), SaveKind::Close);
    REQUIRE(disk->remount(0));
    sample.events.wait_for_saved(2, 1);
    CHECK(writer->stop());
    CHECK(sample.comments() == Strings{"before", "kept in memory"});
}

TEST_CASE("more visits than the queue holds are refused and told, the first ones are kept") {
    WriterSample sample;
    auto writer = sample.start();  // not enrolled: everything waits
    sample.events.wait_for_any<CannotRecord>();
    for (std::uint64_t visit = 1; visit <= visits_waiting_max + 5; ++visit) {
        writer->save(visit, 1, WriterSample::response("v"), SaveKind::Close);
    }
    sample.events.wait_for([](const auto& events) {
        return std::any_of(events.begin(), events.end(), [](const Event& event) {
            const auto* cannot = std::get_if<CannotRecord>(&event);
            return cannot != nullptr && cannot->hindrance == Hindrance::Queue;
        });
    });
    sample.enrol();
    sample.events.wait_for_saved(visits_waiting_max, 1);
    CHECK(writer->stop());
    CHECK(sample.comments().size() == visits_waiting_max);
}

TEST_CASE("a buffer that is damaged at the start does not keep the kiosk from recording") {
    WriterSample sample;
    sample.enrol();
    REQUIRE(make_folder(sample.folder / "state" / "buffer", 0700));
    REQUIRE(write_durably(sample.folder / "state" / "buffer" / "buffer.sqlite",
        bytes_of(std::string(5000, 'x'))));
    auto writer = sample.start();
    writer->save(1, 1, WriterSample::response("one"), SaveKind::Close);
    sample.events.wait_for_saved(1, 1);
    CHECK(writer->stop());
    CHECK(writer->status().files_set_aside == 1);
    CHECK(sample.comments() == Strings{"one"});
}

TEST_CASE("stopping writes what waits, at once") {
    WriterSample sample;
    sample.enrol();
    auto writer = sample.start();
    for (std::uint64_t visit = 1; visit <= 20; ++visit) {
        writer->save(visit, 1, WriterSample::response("v"), SaveKind::Close);
    }
    CHECK(writer->stop());
    CHECK(sample.comments().size() == 20);
}
