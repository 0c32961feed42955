// The functions of XPath 1.0, chapter 4, and of ODK XForms ("XPath Functions"); dates are in
// calendar_test.cpp.

#include <cmath>

#include <catch2/catch.hpp>

#include "core/form/function.h"
#include "core/form/seeded_chance.h"
#include "tests/core/form/sample_instance.h"

using otk::test::SampleInstance;
using Paths = std::vector<std::string>;

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
    CHECK(sample.error("weighted-checklist(1, 1, 1, 1, 1)").find("a weight after each value") !=
          std::string::npos);
}

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

TEST_CASE("functions of node-sets") {
    SampleInstance sample(
        "<r xml:lang='ru-RU'><p:n xmlns:p='urn:p' id='one'>1</p:n><m id='two three'/><m "
        "id='four'><k/></m></r>");
    sample.documents.instances = {{"list", {0, 1}}};
    CHECK(sample.number("count(//*)") == 5);
    CHECK(sample.number("count(/r/missing)") == 0);
    CHECK(sample.number("count-non-empty(/r/*)") == 1);
    CHECK(sample.text("name(/r/*)") == "p:n");
    CHECK(sample.text("local-name(/r/*)") == "n");
    CHECK(sample.text("name(/r/missing)").empty());
    CHECK(sample.text("name()", "/0/1") == "m");
    CHECK(sample.number("position(/r/m[2])") == 2);
    CHECK(sample.number("position(..)", "/0/2/0") == 2);
    CHECK(sample.nodes("id('one four')") == Paths{"/0/0", "/0/2"});
    CHECK(sample.nodes("instance('list')/m[1]") == Paths{"/0/1"});
    CHECK(sample.nodes("instance('other')").empty());
    CHECK(sample.truth("count(/r/m[position() = last()]) = 1"));
    CHECK(sample.error("lang('RU') = true() and count(1)", "/0").find("count() wants questions") !=
          std::string::npos);
    CHECK(sample.error("namespace-uri('x')").find("wants questions") != std::string::npos);
}

TEST_CASE("chance is the environment's") {
    SampleInstance sample("<r><n>1</n><n>2</n><n>3</n><n>4</n></r>");
    CHECK(sample.error("random()").find("no chance") != std::string::npos);
    CHECK(sample.error("uuid()").find("no chance") != std::string::npos);
    sample.environment.chance = [] { return 0.999999; };
    CHECK(sample.number("random()") == 0.999999);
    CHECK(sample.text("uuid()") == "ffffffff-ffff-4fff-bfff-ffffffffffff");
    CHECK(sample.text("uuid(5)") == "fffff");
    CHECK(sample.error("uuid(1000)").find("at most") != std::string::npos);
    sample.environment.chance = [] { return 0.0; };
    CHECK(sample.text("uuid()") == "00000000-0000-4000-8000-000000000000");
    // Each new one takes the first place, and what stood there goes to the end.
    CHECK(sample.text("join('', randomize(/r/n))") == "4123");
}

TEST_CASE("a seeded shuffle is Park and Miller's and Fisher and Yates'") {
    // The generator's own check: from 1 the 10,000th state is 1043618065 (Park and Miller, 1988).
    otk::form::SeededChance chance(1);
    double last = 0;
    for (int draw = 0; draw < 10'000; ++draw)
        last = chance();
    CHECK(last == (1'043'618'065.0 - 1) / 2'147'483'646.0);

    SampleInstance sample("<r><n>1</n><n>2</n><n>3</n><n>4</n><n>5</n><n>6</n></r>");
    const std::string order = sample.text("join('', randomize(/r/n, 42))");
    CHECK(order.size() == 6);
    CHECK(sample.text("join('', randomize(/r/n, 42))") == order);
    CHECK(sample.text("join('', randomize(/r/n, 43))") != order);
    CHECK(sample.error("randomize(/r/n, 'x')").find("a number as seed") != std::string::npos);
}

TEST_CASE("every function of the table is evaluated with as few arguments as it takes") {
    SampleInstance sample("<r><n>1</n></r>");
    sample.environment.chance = [] { return 0.5; };
    for (const otk::form::Function& function : otk::form::functions()) {
        std::string call = std::string(function.name) + "(";
        for (int index = 0; index < function.arguments_min; ++index) {
            call += index == 0 ? "/r/n" : ", /r/n";
        }
        INFO(call);
        const auto expression =
            otk::form::Expression::parse(call + ")", otk::form::Refusal::WhenEvaluated).value();
        const auto scope = otk::form::Scope::at({0, 1}, sample.documents, sample.environment);
        CHECK(expression.evaluate(scope).has_value());
    }
}
