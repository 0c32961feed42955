#include "cli/process_report.h"

#include "core/base/assert.h"
#include "core/base/format.h"

namespace otk::cli {

std::string_view name_of(ProcessState state) {
    switch (state) {
        case ProcessState::Well:
            return "well";
        case ProcessState::Attention:
            return "attention";
        case ProcessState::Broken:
            return "broken";
        case ProcessState::Silent:
            return "silent";
        case ProcessState::Stopped:
            return "stopped";
        case ProcessState::NotHere:
            return "not-here";
    }
    OTK_UNREACHABLE();
}

bool is_well(ProcessState state) {
    return state == ProcessState::Well || state == ProcessState::NotHere;
}

ProcessReport report_of(std::string_view process, const Json& status, std::int64_t age_s) {
    ProcessReport report{std::string(process), ProcessState::Well, "работает", "", status};
    if (age_s > silent_after_s) {
        report.state = ProcessState::Silent;
        report.text = format("не отвечает {} мин", age_s / 60);
        report.remedy = format("перезапустите: systemctl restart otklik-{}", process);
    }
    return report;
}

ProcessReport report_absent(std::string_view process, bool configured) {
    if (!configured) {
        return {std::string(process), ProcessState::NotHere, "на этой машине не настроен", "", {}};
    }
    return {std::string(process), ProcessState::Stopped, "не запущен",
        format("запустите: systemctl start otklik-{}", process), {}};
}

ProcessReport report_unreadable(std::string_view process, const Error& error) {
    return {std::string(process), ProcessState::Broken,
        format("файл состояния не читается ({})", error.context),
        error.kind == ErrorKind::Permission
            ? "запустите от пользователя группы otklik"
            : format("перезапустите: systemctl restart otklik-{}", process),
        {}};
}

std::string line_of(const ProcessReport& report) {
    std::string line = format("{:<7} {}", report.process, report.text);
    if (!report.remedy.empty()) line += format(". Что сделать: {}", report.remedy);
    return line;
}

}  // namespace otk::cli
