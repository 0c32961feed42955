#include "cli/printer_words.h"

#include <catch2/catch.hpp>

#include "cli/printer_job.h"
#include "drivers/port/port.h"

using namespace otk;
using port::PrinterState;

TEST_CASE("every state of a printer has words for staff, and all trouble has a remedy") {
    for (const PrinterState state :
        {PrinterState::Ready, PrinterState::Busy, PrinterState::PaperLow, PrinterState::PaperOut,
            PrinterState::CoverOpen, PrinterState::Cutter, PrinterState::Offline,
            PrinterState::Absent, PrinterState::NoPermission, PrinterState::Unknown}) {
        CAPTURE(port::name_of(state));
        const cli::PrinterWords* words = cli::printer_words(port::name_of(state));
        REQUIRE(words != nullptr);
        CHECK_FALSE(words->text.empty());
        CHECK(words->remedy.empty() == (words->judged == cli::ProcessState::Well));
        // What keeps a slip waiting is what a person has to end.
        CHECK((words->judged == cli::ProcessState::Broken) != port::takes_slips(state));
    }
    CHECK(cli::printer_words("smoking") == nullptr);
}

TEST_CASE("a printer's name leads to its service's socket") {
    const auto socket = [](const std::string& printer, const std::string& path) {
        return cli::printer_socket(
            cli::Arguments({{"--printer", {printer}}, {"--socket", {path}}}));
    };
    CHECK(socket("", "").value() == Path("/run/otklik/printd/printd.sock"));
    CHECK(socket("hall-2", "").value() == Path("/run/otklik/printd-hall-2/printd.sock"));
    CHECK(socket("hall-2", "/tmp/x").value() == Path("/tmp/x"));
    CHECK(socket("../x", "").error().kind == ErrorKind::InvalidInput);
}
