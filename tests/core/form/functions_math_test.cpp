// Functions of XPath 3.0 that ODK XForms takes over ("Number Functions").

#include <cmath>

#include <catch2/catch.hpp>

#include "tests/core/form/sample_instance.h"

using otk::test::SampleInstance;

TEST_CASE("logarithms and angles") {
    const SampleInstance sample;
    CHECK(sample.number("sin(pi() div 2)") == Approx(1));
    CHECK(sample.number("cos(pi())") == Approx(-1));
    CHECK(sample.number("tan(0)") == 0);
    CHECK(sample.number("asin(1)") == Approx(std::asin(1.0)));
    CHECK(sample.number("acos(1)") == 0);
    CHECK(sample.number("atan(1)") == Approx(std::atan(1.0)));
    CHECK(sample.number("atan2(1, -1)") == Approx(std::atan2(1.0, -1.0)));
    CHECK(sample.number("log(exp(2))") == Approx(2));
    CHECK(sample.number("log10(exp10(3))") == Approx(3));
    CHECK(sample.number("sqrt(2.25)") == 1.5);
    CHECK(std::isnan(sample.number("sqrt(-1)")));
    CHECK(std::isnan(sample.number("acos(2)")));
}
