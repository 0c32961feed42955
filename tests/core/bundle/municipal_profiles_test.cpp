// What each regulation says, read by hand and written down here once more: the profiles must agree.
#include <set>

#include <catch2/catch.hpp>

#include "core/bundle/profile.h"

using namespace otk;
using namespace otk::bundle;
using form::Audience;

namespace {

const std::vector<std::string> municipalities{
    "astrakhan", "naursky", "kamensk-uralsky", "gatchina", "urus-martan"};

Profile shipped(const std::string& name) {
    Result<Profile> profile =
        load_profile(Path(OTK_SOURCE_DIR) / "config/profiles" / (name + ".toml"));
    INFO((profile ? "" : profile.error().context));
    REQUIRE(profile);
    return std::move(*profile);
}

/// True if exactly the named municipalities have the property.
template <typename Property>
bool only(const std::set<std::string>& names, Property property) {
    for (const std::string& name : municipalities) {
        UNSCOPED_INFO(name);
        if (property(shipped(name)) != names.contains(name)) return false;
    }
    return true;
}

bool has(const Profile& profile, std::string_view code, Audience audience) {
    const Direction* direction = profile.direction(code);
    return direction != nullptr && direction->audiences.contains(audience);
}

auto external(std::string_view code) {
    return [code](const Profile& profile) { return has(profile, code, Audience::External); };
}

std::set<std::string> internal_codes(const std::string& name) {
    std::set<std::string> codes;
    for (const Direction& direction : shipped(name).directions) {
        if (direction.audiences.contains(Audience::Internal)) codes.insert(direction.code);
    }
    return codes;
}

std::string label(const std::string& name, std::string_view code) {
    const Profile profile = shipped(name);
    const Direction* direction = profile.direction(code);
    REQUIRE(direction != nullptr);
    return direction->label;
}

const std::set<std::string> all(municipalities.begin(), municipalities.end());
const std::set<std::string> chechen{"naursky", "urus-martan"};

}  // namespace

TEST_CASE("each of the five profiles bears its file's name and its act's title") {
    for (const std::string& name : municipalities) {
        const Profile profile = shipped(name);
        CHECK(profile.name == name);
        CHECK(profile.act.title.starts_with("Порядок регулярного сбора и анализа обратной связи"));
    }
}

TEST_CASE("R01 respondents are those that each act lists") {
    CHECK(shipped("astrakhan").respondents.size() == 2);  // физическое, юридическое лицо
    CHECK(shipped("kamensk-uralsky").respondents.size() == 3);  // … или через представителя
    CHECK(shipped("gatchina").respondents.size() == 3);
    CHECK(shipped("naursky").respondents.size() == 10);
    CHECK(shipped("urus-martan").respondents.size() == 10);
}

TEST_CASE("R02 X4 the internal client's circle is as wide as each act draws it") {
    CHECK(
        shipped("gatchina").internal_circle == std::vector<std::string>{"сотрудник Администрации"});
    CHECK(shipped("astrakhan").internal_circle.size() == 2);
    CHECK(shipped("kamensk-uralsky").internal_circle.size() == 3);
    for (const std::string& name : chechen) {
        CHECK(shipped(name).internal_circle.back() == "работник муниципального учреждения");
    }
}

TEST_CASE("R03 a direction carries a set of audiences; Kamensk has one list for both") {
    const Profile kamensk = shipped("kamensk-uralsky");
    for (const std::string code :
        {"service", "support", "control", "appeal", "information", "hr", "function"}) {
        CHECK(has(kamensk, code, Audience::External));
        CHECK(has(kamensk, code, Audience::Internal));
    }
    CHECK(only({"kamensk-uralsky"}, [](const Profile& profile) {
        return profile.direction("service")->audiences.size() == 2;
    }));
}

TEST_CASE("R04 R06 every act has services, and appeals or requests") {
    CHECK(only(all, external("service")));
    CHECK(only(all, external("appeal")));
    CHECK(label("astrakhan", "appeal") == "рассмотрение запросов");
    CHECK(label("gatchina", "appeal") == "рассмотрение обращений");
}

TEST_CASE("R05 functions are a direction in Astrakhan and Kamensk only") {
    CHECK(only({"astrakhan", "kamensk-uralsky"}, external("function")));
}

TEST_CASE("R07 R08 access to information and control are directions everywhere but in Gatchina") {
    const std::set<std::string> four{"astrakhan", "naursky", "kamensk-uralsky", "urus-martan"};
    CHECK(only(four, external("information")));
    CHECK(only(four, external("control")));
}

TEST_CASE("R09 municipal support is a direction in Kamensk only") {
    CHECK(only({"kamensk-uralsky"}, external("support")));
}

TEST_CASE("R10 R11 R12 internal directions are those of each act") {
    const std::set<std::string> six{
        "interaction", "requests", "hr", "facilities", "accounting", "equipment"};
    std::set<std::string> eight = six;
    eight.insert({"contracts", "rules"});
    CHECK(internal_codes("astrakhan") == six);
    CHECK(internal_codes("naursky") == eight);
    CHECK(internal_codes("urus-martan") == eight);
    CHECK(internal_codes("gatchina") == std::set<std::string>{"interaction", "requests"});
    CHECK(internal_codes("kamensk-uralsky").contains("interaction"));
    CHECK(internal_codes("kamensk-uralsky").contains("hr"));
}

TEST_CASE("R21 R36 R37 staff may answer at any time, and are asked yearly, where the act says so") {
    CHECK(only({"astrakhan", "naursky", "kamensk-uralsky", "urus-martan"},
        [](const Profile& profile) { return profile.cadence.internal_always_open; }));
    CHECK(only(chechen, [](const Profile& profile) { return profile.cadence.yearly_internal; }));
}

TEST_CASE("R34 X5 only Kamensk knows a personal mailing of surveys") {
    CHECK(only({"kamensk-uralsky"},
        [](const Profile& profile) { return profile.collection.personal_mailing; }));
}

TEST_CASE("R40 X6 Kamensk takes external feedback in writing only, internal also in person") {
    CHECK(only({"astrakhan", "naursky", "gatchina", "urus-martan"},
        [](const Profile& profile) { return profile.collection.oral_external; }));
    CHECK(only(all, [](const Profile& profile) { return profile.collection.oral_internal; }));
    CHECK(only(all, [](const Profile& profile) { return profile.collection.written_external; }));
}

TEST_CASE("R53 the use of digital services is a direction where the act speaks of it") {
    CHECK(only({"astrakhan", "kamensk-uralsky"}, external("digital")));
}

TEST_CASE("R60 Kamensk monitors the appeals of internal clients too") {
    CHECK(only({"kamensk-uralsky"}, [](const Profile& profile) {
        return profile.appeals.audiences.contains(Audience::Internal);
    }));
}

TEST_CASE("R62 X12 appeals are grouped by the word of each act") {
    CHECK(shipped("kamensk-uralsky").appeals.grouping == "группы");
    CHECK(shipped("gatchina").appeals.grouping == "тематика");
    CHECK(only({"astrakhan", "naursky", "urus-martan"}, [](const Profile& profile) {
        return profile.appeals.grouping == "тематика (в соответствии с классификатором)";
    }));
}

TEST_CASE("R64 R65 X3 Gatchina divides by all appeals, the others by complaints received") {
    CHECK(only({"gatchina"}, [](const Profile& profile) {
        return profile.appeals.denominator == Denominator::Appeals;
    }));
    CHECK(only(
        all, [](const Profile& profile) { return profile.appeals.cohort == Cohort::Received; }));
    CHECK(shipped("kamensk-uralsky").appeals.satisfied == "доля удовлетворенных жалоб");
    CHECK(shipped("kamensk-uralsky").appeals.unsatisfied == "количество неудовлетворенных жалоб");
}

TEST_CASE("R66 subordinate organisations count in Naursky and Urus-Martan") {
    CHECK(only(chechen, [](const Profile& profile) { return profile.appeals.subordinate; }));
}

TEST_CASE("R67 R71 X2 X8 surveys are summed up as often as each act says, appeals by quarter") {
    CHECK(only({"astrakhan", "kamensk-uralsky"}, [](const Profile& profile) {
        return profile.cadence.surveys_shortest == Period::Quarter;
    }));
    for (const std::string& name : municipalities) {
        const Cadence cadence = shipped(name).cadence;
        CHECK(cadence.surveys_longest == Period::Quarter);
        CHECK(cadence.appeals == Period::Quarter);
        // 0.25 × 1.96² / 0.05² = 384.16: from here on a month alone is ±5 % at 95 %.
        const bool quarter_only = cadence.surveys_shortest == Period::Quarter;
        CHECK(cadence.month_responses_min == (quarter_only ? 0 : 385));
    }
}

TEST_CASE("R72 only Kamensk has a deadline: before the 10th, in the careful reading") {
    CHECK(
        only({"kamensk-uralsky"}, [](const Profile& profile) { return profile.deadline.day > 0; }));
    CHECK(shipped("kamensk-uralsky").deadline.day == 10);
    CHECK_FALSE(shipped("kamensk-uralsky").deadline.day_included);
}

TEST_CASE("R75 R76 roles bear the names that the acts give") {
    CHECK(shipped("kamensk-uralsky")
              .roles.at("collector")
              .starts_with("отдел мониторинга муниципальных программ и услуг"));
    CHECK(shipped("naursky").roles.at("internal_collector") ==
          "отдел экономического развития, торговли и предпринимательства");
    CHECK(shipped("urus-martan").roles.at("internal_collector") ==
          "отдел организационной и общей работы администрации");
    CHECK(shipped("gatchina").roles.at("control").ends_with("по экономике и цифровому развитию"));
}

TEST_CASE("R80 R83 R84 X7 X9 three acts have a pain map of eight columns and three levels") {
    const std::set<std::string> three{"astrakhan", "naursky", "urus-martan"};
    CHECK(only(three, [](const Profile& profile) { return profile.pain_map.enabled; }));
    for (const std::string& name : three) {
        const PainMap map = shipped(name).pain_map;
        CHECK(map.columns == std::vector<std::string>{"№", "Наименование процесса",
                                 "Выявленные проблемы/потенциальные потребности клиентов",
                                 "Распространенность проблемы*",
                                 "Приоритетность решения проблемы/удовлетворения потребности*",
                                 "Необходимые к реализации мероприятия", "Ответственный",
                                 "Срок реализации"});
        CHECK(map.levels == std::vector<std::string>{"высокая", "средняя", "низкая"});
        CHECK(map.footnote.find("единица измерения и метод оценки") != std::string::npos);
    }
}

TEST_CASE("R90 X1 figures of appeals are published nowhere, and in Gatchina nothing is") {
    CHECK(only(all, [](const Profile& profile) {
        return profile.publication.appeals == Publication::Internal &&
               profile.publication.pain_map == Publication::Internal;
    }));
    CHECK(only({"gatchina"}, [](const Profile& profile) {
        return profile.publication.surveys == Publication::Internal &&
               profile.publication.decisions == Publication::Internal;
    }));
}

TEST_CASE(
    "R91 X1 Naursky and Urus-Martan must publish aggregates and decisions, two acts are silent") {
    CHECK(only(chechen, [](const Profile& profile) {
        return profile.publication.surveys == Publication::Publish &&
               profile.publication.decisions == Publication::Publish;
    }));
    CHECK(only({"astrakhan", "kamensk-uralsky"}, [](const Profile& profile) {
        return profile.publication.surveys == Publication::Ask &&
               profile.publication.decisions == Publication::Ask;
    }));
}

TEST_CASE("X10 an act without number and date is cited with blanks") {
    CHECK(shipped("astrakhan").act.citation() ==
          "распоряжение (администрация муниципального образования «Городской округ город "
          "Астрахань») от 14.10.2025 № 1130-р");
    CHECK(shipped("naursky").act.number == "171");
    CHECK(shipped("gatchina").act.number == "5874");
    CHECK(shipped("kamensk-uralsky").act.citation().ends_with("от ____________ № ______"));
    CHECK(shipped("urus-martan").act.citation().ends_with("от ____________ № ______"));
}

TEST_CASE("X11 the same control bears each act's own words") {
    CHECK(label("astrakhan", "control") == "осуществление муниципального контроля");
    CHECK(label("kamensk-uralsky", "control") == "осуществление контрольных мероприятий");
    CHECK(label("naursky", "control") == "муниципальный контроль");
}

TEST_CASE("R50 R52 no profile lets out a cell of fewer than 5 visitors or 10 colleagues") {
    CHECK(only(all, [](const Profile& profile) {
        return profile.k_external >= 5 && profile.k_internal >= 10 &&
               profile.retention_months == 24;
    }));
}
