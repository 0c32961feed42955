#include "core/base/append_log.h"

#include <sys/stat.h>

#include <catch2/catch.hpp>

#include "tests/support/temporary_folder.h"

using namespace otk;

namespace {

std::string content_of(const Path& file) {
    return std::string(text_of(read_file(file, 4096).value()));
}

}  // namespace

TEST_CASE("a log grows by whole lines and is its owner's alone") {
    const test::TemporaryFolder folder;
    const Path log = folder.path() / "audit.log";
    REQUIRE(append_to_log(log, "first", 100));
    REQUIRE(append_to_log(log, "second\nwith a break", 100));
    CHECK(content_of(log) == "first\nsecond with a break\n");
    struct stat entry {};
    REQUIRE(::stat(log.c_str(), &entry) == 0);
    CHECK((entry.st_mode & 0777U) == 0600U);
}

TEST_CASE("a log that would grow over its bound begins anew and keeps the last one") {
    const test::TemporaryFolder folder;
    const Path log = folder.path() / "audit.log";
    for (const char* line : {"one", "two", "three"})
        REQUIRE(append_to_log(log, line, 8));
    CHECK(content_of(log) == "three\n");
    CHECK(content_of(log.string() + ".old") == "one\ntwo\n");
}
