// XPath 1.0, 4.3, and ODK XForms, "Boolean Functions".

#include <catch2/catch.hpp>

#include "tests/core/form/sample_instance.h"

using otk::test::SampleInstance;

TEST_CASE("functions of truths and of choice between values") {
    const SampleInstance sample("<r><e/><a>first</a></r>");
    CHECK(sample.text("if(1 > 2, 'a', 'b')") == "b");
    CHECK(sample.text("if(true(), 'a', weighted-checklist(1, 1, 1, 1, 1))") == "a");
    CHECK(sample.text("coalesce(/r/missing, 'b')") == "b");
    CHECK(sample.text("coalesce(/r/e, /r/a)") == "first");
    CHECK(sample.text("coalesce(0 div 0, 'b')") == "b");
    CHECK(sample.text("coalesce(0, 'b')") == "0");
    CHECK(sample.text("once('new')", "/0/0") == "new");
    CHECK(sample.text("once('new')", "/0/1") == "first");
    CHECK(sample.truth("boolean-from-string('1') and boolean-from-string(true())"));
    CHECK_FALSE(sample.truth("boolean-from-string('yes') or boolean-from-string('')"));
    CHECK(sample.truth("not(false()) and not(0)"));
    CHECK(sample.text("false() or 'x'") == "true");
}

TEST_CASE("checklists count what is true and weigh it") {
    const SampleInstance sample("<r><v>1</v><v>0</v><v>yes</v><w>2</w><w>3</w><w>4</w></r>");
    CHECK(sample.truth("checklist(1, 2, true(), 1 = 1, 0)"));
    CHECK_FALSE(sample.truth("checklist(-1, 1, true(), 5)"));
    CHECK(sample.truth("checklist(2, -1, /r/v)"));
    CHECK_FALSE(sample.truth("checklist(1, -1, '', 'no', -3)"));
    CHECK(sample.truth("weighted-checklist(6, 6, /r/v, /r/w)"));
    CHECK(sample.truth("weighted-checklist(-1, 2, true(), 2, false(), 100)"));
    CHECK_FALSE(sample.truth("checklist(1, 2)"));
    CHECK(sample.truth("checklist(0, 2) and weighted-checklist(-1, 2)"));
    CHECK(sample.error("weighted-checklist(1, 1, 1, 1, 1)").find("a weight after each value") !=
          std::string::npos);
}
