#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/file.h"
#include "core/base/result.h"
#include "core/form/form.h"

namespace otk::bundle {

/// What a municipality's act says of itself. Typed by hand and never parsed (X10): the acts
/// contradict themselves in dates and numbers, and one has neither yet (both texts are then empty).
struct Act {
    std::string kind;    ///< «распоряжение»
    std::string issuer;  ///< who issued it, as the act's head says
    std::string number;
    std::string date;
    std::string title;  ///< of the regulation that it approves

    /// «распоряжение … от 14 октября 2025 года № 1130-р»; blanks where date or number are missing.
    std::string citation() const;
};

/// One direction of interaction (R04–R12): code and the act's own words (X11).
struct Direction {
    std::string code;
    std::string label;
    std::set<form::Audience> audiences;  ///< R03: a set, since one act has one list for both
};

/// One kind of respondent that the act names (R01).
struct Respondent {
    std::string code;
    std::string label;
};

enum class Period { Month, Quarter, Year };

/// How often results are summed up (X2, X8).
struct Cadence {
    Period surveys_shortest = Period::Quarter;
    Period surveys_longest = Period::Quarter;
    /// A month with at least so many responses is summed up alone; 0 where both periods are one.
    std::int64_t month_responses_min = 0;
    Period appeals = Period::Quarter;
    bool internal_always_open = false;  ///< R21, R36: staff may answer at any time
    bool yearly_internal = false;       ///< R37
};

/// «до 10 числа» (R72); day 0: the act sets none.
struct Deadline {
    int day = 0;
    bool day_included = true;  ///< whether the named day itself is still in time
    int units_day = 0;         ///< until when the units hand in their part; 0: none of their own
};

enum class Denominator { Complaints, Appeals };
enum class Cohort { Received, Resolved };

/// Monitoring of appeals (R60–R68, X3, X12).
struct Appeals {
    Denominator denominator = Denominator::Complaints;
    Cohort cohort = Cohort::Received;
    std::set<form::Audience> audiences;
    bool subordinate = false;  ///< R66: those of subordinate bodies count too
    std::string grouping;  ///< «тематика (в соответствии с классификатором)»
    std::string satisfied;  ///< the act's words for the two figures
    std::string unsatisfied;
};

/// The pain map (R80–R87, X7, X9).
struct PainMap {
    bool enabled = false;
    std::string appendix;  ///< whose table: «приложение» of the act, or another's
    std::vector<std::string> columns;    ///< eight headings, the first is №
    std::vector<std::string> levels;     ///< highest first
    std::vector<int> level_percent_min;  ///< share from which a level begins; one fewer than levels
    std::string footnote;
};

/// Who may see a figure (X1). Ask: a person decides each time.
enum class Publication { Publish, Internal, Ask };

struct PublicationPolicy {
    Publication surveys = Publication::Internal;
    Publication appeals = Publication::Internal;
    Publication pain_map = Publication::Internal;
    Publication decisions = Publication::Internal;
};

/// How feedback may come in (X5, X6).
struct Collection {
    std::vector<std::string> channels;
    bool oral_external = false;
    bool written_external = true;
    bool oral_internal = false;
    bool written_internal = true;
    bool personal_mailing = false;  ///< R34; always by blind tokens
};

/// What a profile takes out of a sample form: matrix lines and choices that its act does not know.
struct FormDrop {
    std::string form;
    std::vector<std::string> questions;
    std::map<std::string, std::vector<std::string>> choices;  ///< list → names
    std::map<std::string, form::Texts> titles;  ///< page → its title, where the old one would lie
};

/// Everything that a municipality does differently, from one file (docs/PROFILES.md). No code of
/// the product knows a municipality.
struct Profile {
    std::string name;  ///< the file's: "astrakhan"
    Act act;
    std::vector<Direction> directions;
    std::vector<Respondent> respondents;
    std::vector<std::string> internal_circle;  ///< R02
    Cadence cadence;
    Deadline deadline;
    Appeals appeals;
    PainMap pain_map;
    PublicationPolicy publication;
    Collection collection;
    std::map<std::string, std::string> roles;  ///< role → the act's words (R75, R76)
    int retention_months = 24;
    int k_external = 5;
    int k_internal = 10;
    std::vector<FormDrop> drops;

    const Direction* direction(std::string_view code) const;
    const FormDrop* drop(std::string_view form) const;
};

/// Reads a profile with a strict schema: an unknown key, a wrong word, a repeated code and a
/// missing value are InvalidInput with "source:line:column: ".
Result<Profile> parse_profile(std::string_view text, const std::string& source);
Result<Profile> load_profile(const Path& path);

}  // namespace otk::bundle
