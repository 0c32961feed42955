#include "core/staff/attempts.h"

#include <catch2/catch.hpp>

#include "tests/support/temporary_folder.h"

using namespace otk;

TEST_CASE("three failures are free, each further one doubles the wait to a quarter of an hour") {
    CHECK(staff::wait_ms_after(0) == 0);
    CHECK(staff::wait_ms_after(2) == 0);
    CHECK(staff::wait_ms_after(3) == 30'000);
    CHECK(staff::wait_ms_after(4) == 60'000);
    CHECK(staff::wait_ms_after(7) == 480'000);
    CHECK(staff::wait_ms_after(8) == 900'000);
    CHECK(staff::wait_ms_after(1'000'000) == 900'000);
}

TEST_CASE("failures are counted on the disk until they are forgotten") {
    const test::TemporaryFolder folder;
    staff::Attempts attempts(folder.path());
    CHECK(attempts.failures().value() == 0);
    REQUIRE(attempts.count_one());
    REQUIRE(attempts.count_one());
    CHECK(attempts.failures().value() == 2);
    CHECK(staff::Attempts(folder.path()).failures().value() == 2);
    REQUIRE(attempts.forget());
    CHECK(attempts.failures().value() == 0);
}

TEST_CASE("a damaged count is the longest wait") {
    const test::TemporaryFolder folder;
    staff::Attempts attempts(folder.path());
    REQUIRE(attempts.forget());
    for (const std::string& text : {std::string(), std::string("two\n"), std::string("-1\n"),
             std::string("1 2\n"), std::string("99999999999999999999\n"), std::string(200, '1')}) {
        CAPTURE(text);
        REQUIRE(write_durably(folder / "staff/failures", bytes_of(text), 0600));
        CHECK(staff::wait_ms_after(attempts.failures().value()) == 900'000);
    }
}
