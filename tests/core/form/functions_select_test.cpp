// ODK XForms, "Select Functions".

#include <catch2/catch.hpp>

#include "tests/core/form/sample_instance.h"

using otk::test::SampleInstance;

TEST_CASE("functions of selects work on names between spaces") {
    const SampleInstance sample("<r><q> a  b\tc </q><e/></r>");
    CHECK(sample.truth("selected(/r/q, 'b')"));
    CHECK_FALSE(
        sample.truth("selected(/r/q, 'bb') or selected(/r/q, 'a b') or selected(/r/q, '')"));
    CHECK(sample.truth("selected(/r/e, '')"));
    CHECK(sample.number("count-selected(/r/q)") == 3);
    CHECK(sample.number("count-selected(/r/e)") == 0);
    CHECK(sample.text("selected-at(/r/q, 2)") == "c");
    CHECK(sample.text("selected-at(/r/q, 3)").empty());
    CHECK(sample.text("selected-at(/r/q, -1)").empty());
    CHECK(sample.text("jr:choice-name('a', '/r/q')").empty());  // nothing has labels here
}
