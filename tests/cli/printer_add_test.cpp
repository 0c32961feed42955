#include <filesystem>

#include <catch2/catch.hpp>

#include "core/base/json.h"
#include "core/config/config.h"
#include "tests/cli/ran.h"
#include "tests/support/temporary_folder.h"

using namespace otk;
using test::Ran;
using test::run;

TEST_CASE("a printer that is added can be read by its service, is listed, and is added once") {
    const test::TemporaryFolder folder;
    const std::string where = folder.path().string();
    const std::vector<std::string> words{"printer", "add", "hall-2", "--port", "network", "--at",
        "192.0.2.7:9100", "--config-folder", where};
    const Ran added = run(words);
    CAPTURE(added.err);
    CHECK(added.code == 0);
    CHECK(added.out.find("otklik-printd@hall-2") != std::string::npos);

    const auto config =
        config::Config::load(config::Process::Printd, folder / "printd-hall-2.toml").value();
    CHECK(config.text("printd.port") == "network");
    CHECK(config.text("printd.network_address") == "192.0.2.7:9100");
    CHECK(config.path("printd.socket") == Path("/run/otklik/printd-hall-2/printd.sock"));

    const Ran listed = run({"printer", "list", "--config-folder", where});
    CHECK(listed.out.find("hall-2") != std::string::npos);
    CHECK(listed.out.find("служба не запущена") != std::string::npos);
    CHECK(run(words).code == 3);
}

TEST_CASE("what cannot be a printer is refused and nothing is written") {
    const test::TemporaryFolder folder;
    const std::string where = folder.path().string();
    const auto code_of = [&where](std::string name, std::string port, std::string at) {
        return run({"printer", "add", std::move(name), "--port", std::move(port), "--at",
                       std::move(at), "--config-folder", where})
            .code;
    };
    CHECK(code_of("../x", "usb", "04b8:0e15") == 3);
    CHECK(code_of("hall", "usbb", "04b8:0e15") == 3);
    CHECK(code_of("hall", "usb", "a\"b") == 3);
    CHECK(run({"printer", "add", "hall", "--port", "usb", "--model", "generic-8", "--config-folder",
                  where})
              .code == 4);
    CHECK(list_files(folder.path(), "").value().empty());
}

namespace {

/// What the kernel and CUPS tell of a machine, in a folder.
struct Machine {
    test::TemporaryFolder folder;

    void put(const std::string& file, std::string_view text) const {
        const Path path = folder.path() / file;
        REQUIRE(make_folder(path.parent_path()));
        REQUIRE(write_atomically(path, bytes_of(text)));
    }

    void plug_in(const std::string& port, std::string_view product, std::string_view serial,
        std::string_view interface_class = "07\n") const {
        const std::string device = "sys/bus/usb/devices/" + port;
        put(device + "/idVendor", "04b8\n");
        put(device + "/idProduct", product);
        put(device + "/manufacturer", "EPSON\n");
        put(device + "/product", "TM\x1B[2J\n");
        put(device + "/serial", serial);
        put(device + ":1.0/bInterfaceClass", interface_class);
    }

    Ran list(std::vector<std::string> more = {}) const {
        REQUIRE(make_folder(folder / "etc/otklik"));
        std::vector<std::string> words{"printer", "list", "--system-root", folder.path().string(),
            "--config-folder", (folder / "etc/otklik").string()};
        words.insert(words.end(), more.begin(), more.end());
        return run(words);
    }
};

}  // namespace

TEST_CASE("printer list finds USB printers, serial adapters and queues that have no service") {
    const Machine machine;
    CHECK(machine.list().out.empty());
    CHECK(run({"printer", "list", "--system-root", machine.folder.path().string(),
                  "--config-folder", (machine.folder / "none").string()})
              .code == 0);
    machine.plug_in("1-7", "0e15\n", "A1\n");
    machine.plug_in("1-8", "0e15\n", "A2\n");
    machine.plug_in("1-9", "0e28\n", "B1\n");
    machine.plug_in("1-2", "0001\n", "C1\n", "03\n");  // a keyboard
    machine.put("dev/serial/by-id/usb-FTDI-if00", "");
    machine.put("etc/cups/printers.conf",
        "# made by CUPS\n<Printer hall>\n</Printer>\n"
        "<DefaultPrinter office>\nInfo x\n</DefaultPrinter>\n");
    const Ran said = machine.list();
    CAPTURE(said.out);
    CHECK(said.code == 0);
    for (const char* line :
        {"EPSON TM?[2J: otklik printer add ИМЯ --port usb --at 04b8:0e15:A1 --model ",
            ":A1 --model epson-tm-t20ii\n", "--at 04b8:0e15:A2 --model epson-tm-t20ii\n",
            "--at 04b8:0e28 --model epson-tm-t20iii\n",
            "--port serial --at /dev/serial/by-id/usb-FTDI-if00\n", "--port cups --at hall\n",
            "--port cups --at office\n"}) {
        CAPTURE(line);
        CHECK(said.out.find(line) != std::string::npos);
    }
    CHECK(said.out.find("0001") == std::string::npos);

    const Json found = Json::parse(machine.list({"--json", "--found"}).out).value();
    CHECK(found.if_array()->size() == 6);
    CHECK(Json::parse(machine.list({"--json"}).out).value() == Json::array());
}

TEST_CASE("what a service has is not offered again") {
    const Machine machine;
    machine.plug_in("1-7", "0e15\n", "A1\n");
    machine.plug_in("1-8", "0e15\n", "A2\n");
    machine.put("etc/cups/printers.conf", "<Printer hall>\n</Printer>\n");
    machine.put(
        "etc/otklik/printd.toml", "[printd]\nport = \"usb\"\nusb_device = \"04b8:0e15:A2\"\n");
    machine.put(
        "etc/otklik/printd-hall.toml", "[printd]\nport = \"cups\"\ncups_queue = \"hall\"\n");
    const Ran said = machine.list();
    CAPTURE(said.out);
    CHECK(said.out.find("A1") != std::string::npos);
    CHECK(said.out.find("A2") == std::string::npos);
    CHECK(said.out.find("--at hall") == std::string::npos);
    const Json printers = Json::parse(machine.list({"--json"}).out).value();
    CHECK(printers.if_array()->size() == 2);
}
