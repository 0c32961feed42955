#include "core/store/reserve.h"

#include <iostream>

#include <catch2/catch.hpp>

#include "tests/support/small_disk.h"
#include "tests/support/temporary_folder.h"

using namespace otk;
using otk::test::fill;
using otk::test::SmallDisk;
using otk::test::TemporaryFolder;
using store::Reserve;

namespace {

constexpr std::int64_t kibibyte = 1024;

std::int64_t free_bytes(const Path& folder) {
    return static_cast<std::int64_t>(std::filesystem::space(folder).available);
}

}  // namespace

TEST_CASE("a reserve takes room from the disk, keeps it over a start, and gives it back") {
    const TemporaryFolder folder;
    const std::optional<SmallDisk> disk = SmallDisk::mount(folder / "disk");
    if (!disk) {
        std::cout << "skipped: mounting a small disk needs root\n";
        return;
    }
    const Path file = folder / "disk" / "reserve";
    const std::int64_t before = free_bytes(folder / "disk");
    Reserve reserve(file);
    CHECK(reserve.held_bytes() == 0);
    REQUIRE(reserve.hold(256 * kibibyte, 64 * kibibyte));
    CHECK(reserve.held_bytes() == 256 * kibibyte);
    CHECK(free_bytes(folder / "disk") == before - 256 * kibibyte);
    CHECK(Reserve(file).held_bytes() == 256 * kibibyte);
    fill(folder / "disk" / "filler");
    REQUIRE(reserve.release());
    CHECK(reserve.held_bytes() == 0);
    CHECK(free_bytes(folder / "disk") == 256 * kibibyte);
}

TEST_CASE("a reserve that does not fit takes nothing, and one that cannot grow stays what it was") {
    const TemporaryFolder folder;
    const std::optional<SmallDisk> disk = SmallDisk::mount(folder / "disk");
    if (!disk) {
        std::cout << "skipped: mounting a small disk needs root\n";
        return;
    }
    const std::int64_t before = free_bytes(folder / "disk");
    Reserve reserve(folder / "disk" / "reserve");
    CHECK(reserve.hold(768 * kibibyte, 512 * kibibyte).error().kind == ErrorKind::NoSpace);
    CHECK(reserve.held_bytes() == 0);
    CHECK(free_bytes(folder / "disk") == before);
    REQUIRE(reserve.hold(256 * kibibyte, 0));
    CHECK(reserve.hold(2048 * kibibyte, 0).error().kind == ErrorKind::NoSpace);
    CHECK(reserve.held_bytes() == 256 * kibibyte);
    CHECK(free_bytes(folder / "disk") == before - 256 * kibibyte);
    REQUIRE(reserve.hold(128 * kibibyte, 0));
    CHECK(free_bytes(folder / "disk") == before - 128 * kibibyte);
    REQUIRE(reserve.hold(0, 0));
    CHECK_FALSE(std::filesystem::exists(folder / "disk" / "reserve"));
}

TEST_CASE("a file with holes is no reserve") {
    const TemporaryFolder folder;
    const Path file = folder / "reserve";
    REQUIRE(write_durably(file, Bytes(1)));
    std::filesystem::resize_file(file, 1 << 20);
    Reserve reserve(file);
    CHECK(reserve.held_bytes() == 0);
    REQUIRE(reserve.hold(64 * kibibyte, 0));
    CHECK(Reserve(file).held_bytes() == 64 * kibibyte);
}
