#include "cli/process_report.h"

#include <algorithm>
#include <array>
#include <utility>

#include "cli/printer_words.h"
#include "core/base/assert.h"
#include "core/base/format.h"

namespace otk::cli {
namespace {

constexpr std::string_view enrol_remedy =
    "на сервере: otklik-server enrol-code --place МЕСТО, здесь: otklik enroll КОД; "
    "без сети: otklik-server add-kiosk kiosk.pub --place МЕСТО, файл enrolment.json в inbox/";

constexpr std::string_view revoked_remedy =
    "если киоск снова ваш, на сервере: otklik-server revoke-kiosk НОМЕР --undo";

// Status files of another version may lack a member: then it says nothing.
bool says(const Json& status, std::string_view name, bool expected) {
    const Json* value = status.find(name);
    return value != nullptr && value->if_bool() != nullptr && *value->if_bool() == expected;
}

bool is_yes(const Json& status, std::string_view name) { return says(status, name, true); }
bool is_no(const Json& status, std::string_view name) { return says(status, name, false); }

std::int64_t count(const Json& status, std::string_view name) {
    return status.integer_at(name).value_or(0);
}

std::string word(const Json& status, std::string_view name) {
    return status.string_at(name).value_or("");
}

void set(ProcessReport& report, ProcessState state, std::string text, std::string_view remedy) {
    report.state = state;
    report.text = std::move(text);
    report.remedy = remedy;
}

/// Members: kiosk/shell/status_reporter.cpp.
void judge_kiosk(ProcessReport& report) {
    const Json& status = report.status;
    const std::int64_t set_aside = count(status, "rows_damaged") + count(status, "files_set_aside");
    if (is_yes(status, "starting")) {
        report.text = "запускается";
    } else if (is_no(status, "enrolled")) {
        set(report, ProcessState::Broken, "не зарегистрирован, ответы не записывает", enrol_remedy);
    } else if (is_yes(status, "revoked")) {
        set(report, ProcessState::Broken, "отозван сервером, ответов не принимает, прежние целы",
            revoked_remedy);
    } else if (is_no(status, "recording")) {
        set(report, ProcessState::Broken, "не может записывать ответы, прежние целы",
            "освободите место на диске или замените диск");
    } else if (is_no(status, "frames_shown")) {
        set(report, ProcessState::Broken, "не показывает экран",
            "проверьте экран и кабель, затем: systemctl restart otklik-kiosk");
    } else if (set_aside > 0) {
        set(report, ProcessState::Attention,
            format("работает, повреждённых записей отложено: {}", set_aside),
            "проверьте диск: smartctl -H; при повторении замените его");
    } else if (word(status, "room") == "low") {
        set(report, ProcessState::Attention,
            format("работает, место кончается: на диске свободно {} МиБ, ответы занимают {} МиБ",
                count(status, "disk_free_mib"), count(status, "buffer_mib")),
            "освободите место на диске; если ответы не уходят, проверьте сеть и сервер");
    } else if (status.find("bundle_refused") != nullptr) {
        set(report, ProcessState::Attention,
            format("работает, новый набор форм «{}» не принят: {}", word(status, "bundle_refused"),
                word(status, "bundle_refused_why")),
            "показывается прежний; исправьте набор, подпишите заново и установите");
    } else if (count(status, "receipts_refused") > 0) {
        set(report, ProcessState::Attention,
            format("работает, расписок отвергнуто: {}", count(status, "receipts_refused")),
            "проверьте, тот ли сервер отвечает: адрес и ключ в enrolment.json");
    } else if (status.find("unsent") != nullptr) {
        report.text =
            format("работает, не отправлено {}, ничего не потеряно", count(status, "unsent"));
    }
    // Whatever else is the case: until then the old key signs, and nothing is to be done here.
    if (is_yes(status, "key_change_waits") && !report.text.empty()) {
        report.text += "; новый ключ ждёт ответа сервера, пока подписывает прежний";
    }
}

/// Members: sync/status_file.h.
void judge_syncd(ProcessReport& report) {
    const Json& status = report.status;
    const std::string state = word(status, "state");
    if (state == "not_enrolled") {
        set(report, ProcessState::Broken, "не знает сервера, ничего не отправляет", enrol_remedy);
    } else if (word(status, "last_error") == "revoked") {
        set(report, ProcessState::Broken,
            format("сервер отозвал этот киоск, в очереди {}, ничего не потеряно",
                count(status, "queue")),
            revoked_remedy);
    } else if (state == "retrying") {
        set(report, ProcessState::Attention,
            format("не может отправить ({}), в очереди {}, ничего не потеряно",
                word(status, "last_error"), count(status, "queue")),
            "проверьте сеть и сервер; повторяет сам");
    } else if (!state.empty()) {
        report.text = format("работает, в очереди {}", count(status, "queue"));
    }
}

/// Members: drivers/service/desk.cpp; the printer's state as the socket tells it too.
void judge_printd(ProcessReport& report) {
    const Json* spool_failed = report.status.find("spool_failed");
    if (spool_failed != nullptr && *spool_failed == Json(true)) {
        set(report, ProcessState::Broken, "очередь печати не читается или не записывается",
            "освободите место на диске, затем: systemctl restart otklik-printd");
        return;
    }
    const Json* printer = report.status.find("printer");
    const std::string state = printer != nullptr ? word(*printer, "state") : std::string();
    const PrinterWords* words = printer_words(state);
    if (words == nullptr) return;
    const bool is_well = words->judged == ProcessState::Well;
    set(report, words->judged, format("{}{}", is_well ? "работает, " : "", words->text),
        words->remedy);
}

/// Members: server/program/run.cpp.
void judge_server(ProcessReport& report) {
    const Json& status = report.status;
    if (count(status, "alarms") > 0) {
        set(report, ProcessState::Attention,
            format("принимает ответы, тревог: {}", count(status, "alarms")),
            "посмотрите журнал: journalctl -u otklik-server");
    } else if (count(status, "parked") > 0) {
        set(report, ProcessState::Attention,
            format("принимает ответы, отложено до выяснения: {}, ничего не потеряно",
                count(status, "parked")),
            "дайте серверу недостающие формы или ключи; причины: otklik status --json");
    } else if (count(status, "disks_filling_up") > 0) {
        set(report, ProcessState::Attention,
            format("принимает ответы, киосков с кончающимся местом на диске: {}",
                count(status, "disks_filling_up")),
            "какие это киоски: otklik-server kiosks --low-disk; освободите на них место");
    } else if (!word(status, "state").empty()) {
        report.text = "принимает ответы";
    }
}

}  // namespace

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
        return report;
    }
    if (process == "kiosk") judge_kiosk(report);
    if (process == "syncd") judge_syncd(report);
    if (process == "printd") judge_printd(report);
    if (process == "server") judge_server(report);
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
