#include "core/bundle/profile.h"

#include <catch2/catch.hpp>

using namespace otk;
using namespace otk::bundle;

namespace {

std::string sample() {
    const Result<Bytes> bytes =
        read_file(Path(OTK_SOURCE_DIR) / "config/profiles/astrakhan.toml", 1U << 20U);
    REQUIRE(bytes);
    return std::string(text_of(*bytes));
}

/// The refusal of the sample with one piece of text replaced.
std::string refusal_with(const std::string& old_text, const std::string& new_text) {
    std::string text = sample();
    const std::size_t at = text.find(old_text);
    REQUIRE(at != std::string::npos);
    text.replace(at, old_text.size(), new_text);
    const Result<Profile> profile = parse_profile(text, "p.toml");
    REQUIRE_FALSE(profile);
    CHECK(profile.error().kind == ErrorKind::InvalidInput);
    CHECK(profile.error().context.starts_with("p.toml:"));
    return profile.error().context;
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a profile with an unknown key is refused, and the near one is named") {
    CHECK(has(refusal_with("retention_months", "retention_month"), "retention_months"));
    CHECK(has(refusal_with("[cadence]", "[cadense]"), "cadence"));
}

TEST_CASE("a word outside the closed list is refused with the whole list") {
    CHECK(has(refusal_with("appeals = \"internal\"", "appeals = \"open\""),
        "\"open\" is none of: publish, internal, ask"));
    CHECK(has(refusal_with("surveys_longest = \"quarter\"", "surveys_longest = \"week\""),
        "month, quarter, year"));
    CHECK(has(refusal_with("audiences = [\"external\"]", "audiences = [\"all\"]"), "\"all\""));
    CHECK(has(refusal_with("audiences = [\"external\"]", "audiences = []"), "each once"));
}

TEST_CASE("a code that is given twice or is no code is refused") {
    CHECK(has(refusal_with("code = \"function\"", "code = \"service\""), "given before"));
    CHECK(has(refusal_with("code = \"function\"", "code = \"Функция\""), "small Latin letter"));
}

TEST_CASE("publication is internal where a profile says nothing") {
    std::string text = sample();
    const std::size_t begin = text.find("[publication]");
    text.erase(begin, text.find("[collection]") - begin);
    const Result<Profile> profile = parse_profile(text, "p.toml");
    REQUIRE(profile);
    CHECK(profile->publication.surveys == Publication::Internal);
    CHECK(profile->publication.decisions == Publication::Internal);
}

TEST_CASE("values that contradict each other are refused") {
    CHECK(has(refusal_with("month_responses_min = 0", "month_responses_min = 10"), "exactly if"));
    CHECK(has(refusal_with("surveys_longest = \"quarter\"", "surveys_longest = \"month\""),
        "longer than"));
    CHECK(has(refusal_with("units_day = 0", "units_day = 5"), "not after"));
    CHECK(has(refusal_with("[20, 5]", "[5, 20]"), "from high to low"));
    CHECK(has(refusal_with("[20, 5]", "[20]"), "one fewer"));
    CHECK(has(refusal_with("enabled = true", "enabled = false"), "no other values"));
}

TEST_CASE("R52 a profile may raise the smallest published cell, never lower it") {
    CHECK(has(refusal_with("k_external = 5", "k_external = 4"), "5 to 1000"));
    CHECK(has(refusal_with("k_internal = 10", "k_internal = 9"), "10 to 1000"));
}

TEST_CASE("a profile's drops name forms, lines and choices") {
    const Result<Profile> profile = parse_profile(sample(), "p.toml");
    REQUIRE(profile);
    const FormDrop* staff = profile->drop("staff");
    REQUIRE(staff != nullptr);
    CHECK(staff->questions == std::vector<std::string>{"contracts", "rules"});
    CHECK(staff->choices.at("aspect") == std::vector<std::string>{"contracts", "rules"});
    CHECK(profile->drop("service") == nullptr);
    CHECK(has(refusal_with("form = \"staff\"", "form = \"reception\""), "second drop"));
}
