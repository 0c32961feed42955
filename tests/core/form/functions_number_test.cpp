// Functions of numbers: XPath 1.0, 4.4, and ODK XForms, "Number Functions".

#include <cmath>

#include <catch2/catch.hpp>

#include "tests/core/form/sample_instance.h"

using otk::test::SampleInstance;

TEST_CASE("functions of numbers") {
    const SampleInstance sample("<r><n>3</n><n>-17</n><n>32</n><e/></r>");
    CHECK(sample.text("round(2.5)") == "3");
    CHECK(sample.text("round(-2.5)") == "-2");
    CHECK(sample.text("round(0.49999999999999994)") == "0");
    CHECK(sample.text("round(1 div 0)") == "Infinity");
    CHECK(sample.text("round(3.14159, 2)") == "3.14");
    CHECK(sample.text("round(-2.5, 0)") == "-3");
    CHECK(sample.text("round(1250, -2)") == "1300");
    CHECK(sample.text("round('x')") == "NaN");
    CHECK(sample.text("1 div round(-0.2)") == "-Infinity");
    CHECK(sample.text("1 div round(-0.5)") == "-Infinity");
    CHECK(sample.text("1 div round(0.2)") == "Infinity");
    CHECK(sample.text("int(-3.7)") == "-3");
    CHECK(sample.text("int('7.9e-12')") == "0");
    CHECK(sample.text("int('-2.5e3')") == "-2500");
    CHECK(sample.text("int('five')") == "NaN");
    CHECK(sample.text("floor(-3.5)") == "-4");
    CHECK(sample.text("ceiling(-3.5)") == "-3");
    CHECK(sample.text("abs(-2)") == "2");
    CHECK(sample.text("pow(2, 10)") == "1024");
    CHECK(sample.text("pow(-8, 1 div 3)") == "NaN");
    CHECK(sample.number("min(/r/n)") == -17);
    CHECK(sample.number("max(/r/n, 40)") == 40);
    CHECK(sample.text("max(/r/*)") == "NaN");
    CHECK(sample.text("min(/r/missing)") == "NaN");
    CHECK(sample.number("sum(/r/n)") == 18);
    CHECK(sample.number("sum(/r/*)") == 18);  // no answer adds nothing
    CHECK(sample.number("sum(/r/missing)") == 0);
    CHECK(sample.text("sum('x')") == "NaN");
}

TEST_CASE("a number that has no such digit is rounded to itself or to nothing") {
    const SampleInstance sample;
    const std::string large = "123456789012345680";
    CHECK(sample.text("round(" + large + ", 2)") == large);
    CHECK(sample.text("round(0.1, 40)") == "0.1");
    const std::string huge = "1" + std::string(306, '0');
    CHECK(sample.truth("round(" + huge + ", 10) = " + huge));
    CHECK(sample.truth("round(" + huge + ", 2000) = " + huge));
    CHECK(sample.text("round(5, -400)") == "0");
    CHECK(sample.text("1 div round(-5, -400)") == "-Infinity");
    CHECK(sample.text("round(5, -1)") == "10");
    CHECK(sample.text("round(4, -1)") == "0");
    CHECK(sample.text("round(1 div 0, 2)") == "Infinity");
    CHECK(sample.text("round(2, 0 div 0)") == "NaN");
    // Twice that is no double.
    const std::string largest = "17" + std::string(307, '0');
    CHECK(sample.truth("round(" + largest + ", -308) = " + largest));
}
