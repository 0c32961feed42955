#include "core/base/file.h"

#include <sys/stat.h>

#include <catch2/catch.hpp>

#include "tests/support/temporary_folder.h"

using namespace otk;
using otk::test::TemporaryFolder;

TEST_CASE("a durable write is seen whole, with its mode, and replaces the old file") {
    const TemporaryFolder folder;
    REQUIRE(write_durably(folder / "a", bytes_of("old"), 0600));
    REQUIRE(write_durably(folder / "a", bytes_of("new"), 0640));
    CHECK(text_of(read_file(folder / "a", 100).value()) == "new");
    struct stat entry {};
    REQUIRE(::stat((folder / "a").c_str(), &entry) == 0);
    CHECK((entry.st_mode & 0777U) == 0640U);
}

TEST_CASE("a file that cannot be replaced leaves no temporary behind") {
    const TemporaryFolder folder;
    REQUIRE(make_folder(folder / "a"));
    CHECK_FALSE(write_durably(folder / "a", bytes_of("x")));
    CHECK(std::filesystem::directory_iterator(folder.path())->path().filename() == "a");
    CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 1);
}

TEST_CASE("the parent of a bare file name is the working folder, which is there") {
    CHECK(make_folder(Path("status.json").parent_path()));
}

TEST_CASE("a file larger than its bound is refused, not cut") {
    const TemporaryFolder folder;
    REQUIRE(write_atomically(folder / "a", bytes_of("12345")));
    CHECK(read_file(folder / "a", 4).error().kind == ErrorKind::InvalidInput);
    CHECK(read_file(folder / "a", 5).value().size() == 5);
    CHECK(read_file(folder / "b", 5).error().kind == ErrorKind::NotFound);
}

TEST_CASE("a file that does not know its size is read to its end") {
    const Bytes read = read_file("/proc/self/status", 100'000).value();
    const std::string_view status = text_of(read);
    CHECK(status.substr(0, 5) == "Name:");
    CHECK(status.back() == '\n');
    CHECK(read_file("/dev/zero", 100'000).error().kind == ErrorKind::InvalidInput);
}

TEST_CASE("what is no plain file is told by its kind, without opening it") {
    const TemporaryFolder folder;
    REQUIRE(write_atomically(folder / "file", bytes_of("x")));
    REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
    std::filesystem::create_symlink("pipe", folder / "link");
    CHECK_FALSE(special_kind(folder / "file").has_value());
    CHECK_FALSE(special_kind(folder / "nothing").has_value());
    CHECK(special_kind(folder / "pipe") == "a named pipe");
    CHECK(special_kind(folder / "link") == "a named pipe");
    CHECK(special_kind(folder.path()) == "a folder");
    CHECK(special_kind("/dev/zero") == "a device");
}

TEST_CASE("listing shows whole files of one suffix in order") {
    const TemporaryFolder folder;
    REQUIRE(write_atomically(folder / "2.batch", bytes_of("")));
    REQUIRE(write_atomically(folder / "1.batch", bytes_of("")));
    REQUIRE(write_atomically(folder / ".tmp-3.batch", bytes_of("")));
    REQUIRE(write_atomically(folder / "1.receipt", bytes_of("")));
    CHECK(list_files(folder.path(), ".batch").value() ==
          std::vector<std::string>{"1.batch", "2.batch"});
}
