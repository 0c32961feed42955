#include <algorithm>
#include <chrono>
#include <sstream>

#include <catch2/catch.hpp>

#include "cli/command_line.h"
#include "cli/commands.h"
#include "core/base/json.h"
#include "tests/support/temporary_folder.h"

using namespace otk;
using namespace otk::cli;

namespace {

/// A machine: /run/otklik and /etc/otklik in a folder of the test.
struct Machine {
    test::TemporaryFolder folder;

    void configure(const std::string& process) {
        put(folder.path() / "etc" / (process + ".toml"), "");
    }
    void report(const std::string& process, std::string_view json) {
        put(folder.path() / "run" / process / "status.json", json);
    }
    void make_old(const std::string& process) {
        std::filesystem::last_write_time(folder.path() / "run" / process / "status.json",
            std::filesystem::file_time_type::clock::now() - std::chrono::minutes(10));
    }
    static void put(const Path& path, std::string_view text) {
        REQUIRE(make_folder(path.parent_path()));
        REQUIRE(write_atomically(path, bytes_of(text)));
    }
    std::pair<int, std::string> status(bool json = false) const {
        std::vector<std::string> words{"status", "--run-folder", folder.path() / "run",
            "--config-folder", folder.path() / "etc"};
        if (json) words.emplace_back("--json");
        std::ostringstream out;
        std::ostringstream err;
        const std::vector<Command> known{status_command()};
        const int code = run_command_line(known, words, {out, err});
        CHECK(err.str().empty());
        return {code, out.str()};
    }
};

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a machine on which nothing is configured and nothing runs is not well") {
    const auto [code, out] = Machine().status();
    CHECK(code == 1);
    CHECK(std::count(out.begin(), out.end(), '\n') == 4);
    CHECK(has(out, "kiosk   на этой машине не настроен"));
}

TEST_CASE("a machine is well when all that is configured on it runs") {
    Machine machine;
    machine.configure("kiosk");
    machine.report("kiosk", "{}");
    CHECK(machine.status().first == 0);
    CHECK(has(machine.status().second, "kiosk   работает"));
}

TEST_CASE("a configured process without a status file is stopped, and the remedy is named") {
    Machine machine;
    machine.configure("printd");
    const auto [code, out] = machine.status();
    CHECK(code == 1);
    CHECK(has(out, "printd  не запущен. Что сделать: запустите: systemctl start otklik-printd"));
}

TEST_CASE("a process whose status file has grown old is silent") {
    Machine machine;
    machine.report("syncd", "{}");
    machine.make_old("syncd");
    const auto [code, out] = machine.status();
    CHECK(code == 1);
    CHECK(has(out, "syncd   не отвечает 10 мин. Что сделать: перезапустите"));
}

TEST_CASE("a status file that is no JSON is told, not hidden") {
    Machine machine;
    machine.report("server", "<html>");
    const auto [code, out] = machine.status();
    CHECK(code == 1);
    CHECK(has(out, "server  файл состояния не читается"));
}

TEST_CASE("a script gets the states as JSON") {
    Machine machine;
    machine.configure("kiosk");
    machine.report("server", "{\"batches\":3}");
    const auto [code, out] = machine.status(true);
    CHECK(code == 1);
    const Result<Json> json = Json::parse(out);
    REQUIRE(json);
    CHECK_FALSE(json->bool_at("well").value());
    const Json::Array& processes = *json->array_at("processes").value();
    REQUIRE(processes.size() == 4);
    CHECK(processes[0].string_at("state").value() == "stopped");
    CHECK(processes[1].string_at("state").value() == "not-here");
    CHECK(processes[3].string_at("state").value() == "well");
    CHECK(processes[3].find("status")->integer_at("batches").value() == 3);
}

TEST_CASE("each process says in its own words what is wrong and what to do") {
    struct Case {
        std::string process;
        std::string status;
        int code;
        std::string line;
    };
    const std::vector<Case> cases{
        {"kiosk", R"({"enrolled":true,"recording":true,"frames_shown":true,"unsent":312})", 0,
            "kiosk   работает, не отправлено 312, ничего не потеряно\n"},
        {"kiosk",
            R"({"enrolled":true,"recording":true,"frames_shown":true,"unsent":3,"key_change_waits":true})",
            0,
            "kiosk   работает, не отправлено 3, ничего не потеряно; новый ключ ждёт ответа сервера, "
            "пока подписывает прежний\n"},
        {"kiosk", R"({"starting":true,"enrolled":false,"recording":false})", 0,
            "kiosk   запускается\n"},
        {"kiosk", R"({"starting":false,"enrolled":false,"recording":false})", 1,
            "kiosk   не зарегистрирован, ответы не записывает. Что сделать: на сервере: "},
        {"kiosk", R"({"enrolled":true,"recording":false})", 1,
            "kiosk   не может записывать ответы, прежние целы. Что сделать: освободите место"},
        {"kiosk", R"({"enrolled":true,"recording":true,"rows_damaged":1,"files_set_aside":1})", 1,
            "kiosk   работает, повреждённых записей отложено: 2. Что сделать: "},
        {"kiosk",
            R"({"enrolled":true,"recording":true,"room":"low","disk_free_mib":90,"buffer_mib":3})",
            1,
            "kiosk   работает, место кончается: на диске свободно 90 МиБ, ответы занимают 3 МиБ. "
            "Что сделать: освободите место на диске"},
        {"kiosk", R"({"enrolled":true,"recording":true,"room":"fine","disk_free_mib":900})", 0,
            "kiosk   работает\n"},
        {"kiosk",
            R"({"enrolled":true,"recording":true,"unsent":0,"bundle_refused":"12","bundle_refused_why":"older"})",
            1,
            "kiosk   работает, новый набор форм «12» не принят: older. Что сделать: показывается "
            "прежний"},
        {"syncd", R"({"state":"idle","queue":0})", 0, "syncd   работает, в очереди 0\n"},
        {"syncd", R"({"state":"retrying","queue":4,"last_error":"timeout"})", 1,
            "syncd   не может отправить (timeout), в очереди 4, ничего не потеряно. Что сделать: "},
        {"kiosk", R"({"enrolled":true,"recording":false,"revoked":true})", 1,
            "kiosk   отозван сервером, ответов не принимает, прежние целы. Что сделать: "},
        {"syncd", R"({"state":"retrying","queue":4,"last_error":"revoked"})", 1,
            "syncd   сервер отозвал этот киоск, в очереди 4, ничего не потеряно. Что сделать: "},
        {"syncd", R"({"state":"not_enrolled"})", 1, "syncd   не знает сервера"},
        {"printd", R"({"printer":{"state":"ready"}})", 0, "printd  работает, принтер готов\n"},
        {"printd", R"({"printer":{"state":"paper_out"}})", 1,
            "printd  нет бумаги. Что сделать: вставьте рулон"},
        {"printd", R"({"printer":{"state":"ready"},"spool_failed":true})", 1,
            "printd  очередь печати не читается"},
        {"printd", R"({"printer":{"state":"a state of tomorrow"}})", 0, "printd  работает\n"},
        {"server", R"({"state":"serving","alarms":0,"parked":0})", 0, "server  принимает ответы\n"},
        {"server", R"({"state":"attention","alarms":0,"parked":3})", 1,
            "server  принимает ответы, отложено до выяснения: 3, ничего не потеряно. Что "
            "сделать: "},
        {"server", R"({"state":"attention","alarms":1,"parked":3})", 1,
            "server  принимает ответы, тревог: 1. Что сделать: посмотрите журнал"},
        {"server", R"({"state":"attention","alarms":0,"parked":0,"disks_filling_up":2})", 1,
            "server  принимает ответы, киосков с кончающимся местом на диске: 2. Что сделать: какие "
            "это киоски: otklik-server kiosks --low-disk; освободите на них место\n"},
        {"kiosk", R"({"enrolled":"a text where a yes or no was"})", 0, "kiosk   работает\n"},
    };
    for (const Case& one : cases) {
        CAPTURE(one.status);
        Machine machine;
        machine.report(one.process, one.status);
        const auto [code, out] = machine.status();
        CHECK(code == one.code);
        CHECK(has(out, one.line));
    }
}
