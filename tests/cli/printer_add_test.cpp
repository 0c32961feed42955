#include <sstream>

#include <catch2/catch.hpp>

#include "cli/command_line.h"
#include "cli/commands.h"
#include "core/config/config.h"
#include "tests/support/temporary_folder.h"

using namespace otk;

namespace {

struct Said {
    int code;
    std::string out;
    std::string err;
};

Said otklik(std::vector<std::string> words) {
    std::ostringstream out;
    std::ostringstream err;
    const int code =
        cli::run_command_line(cli::commands(), std::move(words), cli::Console{out, err});
    return {code, out.str(), err.str()};
}

}  // namespace

TEST_CASE("a printer that is added can be read by its service, is listed, and is added once") {
    const test::TemporaryFolder folder;
    const std::string where = folder.path().string();
    const std::vector<std::string> words{"printer", "add", "hall-2", "--port", "network", "--at",
        "192.0.2.7:9100", "--config-folder", where};
    const Said added = otklik(words);
    CAPTURE(added.err);
    CHECK(added.code == 0);
    CHECK(added.out.find("otklik-printd@hall-2") != std::string::npos);

    const auto config =
        config::Config::load(config::Process::Printd, folder / "printd-hall-2.toml").value();
    CHECK(config.text("printd.port") == "network");
    CHECK(config.text("printd.network_address") == "192.0.2.7:9100");
    CHECK(config.path("printd.socket") == Path("/run/otklik/printd-hall-2/printd.sock"));

    const Said listed = otklik({"printer", "list", "--config-folder", where});
    CHECK(listed.out.find("hall-2") != std::string::npos);
    CHECK(listed.out.find("служба не запущена") != std::string::npos);
    CHECK(otklik(words).code == 3);
}

TEST_CASE("what cannot be a printer is refused and nothing is written") {
    const test::TemporaryFolder folder;
    const std::string where = folder.path().string();
    const auto code_of = [&where](std::string name, std::string port, std::string at) {
        return otklik({"printer", "add", std::move(name), "--port", std::move(port), "--at",
                          std::move(at), "--config-folder", where})
            .code;
    };
    CHECK(code_of("../x", "usb", "04b8:0e15") == 3);
    CHECK(code_of("hall", "usbb", "04b8:0e15") == 3);
    CHECK(code_of("hall", "usb", "a\"b") == 3);
    CHECK(otklik({"printer", "add", "hall", "--port", "usb", "--model", "generic-8",
                     "--config-folder", where})
              .code == 4);
    CHECK(list_files(folder.path(), "").value().empty());
}
