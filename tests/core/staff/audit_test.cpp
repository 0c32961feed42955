#include "core/staff/audit.h"

#include <sys/stat.h>

#include <catch2/catch.hpp>

#include "core/base/local_day.h"
#include "tests/support/manual_clock.h"
#include "tests/support/temporary_folder.h"

using namespace otk;

namespace {

std::string log_in(const test::TemporaryFolder& folder, const char* name = "staff/audit.log") {
    const Bytes bytes = read_file(folder / name, 1U << 20U).value();
    return std::string(text_of(bytes));
}

}  // namespace

TEST_CASE("the audit says who did what on which day, and no finer time") {
    const test::TemporaryFolder folder;
    test::ManualClock clock;
    const std::string day = to_text(day_of(clock.unix_seconds()));
    REQUIRE(staff::note(folder.path(), clock, 7, staff::Deed::Enter));
    REQUIRE(staff::note(folder.path(), clock, 12, staff::Deed::Print, "50"));
    clock.set_trusted(false);
    REQUIRE(staff::note(folder.path(), clock, 7, staff::Deed::Restart));
    CHECK(log_in(folder) == day + " 07 enter\n" + day + " 12 print 50\n- 07 restart\n");
    struct stat entry {};
    REQUIRE(::stat((folder / "staff/audit.log").c_str(), &entry) == 0);
    CHECK((entry.st_mode & 0777U) == 0600U);
}

TEST_CASE("a deed is one line, whatever its detail") {
    const test::TemporaryFolder folder;
    test::ManualClock clock;
    clock.set_trusted(false);
    REQUIRE(staff::note(folder.path(), clock, 7, staff::Deed::Place, "hall-2\n- 01 enter"));
    REQUIRE(staff::note(folder.path(), clock, 7, staff::Deed::Place, std::string(500, 'x')));
    CHECK(log_in(folder) ==
          "- 07 place hall-2 - 01 enter\n- 07 place " + std::string(80, 'x') + "\n");
}

TEST_CASE("a full log gives way to a new one and is kept once") {
    const test::TemporaryFolder folder;
    test::ManualClock clock;
    REQUIRE(make_folder(folder / "staff", 0700));
    const std::string full(staff::audit_bytes_max - 5, 'x');
    REQUIRE(write_durably(folder / "staff/audit.log", bytes_of(full), 0600));
    clock.set_trusted(false);
    REQUIRE(staff::note(folder.path(), clock, 7, staff::Deed::Clean));
    CHECK(log_in(folder) == "- 07 clean\n");
    CHECK(log_in(folder, "staff/audit.log.old") == full);
}
