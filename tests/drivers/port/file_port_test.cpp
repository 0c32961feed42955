#include "drivers/port/file_port.h"

#include <catch2/catch.hpp>

#include "tests/support/temporary_folder.h"

using namespace otk;

namespace {

Result<Bytes> draw_nothing(ByteView) {
    return fail(ErrorKind::InvalidInput, "cannot");
}
Result<Bytes> draw_size(ByteView slip) {
    return Bytes{static_cast<std::uint8_t>(slip.size())};
}

}  // namespace

TEST_CASE("a file printer goes on after the highest number in its folder") {
    const test::TemporaryFolder folder;
    REQUIRE(write_atomically(folder / "slip-0041.bin", bytes_of("x")));
    REQUIRE(write_atomically(folder / "slip-x.bin", bytes_of("x")));
    REQUIRE(write_atomically(folder / "other-9999.bin", bytes_of("x")));
    const auto port = port::FilePort::open(folder.path(), draw_size).value();
    CHECK(port->print(Bytes(7), 0).fate == port::Fate::Printed);
    CHECK(read_file(folder / "slip-0042.bin", 100).value().size() == 7);
    CHECK(read_file(folder / "slip-0042.png", 100).value() == Bytes{7});
}

TEST_CASE("a slip whose picture fails is printed all the same") {
    const test::TemporaryFolder folder;
    const auto port = port::FilePort::open(folder.path(), draw_nothing).value();
    CHECK(port->print(Bytes(7), 0).fate == port::Fate::Printed);
    CHECK(list_files(folder.path(), ".png").value().empty());
}

TEST_CASE("a folder that is gone makes the fate unknown, a state that is no word an error") {
    const test::TemporaryFolder folder;
    const auto port = port::FilePort::open(folder / "slips", draw_size).value();
    REQUIRE(write_atomically((folder / "slips") / "state", bytes_of("paper_out\n")));
    CHECK(port->state(0).value() == port::PrinterState::PaperOut);
    REQUIRE(write_atomically((folder / "slips") / "state", bytes_of("fine")));
    CHECK(port->state(0).error().kind == ErrorKind::InvalidInput);
    std::filesystem::remove_all(folder / "slips");
    const port::Delivery delivery = port->print(Bytes(7), 0);
    CHECK(delivery.fate == port::Fate::Unknown);
    CHECK(delivery.error.has_value());
}
