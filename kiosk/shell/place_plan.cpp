#include "kiosk/shell/place_plan.h"

#include <algorithm>
#include <utility>

#include "core/base/json.h"
#include "core/base/log.h"

namespace otk::kiosk::shell {
namespace {

constexpr std::int64_t version = 1;
constexpr std::size_t changes_max = 2;

Path file_in(const Path& state_folder) {
    return state_folder / "place.json";
}

Result<std::string> code_at(const Json& json, std::string_view name) {
    std::string code = OTK_TRY(json.string_at(name));
    if (code.empty() || code.size() > PlacePlan::code_bytes_max) {
        return fail(ErrorKind::InvalidInput, "the code of a place expected");
    }
    return code;
}

Result<PlacePlan::Change> change_from(const Json& json) {
    PlacePlan::Change change;
    change.place = OTK_TRY(code_at(json, "place"));
    const std::string from = OTK_TRY(json.string_at("from"));
    change.from = OTK_TRY(parse_day(from));
    return change;
}

Result<PlacePlan> read(const Path& file) {
    const Bytes bytes = OTK_TRY(read_file(file, PlacePlan::file_bytes_max));
    return PlacePlan::parse(text_of(bytes));
}

}  // namespace

Result<PlacePlan> PlacePlan::parse(std::string_view text) {
    const Json json = OTK_TRY(Json::parse(text, {.size_bytes_max = file_bytes_max}));
    const std::int64_t written = OTK_TRY(json.integer_at("version"));
    if (written != version) return fail(ErrorKind::Unsupported, "written by another version");
    std::string configured = OTK_TRY(code_at(json, "configured"));
    PlacePlan plan(std::move(configured));
    const Json::Array* const list = OTK_TRY(json.array_at("changes"));
    if (list->size() > changes_max) return fail(ErrorKind::InvalidInput, "too many changes");
    for (const Json& one : *list) {
        Change change = OTK_TRY(change_from(one));
        if (!plan.m_changes.empty() && change.from <= plan.m_changes.back().from) {
            return fail(ErrorKind::InvalidInput, "changes in the order of their days expected");
        }
        plan.m_changes.push_back(std::move(change));
    }
    return plan;
}

std::string PlacePlan::text() const {
    Json list = Json::array();
    for (const Change& change : m_changes) {
        list.push_back(Json::object().set("place", change.place).set("from", to_text(change.from)));
    }
    return Json::object()
               .set("version", version)
               .set("configured", m_configured)
               .set("changes", std::move(list))
               .dump_pretty() +
           "\n";
}

const std::string& PlacePlan::place_on(const Day& day) const {
    const auto found = std::find_if(m_changes.rbegin(), m_changes.rend(),
        [&day](const Change& change) { return change.from <= day; });
    return found != m_changes.rend() ? found->place : m_configured;
}

std::optional<PlacePlan::Change> PlacePlan::next_after(const Day& day) const {
    const auto found = std::find_if(m_changes.begin(), m_changes.end(),
        [&day](const Change& change) { return change.from > day; });
    return found != m_changes.end() ? std::optional(*found) : std::nullopt;
}

void PlacePlan::change(const Day& today, Change change) {
    std::erase_if(
        m_changes, [&](const Change& one) { return one.from > today || one.from == change.from; });
    if (m_changes.size() > 1) m_changes.erase(m_changes.begin(), m_changes.end() - 1);
    if (place_on(change.from) != change.place) m_changes.push_back(std::move(change));
}

PlacePlan read_place_plan(const Path& state_folder, const std::string& configured) {
    Result<PlacePlan> plan = read(file_in(state_folder));
    if (!plan) {
        if (plan.error().kind != ErrorKind::NotFound) {
            log::warning("the plan of places is set aside", {{"error", plan.error()}});
        }
        return PlacePlan(configured);
    }
    if (plan->configured() != configured) {
        log::info("the configuration names another place: the plan of places is void");
        return PlacePlan(configured);
    }
    return std::move(*plan);
}

Result<void> write_place_plan(const Path& state_folder, const PlacePlan& plan) {
    return write_durably(file_in(state_folder), bytes_of(plan.text()), 0600);
}

}  // namespace otk::kiosk::shell
