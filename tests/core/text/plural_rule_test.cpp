#include "core/text/plural_rule.h"

#include <limits>

#include <catch2/catch.hpp>

using namespace otk::text;

TEST_CASE("Russian numbers take the form that a Russian reader expects") {
    // 1 вопрос, 2 вопроса, 5 вопросов
    for (const std::int64_t n : {1, 21, 101, 1001})
        CHECK(form_of(PluralRule::EastSlavic, n) == 0);
    for (const std::int64_t n : {2, 3, 4, 22, 104})
        CHECK(form_of(PluralRule::EastSlavic, n) == 1);
    for (const std::int64_t n : {0, 5, 11, 12, 14, 19, 20, 111, 112}) {
        CHECK(form_of(PluralRule::EastSlavic, n) == 2);
    }
    CHECK(form_of(PluralRule::EastSlavic, -1) == 0);
    CHECK(form_of(PluralRule::EastSlavic, std::numeric_limits<std::int64_t>::min()) == 2);
}

TEST_CASE("English has one form for 1 and one for the rest") {
    CHECK(form_of(PluralRule::OneAndOther, 1) == 0);
    CHECK(form_of(PluralRule::OneAndOther, 0) == 1);
    CHECK(form_of(PluralRule::OneAndOther, 2) == 1);
}

TEST_CASE("a catalogue's rule is known whatever its blanks and outer brackets") {
    CHECK(plural_rule_from("nplurals=2; plural=(n != 1);") == PluralRule::OneAndOther);
    CHECK(plural_rule_from("nplurals=2; plural=n != 1;") == PluralRule::OneAndOther);
    CHECK(plural_rule_from("nplurals=1; plural=0;") == PluralRule::OneForm);
    CHECK(plural_rule_from("nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && "
                           "(n%100<10 || n%100>=20) ? 1 : 2);") == PluralRule::EastSlavic);
}

TEST_CASE("a rule that is not in the table is not guessed") {
    CHECK_FALSE(plural_rule_from("nplurals=4; plural=(n==1 ? 0 : 3);"));
    CHECK_FALSE(plural_rule_from("nplurals=3; plural=(n != 1);"));
    CHECK_FALSE(plural_rule_from(""));
}
