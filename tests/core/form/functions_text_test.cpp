// Functions of texts: XPath 1.0, 4.2, and ODK XForms, "String Functions".

#include <catch2/catch.hpp>

#include "tests/core/form/sample_instance.h"

using otk::test::SampleInstance;

TEST_CASE("functions of texts") {
    const SampleInstance sample("<r><a> x  y\n</a><b>p</b><b>q</b></r>");
    CHECK(sample.text("concat('а', 1, true())") == "а1true");
    CHECK(sample.text("concat(/r/b, '-', /r/b)") == "pq-pq");
    CHECK(sample.text("join(', ', /r/b, 'z')") == "p, q, z");
    CHECK(sample.text("join(', ')").empty());
    CHECK(
        sample.truth("starts-with('abc', '') and ends-with('abc', 'bc') and contains('abc', 'b')"));
    CHECK_FALSE(sample.truth("ends-with('c', 'bc')"));
    CHECK(sample.text("substring-before('1999/04', '/')") == "1999");
    CHECK(sample.text("substring-after('1999/04', '/')") == "04");
    CHECK(sample.text("substring-after('1999', '/')").empty());
    CHECK(sample.text("translate('баба', 'аб', 'о')") == "оо");
    CHECK(sample.text("translate('--aaa--', 'abc-', 'ABC')") == "AAA");
    CHECK(sample.number("string-length('Привет')") == 6);
    CHECK(sample.number("string-length()", "/0/1") == 1);
    CHECK(sample.text("normalize-space()", "/0/0") == "x y");
    CHECK(sample.text("string()", "/0/2") == "q");
}

TEST_CASE("substring counts from one, as XPath's own examples do") {
    const SampleInstance sample;
    CHECK(sample.text("substring('12345', 2, 3)") == "234");
    CHECK(sample.text("substring('12345', 2)") == "2345");
    CHECK(sample.text("substring('12345', 1.5, 2.6)") == "234");
    CHECK(sample.text("substring('12345', 0, 3)") == "12");
    // The largest double below a half rounds down.
    CHECK(sample.text("substring('12345', 0.49999999999999994, 1)").empty());
    CHECK(sample.text("substring('12345', 0 div 0, 3)").empty());
    CHECK(sample.text("substring('12345', 1, 0 div 0)").empty());
    CHECK(sample.text("substring('12345', -42, 1 div 0)") == "12345");
    CHECK(sample.text("substring('12345', -1 div 0, 1 div 0)").empty());
    CHECK(sample.text("substring('привет', 2, 2)") == "ри");
}

TEST_CASE("substr counts from zero, and from the end where it is negative") {
    const SampleInstance sample;
    CHECK(sample.text("substr('привет', 0, 2)") == "пр");
    CHECK(sample.text("substr('привет', 4)") == "ет");
    CHECK(sample.text("substr('привет', -2)") == "ет");
    CHECK(sample.text("substr('привет', 1, -1)") == "риве");
    CHECK(sample.text("substr('привет', 9)").empty());
}
