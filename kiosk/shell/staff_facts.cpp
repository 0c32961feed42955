#include "kiosk/shell/staff_facts.h"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <ctime>

#include "core/base/json.h"
#include "kiosk/shell/printd_line.h"

namespace otk::kiosk::shell {
namespace {

/// The courier rewrites its file every ten seconds; an older one is of a courier that has ended.
constexpr std::int64_t status_age_s_max = 60;
constexpr std::size_t status_bytes_max = 16'384;

struct PrinterWord {
    std::string_view word;
    model::PrinterCondition condition;
};
constexpr std::array printer_words{
    PrinterWord{"ready", model::PrinterCondition::Ready},
    PrinterWord{"busy", model::PrinterCondition::Busy},
    PrinterWord{"paper_low", model::PrinterCondition::PaperLow},
    PrinterWord{"paper_out", model::PrinterCondition::PaperOut},
    PrinterWord{"cover_open", model::PrinterCondition::CoverOpen},
    PrinterWord{"cutter", model::PrinterCondition::Cutter},
    PrinterWord{"offline", model::PrinterCondition::Offline},
    PrinterWord{"absent", model::PrinterCondition::Absent},
    PrinterWord{"no_permission", model::PrinterCondition::NoPermission},
};

struct FateWord {
    std::string_view word;
    model::StaffJob::Fate fate;
};
constexpr std::array fate_words{
    FateWord{"queued", model::StaffJob::Fate::Queued},
    FateWord{"sending", model::StaffJob::Fate::Sending},
    FateWord{"printed", model::StaffJob::Fate::Printed},
    FateWord{"failed", model::StaffJob::Fate::Failed},
    FateWord{"cancelled", model::StaffJob::Fate::Cancelled},
};

Result<model::StaffJob> job_from(const Json& json) {
    model::StaffJob job;
    job.id = OTK_TRY(json.integer_at("job"));
    const std::string state = OTK_TRY(json.string_at("state"));
    const auto* const found = std::ranges::find(fate_words, state, &FateWord::word);
    job.fate = found != fate_words.end() ? found->fate : model::StaffJob::Fate::Unknown;
    job.copies = OTK_TRY(json.integer_at("copies"));
    job.printed = OTK_TRY(json.integer_at("printed"));
    job.failed = OTK_TRY(json.integer_at("failed"));
    job.unknown = OTK_TRY(json.integer_at("unknown"));
    job.paused = OTK_TRY(json.bool_at("paused"));
    if (const Json* slip = json.find("slip")) job.place = slip->string_at("place").value_or("");
    return job;
}

}  // namespace

model::PrinterCondition printer_condition(std::string_view word) {
    const auto* const found = std::ranges::find(printer_words, word, &PrinterWord::word);
    return found != printer_words.end() ? found->condition : model::PrinterCondition::Unknown;
}

model::NetworkFacts network_facts(std::string_view status_json) {
    using Condition = model::NetworkFacts::Condition;
    model::NetworkFacts facts;
    facts.condition = Condition::NoService;
    const Result<Json> json = Json::parse(status_json, {.size_bytes_max = status_bytes_max});
    if (!json) return facts;
    const std::string state = json->string_at("state").value_or("");
    if (state == "not_enrolled") facts.condition = Condition::NotEnrolled;
    if (state == "retrying") facts.condition = Condition::Retrying;
    if (state == "idle" || state == "waiting") facts.condition = Condition::Works;
    facts.batches_waiting = json->integer_at("queue").value_or(0);
    facts.failures = json->integer_at("failures").value_or(0);
    if (facts.failures > 0) facts.trouble = json->string_at("last_error").value_or("");
    facts.last_success_day = json->string_at("last_success_day").value_or("");
    return facts;
}

Result<std::vector<model::StaffJob>> ask_jobs(const Path& socket) {
    const Json reply = OTK_TRY(ask_printd(socket, Json::object().set("op", "jobs")));
    const Json::Array* const list = OTK_TRY(reply.array_at("jobs"));
    std::vector<model::StaffJob> jobs;
    for (const Json& one : *list) {
        model::StaffJob job = OTK_TRY(job_from(one));
        jobs.push_back(std::move(job));
    }
    return jobs;
}

Result<void> ask_printer(const Path& socket, model::StaffFacts& facts) {
    const Json reply = OTK_TRY(ask_printd(socket, Json::object().set("op", "status")));
    const Json* printer = OTK_TRY(reply.object_at("printer"));
    const std::string state = OTK_TRY(printer->string_at("state"));
    facts.printer = printer_condition(state);
    facts.printer_model = OTK_TRY(printer->string_at("model"));
    facts.slips_waiting = OTK_TRY(reply.integer_at("queue"));
    return {};
}

model::NetworkFacts network_from(const Path& file) {
    model::NetworkFacts none;
    none.condition = model::NetworkFacts::Condition::NoService;
    struct stat entry {};
    if (::stat(file.c_str(), &entry) != 0) return none;
    if (std::time(nullptr) - entry.st_mtim.tv_sec > status_age_s_max) return none;
    const Result<Bytes> bytes = read_file(file, status_bytes_max);
    return bytes ? network_facts(text_of(*bytes)) : none;
}

}  // namespace otk::kiosk::shell
