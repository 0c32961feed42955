// Conversions and comparisons: XPath 1.0, 3.4 and 4.

#include <cmath>

#include <catch2/catch.hpp>

#include "tests/core/form/sample_instance.h"

using otk::form::Documents;
using otk::form::Environment;
using otk::test::SampleInstance;

namespace {

constexpr const char* numbers =
    "<r><few><n>-1</n><n>0</n><n>2</n></few><none/><words><w>a</w><w>b</w></words><blank></blank></"
    "r>";

}  // namespace

TEST_CASE("to boolean") {
    const SampleInstance sample(numbers);
    CHECK(sample.truth("boolean('false')"));
    CHECK_FALSE(sample.truth("boolean('')"));
    CHECK(sample.truth("boolean(-0.5)"));
    CHECK_FALSE(sample.truth("boolean(0)"));
    CHECK_FALSE(sample.truth("boolean(-0)"));
    CHECK_FALSE(sample.truth("boolean(0 div 0)"));
    CHECK(sample.truth("boolean(/r/blank)"));
    CHECK_FALSE(sample.truth("boolean(/r/missing)"));
}

TEST_CASE("a form's condition takes the only node by its text") {
    SampleInstance sample(numbers);
    sample.documents.empty_node = Documents::EmptyNode::False;
    CHECK_FALSE(sample.truth("/r/blank"));
    CHECK(sample.truth("not(/r/blank)"));
    CHECK(sample.truth("/r/few/n[1]"));
    CHECK(sample.truth("/r/blank | /r/none"));  // two nodes are there
}

TEST_CASE("to number") {
    const SampleInstance sample(numbers);
    CHECK(sample.number("number(true())") == 1);
    CHECK(sample.number("number(false())") == 0);
    CHECK(sample.number("number('  12.5\n')") == 12.5);
    CHECK(sample.number("number('-.5')") == -0.5);
    CHECK(sample.number("number('5.')") == 5);
    for (const char* text :
        {"''", "' '", "'1e3'", "'+1'", "'1,5'", "'0x10'", "'- 1'", "'1 2'", "'.'", "'Infinity'"}) {
        INFO(text);
        CHECK(std::isnan(sample.number("number(" + std::string(text) + ")")));
    }
    CHECK(sample.number("number(/r/few/n)") == -1);  // of the first node
    CHECK(std::isnan(sample.number("number(/r/missing)")));
}

TEST_CASE("to string") {
    const SampleInstance sample(numbers);
    CHECK(sample.text("string(1 div 3)") == "0.3333333333333333");
    CHECK(sample.text("string(1000000 * 1000000 * 1000000 * 1000)") == "1000000000000000000000");
    CHECK(sample.text("string(0.0000001)") == "0.0000001");
    CHECK(sample.text("string(-0)") == "0");
    CHECK(sample.text("string(-1 div 0)") == "-Infinity");
    CHECK(sample.text("string(true())") == "true");
    CHECK(sample.text("string(/r/few)") == "-102");
    CHECK(sample.text("string(/r/words/w)") == "a");
    CHECK(sample.text("string(/r/missing)").empty());
    CHECK(sample.text("string(/)") == "-102ab");
}

TEST_CASE("a node-set compares if one of its nodes does") {
    const SampleInstance sample(numbers);
    CHECK(sample.truth("/r/few/n = 2"));
    CHECK(sample.truth("/r/few/n != 2"));
    CHECK(sample.truth("/r/few/n < 0"));
    CHECK_FALSE(sample.truth("/r/few/n > 2"));
    CHECK(sample.truth("1 < /r/few/n"));
    CHECK_FALSE(sample.truth("3 <= /r/few/n"));
    CHECK(sample.truth("/r/words/w = 'b'"));
    CHECK(sample.truth("'b' != /r/words/w"));
    CHECK_FALSE(sample.truth("/r/words/w < 'c'"));  // neither is a number
    CHECK(sample.truth("/r/few/n = /r/few/n[3]"));
    CHECK(sample.truth("/r/few/n < /r/few/n"));
    CHECK_FALSE(sample.truth("/r/few/n = /r/words/w"));
    for (const char* sign : {"=", "!=", "<", "<=", ">", ">="}) {
        INFO(sign);
        CHECK_FALSE(sample.truth("/r/missing " + std::string(sign) + " 0"));
        CHECK_FALSE(sample.truth("'' " + std::string(sign) + " /r/missing"));
        CHECK_FALSE(sample.truth("/r/missing " + std::string(sign) + " /r/few/n"));
    }
}

TEST_CASE("a boolean equals the truth of a node-set and is ordered with its numbers") {
    const SampleInstance sample(numbers);
    CHECK(sample.truth("/r/few/n = true()"));
    CHECK(sample.truth("/r/missing = false()"));
    CHECK(sample.truth("true() > /r/few/n"));
    CHECK_FALSE(sample.truth("/r/missing <= true()"));
}

TEST_CASE("simple values compare as the stronger type of the two") {
    const SampleInstance sample;
    CHECK(sample.truth("true() = 'x'"));
    CHECK(sample.truth("false() = 0"));
    CHECK(sample.truth("'1.0' = 1"));
    CHECK_FALSE(sample.truth("'1.0' = '1'"));
    CHECK(sample.truth("'10' > '9'"));
    CHECK_FALSE(sample.truth("'a' < 'b'"));
    CHECK_FALSE(sample.truth("0 div 0 = 0 div 0"));
    CHECK(sample.truth("0 div 0 != 0 div 0"));
}

TEST_CASE("a date is a number of days where a number is wanted, but not in XPath alone") {
    SampleInstance sample("<r><d>1970-01-11</d></r>");
    CHECK(sample.number("'1970-01-02' + 1") == 2);
    CHECK(sample.truth("/r/d > 9.9"));
    CHECK(sample.truth("/r/d = date('1970-01-11')"));
    CHECK(sample.truth("date('1970-01-11') = '1970-01-11T03:00:00+03:00'"));
    CHECK(sample.truth("date('1970-01-11') = '1970-01-11'"));
    CHECK_FALSE(sample.truth("'1970-01-11' = '1970-01-11T00:00:00Z'"));  // two texts
    sample.environment.dialect = Environment::Dialect::XPath10;
    CHECK(std::isnan(sample.number("'1970-01-02' + 1")));
}
