#include "core/form/regular_expression.h"

#include <string>

#include <catch2/catch.hpp>

#include "core/form/expression.h"

using otk::ErrorKind;
using otk::form::Expression;
using otk::form::RegularExpression;

namespace {

bool matches(const char* pattern, std::string_view text) {
    return RegularExpression::compile(pattern).value().matches(text).value();
}

}  // namespace

TEST_CASE("a pattern takes the whole text") {
    CHECK(matches("[0-9]+", "12345"));
    CHECK_FALSE(matches("[0-9]+", "a12345"));
    CHECK_FALSE(matches("[0-9]+", "12345\n"));
    CHECK(matches("a|ab", "ab"));
    CHECK(matches("", ""));
    CHECK(matches("^.{3}$", "при"));
    CHECK(matches("(?!00)\\d{2}", "01"));
    CHECK_FALSE(matches("(?!00)\\d{2}", "00"));
    CHECK(matches("[А-Яа-яЁё -]+", "Нижний Новгород"));
    CHECK_FALSE(matches(".*", "\xFF"));  // no UTF-8
}

TEST_CASE("what backtracks without end is given up") {
    const auto pattern = RegularExpression::compile("(a|aa)+[bc]").value();
    CHECK_FALSE(pattern.matches(std::string(64, 'a')).has_value());
    CHECK(pattern.matches("aaab").value());
    // The depth of what is tried is bounded, too.
    const auto nested = RegularExpression::compile("(.*)*(.*)*[0-9]").value();
    CHECK_FALSE(nested.matches(std::string(64, 'a')).has_value());
}

TEST_CASE("a wrong pattern is refused when the form is built") {
    CHECK(RegularExpression::compile("(").error().kind == ErrorKind::InvalidInput);
    CHECK_FALSE(RegularExpression::compile("\\C").has_value());
    CHECK_FALSE(
        RegularExpression::compile(std::string(40, '(') + std::string(40, ')')).has_value());
    CHECK_FALSE(RegularExpression::compile(std::string(2000, 'a')).has_value());
    const auto refused = Expression::parse("regex(${a}, '[a-')");
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().context.starts_with("at character 13: no regular expression: "));
    CHECK(refused.error().context.find("\n    regex(${a}, '[a-')\n                ^") !=
          std::string::npos);
}
