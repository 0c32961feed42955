#include "core/bundle/profile.h"

#include <algorithm>
#include <array>

#include "core/bundle/words.h"
#include "core/config/toml.h"

namespace otk::bundle {
namespace {

using config::TomlTable;

constexpr std::array periods{Word<Period>{"month", Period::Month},
    Word<Period>{"quarter", Period::Quarter}, Word<Period>{"year", Period::Year}};
constexpr std::array denominators{Word<Denominator>{"complaints", Denominator::Complaints},
    Word<Denominator>{"appeals", Denominator::Appeals}};
constexpr std::array cohorts{
    Word<Cohort>{"received", Cohort::Received}, Word<Cohort>{"resolved", Cohort::Resolved}};
constexpr std::array publications{Word<Publication>{"publish", Publication::Publish},
    Word<Publication>{"internal", Publication::Internal},
    Word<Publication>{"ask", Publication::Ask}};

template <typename Value, std::size_t Size>
Result<Value> one_of(
    const TomlTable& table, std::string_view key, const std::array<Word<Value>, Size>& known) {
    return word_at<Value>(table, key, known);
}

/// Codes are given once a list.
Result<std::string> new_code(const TomlTable& table, std::set<std::string>& seen) {
    std::string code = OTK_TRY(code_at(table, "code"));
    if (!seen.insert(code).second) return table.fail_at("code", "this code was given before");
    return code;
}

Result<Act> read_act(const TomlTable& table) {
    OTK_TRY(table.allow_only({"kind", "issuer", "number", "date", "title"}));
    Act act;
    act.kind = OTK_TRY(filled_at(table, "kind"));
    act.issuer = OTK_TRY(filled_at(table, "issuer"));
    act.number = OTK_TRY(table.text("number"));
    act.date = OTK_TRY(table.text("date"));
    act.title = OTK_TRY(filled_at(table, "title"));
    return act;
}

Result<std::vector<Direction>> read_directions(const TomlTable& root) {
    const std::vector<TomlTable> tables = OTK_TRY(root.tables("direction"));
    std::set<std::string> seen;
    std::vector<Direction> directions;
    for (const TomlTable& table : tables) {
        OTK_TRY(table.allow_only({"code", "label", "audiences"}));
        Direction direction;
        direction.code = OTK_TRY(new_code(table, seen));
        direction.label = OTK_TRY(filled_at(table, "label"));
        direction.audiences = OTK_TRY(audiences_at(table, "audiences"));
        directions.push_back(std::move(direction));
    }
    if (directions.empty()) return root.fail_at("direction", "a profile needs directions");
    return directions;
}

Result<std::vector<Respondent>> read_respondents(const TomlTable& root) {
    const std::vector<TomlTable> tables = OTK_TRY(root.tables("respondent"));
    std::set<std::string> seen;
    std::vector<Respondent> respondents;
    for (const TomlTable& table : tables) {
        OTK_TRY(table.allow_only({"code", "label"}));
        Respondent respondent;
        respondent.code = OTK_TRY(new_code(table, seen));
        respondent.label = OTK_TRY(filled_at(table, "label"));
        respondents.push_back(std::move(respondent));
    }
    return respondents;
}

Result<Cadence> read_cadence(const TomlTable& table) {
    OTK_TRY(table.allow_only({"surveys_shortest", "surveys_longest", "month_responses_min",
        "appeals", "internal_always_open", "yearly_internal"}));
    Cadence cadence;
    cadence.surveys_shortest = OTK_TRY(one_of(table, "surveys_shortest", periods));
    cadence.surveys_longest = OTK_TRY(one_of(table, "surveys_longest", periods));
    cadence.month_responses_min = OTK_TRY(number_at(table, "month_responses_min", 0, 1'000'000));
    cadence.appeals = OTK_TRY(one_of(table, "appeals", periods));
    cadence.internal_always_open = OTK_TRY(table.boolean("internal_always_open"));
    cadence.yearly_internal = OTK_TRY(table.boolean("yearly_internal"));
    if (cadence.surveys_shortest > cadence.surveys_longest) {
        return table.fail_at("surveys_shortest", "is longer than surveys_longest");
    }
    const bool by_volume = cadence.surveys_shortest != cadence.surveys_longest;
    if (by_volume != (cadence.month_responses_min > 0)) {
        return table.fail_at("month_responses_min",
            "is above 0 exactly if the shortest and the longest period differ");
    }
    return cadence;
}

Result<Deadline> read_deadline(const TomlTable& table) {
    OTK_TRY(table.allow_only({"day", "day_included", "units_day"}));
    Deadline deadline;
    deadline.day = OTK_TRY(number_at(table, "day", 0, 28));
    deadline.day_included = OTK_TRY(table.boolean("day_included"));
    deadline.units_day = OTK_TRY(number_at(table, "units_day", 0, 28));
    if (deadline.units_day > deadline.day) {
        return table.fail_at("units_day", "the units' day is not after the report's");
    }
    return deadline;
}

Result<Appeals> read_appeals(const TomlTable& table) {
    OTK_TRY(table.allow_only({"denominator", "cohort", "audiences", "subordinate", "grouping",
        "satisfied", "unsatisfied"}));
    Appeals appeals;
    appeals.denominator = OTK_TRY(one_of(table, "denominator", denominators));
    appeals.cohort = OTK_TRY(one_of(table, "cohort", cohorts));
    appeals.audiences = OTK_TRY(audiences_at(table, "audiences"));
    appeals.subordinate = OTK_TRY(table.boolean("subordinate"));
    appeals.grouping = OTK_TRY(filled_at(table, "grouping"));
    appeals.satisfied = OTK_TRY(filled_at(table, "satisfied"));
    appeals.unsatisfied = OTK_TRY(filled_at(table, "unsatisfied"));
    return appeals;
}

Result<PainMap> read_pain_map(const TomlTable& table) {
    OTK_TRY(table.allow_only(
        {"enabled", "appendix", "columns", "levels", "level_percent_min", "footnote"}));
    PainMap map;
    map.enabled = OTK_TRY(table.boolean("enabled"));
    if (!map.enabled) {
        if (table.keys().size() > 1) {
            return table.fail_at("enabled", "a pain map that is off has no other values");
        }
        return map;
    }
    map.appendix = OTK_TRY(filled_at(table, "appendix"));
    map.columns = OTK_TRY(table.texts("columns"));
    map.levels = OTK_TRY(table.texts("levels"));
    map.footnote = OTK_TRY(filled_at(table, "footnote"));
    const std::vector<std::int64_t> percents = OTK_TRY(table.integers("level_percent_min"));
    if (map.columns.size() != 8) return table.fail_at("columns", "the table has eight columns");
    if (map.levels.size() < 2) return table.fail_at("levels", "at least two levels");
    const bool falling = std::ranges::is_sorted(percents, std::ranges::greater{}) &&
                         std::ranges::all_of(percents,
                             [](std::int64_t percent) { return percent >= 0 && percent <= 100; });
    if (percents.size() + 1 != map.levels.size() || !falling) {
        return table.fail_at(
            "level_percent_min", "percents from high to low, one fewer than there are levels");
    }
    map.level_percent_min.assign(percents.begin(), percents.end());
    return map;
}

Result<PublicationPolicy> read_publication(const TomlTable& table) {
    OTK_TRY(table.allow_only({"surveys", "appeals", "pain_map", "decisions"}));
    PublicationPolicy policy;
    policy.surveys = OTK_TRY(one_of(table, "surveys", publications));
    policy.appeals = OTK_TRY(one_of(table, "appeals", publications));
    policy.pain_map = OTK_TRY(one_of(table, "pain_map", publications));
    policy.decisions = OTK_TRY(one_of(table, "decisions", publications));
    return policy;
}

Result<Collection> read_collection(const TomlTable& table) {
    OTK_TRY(table.allow_only({"channels", "oral_external", "written_external", "oral_internal",
        "written_internal", "personal_mailing"}));
    Collection collection;
    collection.channels = OTK_TRY(table.texts("channels"));
    collection.oral_external = OTK_TRY(table.boolean("oral_external"));
    collection.written_external = OTK_TRY(table.boolean("written_external"));
    collection.oral_internal = OTK_TRY(table.boolean("oral_internal"));
    collection.written_internal = OTK_TRY(table.boolean("written_internal"));
    collection.personal_mailing = OTK_TRY(table.boolean("personal_mailing"));
    return collection;
}

Result<std::map<std::string, std::string>> read_roles(const TomlTable& table) {
    OTK_TRY(table.allow_only({"control", "collector", "unit", "internal_collector"}));
    std::map<std::string, std::string> roles;
    for (const std::string& role : table.keys()) {
        roles[role] = OTK_TRY(filled_at(table, role));
    }
    return roles;
}

Result<std::vector<FormDrop>> read_drops(const TomlTable& root) {
    const std::vector<TomlTable> tables = OTK_TRY(root.tables("drop"));
    std::set<std::string> seen;
    std::vector<FormDrop> drops;
    for (const TomlTable& table : tables) {
        OTK_TRY(table.allow_only({"form", "questions", "choices", "titles"}));
        FormDrop drop;
        drop.form = OTK_TRY(code_at(table, "form"));
        if (!seen.insert(drop.form).second)
            return table.fail_at("form", "a second drop of this form");
        const std::optional<std::vector<std::string>> questions =
            OTK_TRY(table.texts_if("questions"));
        drop.questions = questions.value_or(std::vector<std::string>{});
        const std::optional<TomlTable> lists = OTK_TRY(table.table_if("choices"));
        if (lists) {
            for (const std::string& list : lists->keys()) {
                drop.choices[list] = OTK_TRY(lists->texts(list));
            }
        }
        const std::optional<TomlTable> titles = OTK_TRY(table.table_if("titles"));
        if (titles) {
            for (const std::string& page : titles->keys()) {
                drop.titles[page] = OTK_TRY(texts_at(*titles, page));
            }
        }
        drops.push_back(std::move(drop));
    }
    return drops;
}

Result<void> read_privacy(const TomlTable& table, Profile& profile) {
    OTK_TRY(table.allow_only({"retention_months", "k_external", "k_internal"}));
    profile.retention_months = OTK_TRY(number_at(table, "retention_months", 1, 120));
    // Below 5 a published cell points at persons; staff know each other, so theirs starts at 10.
    profile.k_external = OTK_TRY(number_at(table, "k_external", 5, 1000));
    profile.k_internal = OTK_TRY(number_at(table, "k_internal", 10, 1000));
    return {};
}

Result<Profile> read_profile(const TomlTable& root) {
    OTK_TRY(root.allow_only(
        {"name", "act", "direction", "respondent", "internal_circle", "cadence", "deadline",
            "appeals", "pain_map", "publication", "collection", "roles", "privacy", "drop"}));
    Profile profile;
    profile.name = OTK_TRY(code_at(root, "name"));
    const TomlTable act = OTK_TRY(root.table("act"));
    profile.act = OTK_TRY(read_act(act));
    profile.directions = OTK_TRY(read_directions(root));
    profile.respondents = OTK_TRY(read_respondents(root));
    profile.internal_circle = OTK_TRY(root.texts("internal_circle"));
    const TomlTable cadence = OTK_TRY(root.table("cadence"));
    profile.cadence = OTK_TRY(read_cadence(cadence));
    const TomlTable deadline = OTK_TRY(root.table("deadline"));
    profile.deadline = OTK_TRY(read_deadline(deadline));
    const TomlTable appeals = OTK_TRY(root.table("appeals"));
    profile.appeals = OTK_TRY(read_appeals(appeals));
    const TomlTable pain_map = OTK_TRY(root.table("pain_map"));
    profile.pain_map = OTK_TRY(read_pain_map(pain_map));
    const std::optional<TomlTable> publication = OTK_TRY(root.table_if("publication"));
    if (publication) profile.publication = OTK_TRY(read_publication(*publication));
    const TomlTable collection = OTK_TRY(root.table("collection"));
    profile.collection = OTK_TRY(read_collection(collection));
    const TomlTable roles = OTK_TRY(root.table("roles"));
    profile.roles = OTK_TRY(read_roles(roles));
    const TomlTable privacy = OTK_TRY(root.table("privacy"));
    OTK_TRY(read_privacy(privacy, profile));
    profile.drops = OTK_TRY(read_drops(root));
    return profile;
}

}  // namespace

std::string Act::citation() const {
    const std::string when = date.empty() ? "____________" : date;
    const std::string which = number.empty() ? "______" : number;
    return format("{} ({}) от {} № {}", kind, issuer, when, which);
}

const Direction* Profile::direction(std::string_view code) const {
    const auto found = std::ranges::find(directions, code, &Direction::code);
    return found == directions.end() ? nullptr : &*found;
}

const FormDrop* Profile::drop(std::string_view form) const {
    const auto found = std::ranges::find(drops, form, &FormDrop::form);
    return found == drops.end() ? nullptr : &*found;
}

Result<Profile> parse_profile(std::string_view text, const std::string& source) {
    const TomlTable root = OTK_TRY(TomlTable::parse(text, source));
    return read_profile(root);
}

Result<Profile> load_profile(const Path& path) {
    const TomlTable root = OTK_TRY(TomlTable::load(path));
    return read_profile(root);
}

}  // namespace otk::bundle
