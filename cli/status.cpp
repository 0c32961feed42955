#include <chrono>
#include <optional>
#include <ostream>
#include <system_error>

#include "cli/commands.h"
#include "cli/process_report.h"

namespace otk::cli {
namespace {

constexpr std::size_t size_bytes_max = 64U << 10U;

std::optional<std::int64_t> age_seconds(const Path& path) {
    std::error_code failed;
    const auto written = std::filesystem::last_write_time(path, failed);
    if (failed) return std::nullopt;
    const auto age = std::filesystem::file_time_type::clock::now() - written;
    return std::chrono::duration_cast<std::chrono::seconds>(age).count();
}

/// What the process's status file says; absent, old and unreadable ones are reports too.
ProcessReport look_at(std::string_view process, const Path& run_folder, const Path& config_folder) {
    const Path file = run_folder / process / "status.json";
    std::error_code failed;
    const bool configured =
        std::filesystem::exists(config_folder / (std::string(process) + ".toml"), failed);
    const std::optional<std::int64_t> age = age_seconds(file);
    if (!age) return report_absent(process, configured);
    const Result<Bytes> bytes = read_file(file, size_bytes_max);
    if (!bytes) return report_unreadable(process, bytes.error());
    const Result<Json> status = Json::parse(text_of(*bytes));
    if (!status) return report_unreadable(process, status.error());
    return report_of(process, *status, *age);
}

Json json_of(const std::vector<ProcessReport>& reports, bool well) {
    Json processes = Json::array();
    for (const ProcessReport& report : reports) {
        Json one = Json::object();
        one.set("process", report.process);
        one.set("state", name_of(report.state));
        one.set("text", report.text);
        if (!report.remedy.empty()) one.set("remedy", report.remedy);
        one.set("status", report.status);
        processes.push_back(std::move(one));
    }
    Json all = Json::object();
    all.set("well", well);
    all.set("processes", std::move(processes));
    return all;
}

Result<ExitCode> run(const Arguments& arguments, const Console& console) {
    std::vector<ProcessReport> reports;
    bool well = true;
    bool any_expected = false;
    for (const std::string_view process : {"kiosk", "printd", "syncd", "server"}) {
        reports.push_back(
            look_at(process, arguments.path("--run-folder"), arguments.path("--config-folder")));
        well = well && is_well(reports.back().state);
        any_expected = any_expected || reports.back().state != ProcessState::NotHere;
    }
    // A machine on which nothing runs is not well, whatever it was meant for.
    well = well && any_expected;
    if (arguments.flag("--json")) {
        console.out << json_of(reports, well).dump_pretty() << "\n";
    } else {
        for (const ProcessReport& report : reports) {
            console.out << line_of(report) << "\n";
        }
    }
    return well ? ExitCode::Ok : ExitCode::NotWell;
}

}  // namespace

Command status_command() {
    return {"", "status", "Tell how the processes of this machine are and what to do",
        {{OptionKind::Flag, "--json", "Print JSON for a script"},
            {OptionKind::Value, "--run-folder", "Folder of the processes' status files", false,
                "/run/otklik"},
            {OptionKind::Value, "--config-folder",
                "Folder of the configurations: a process that has one is expected to run", false,
                "/etc/otklik"}},
        run};
}

}  // namespace otk::cli
