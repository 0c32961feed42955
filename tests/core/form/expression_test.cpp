#include "core/form/expression.h"

#include <map>

#include <catch2/catch.hpp>

using namespace otk;
using form::Expression;

namespace {

class MapScope final : public form::Scope {
  public:
    std::map<std::string, std::string, std::less<>> answers;
    std::map<std::string, std::string, std::less<>> columns;
    std::string value;

    std::optional<std::string_view> answer(std::string_view name) const override {
        const auto found = answers.find(name);
        if (found == answers.end()) return {};
        return found->second;
    }
    std::string_view self() const override { return value; }
    std::optional<std::string_view> column(std::string_view name) const override {
        const auto found = columns.find(name);
        if (found == columns.end()) return {};
        return found->second;
    }
};

std::string text(std::string_view source, const MapScope& scope = {}) {
    return to_text(Expression::parse(source).value().evaluate(scope));
}
bool truth(std::string_view source, const MapScope& scope = {}) {
    return Expression::parse(source).value().is_true(scope);
}
std::string error(std::string_view source) { return Expression::parse(source).error().context; }

}  // namespace

TEST_CASE("an expression calculates by XPath's precedence, from left to right") {
    CHECK(text("1 + 2 * 3") == "7");
    CHECK(text("(1 + 2) * 3") == "9");
    CHECK(text("10 - 4 - 3") == "3");
    CHECK(text("2 * 6 div 4 mod 2") == "1");
    CHECK(text("5 mod -2") == "1");
    CHECK(text("-5 mod 2") == "-1");
    CHECK(text("- - 3") == "3");
    CHECK(text("--'3'") == "3");
    CHECK(text("1 div 0") == "Infinity");
    CHECK(text("-1 div 0") == "-Infinity");
    CHECK(text("0 div 0") == "NaN");
    CHECK(text("0.1 + 0.2 = 0.3") == "false");
    CHECK(text("1 < 2 = true()") == "true");
    CHECK(text("3 > 2 > 1") == "false");  // (3 > 2) is 1, and 1 is not above 1
}

TEST_CASE("numbers and texts convert as XPath says") {
    CHECK(text("number('')") == "NaN");
    CHECK(text("number(' -12.50 ')") == "-12.5");
    CHECK(text("number('1e3')") == "NaN");
    CHECK(text("number('+1')") == "NaN");
    CHECK(text("string(1.0)") == "1");
    CHECK(text("string(-0)") == "0");
    CHECK(text("string(1000000000000000000000)") == "1000000000000000000000");
    CHECK(text("string(0.000001)") == "0.000001");
    CHECK(text("true() + 1") == "2");
    CHECK(truth("'a' = 'a' and 'a' != 'b'"));
    CHECK(truth("'2' = 2.0"));
    CHECK(truth("true() = 'anything'"));
    CHECK_FALSE(truth("''"));
    CHECK(truth("'false'"));
}

TEST_CASE("an empty answer compares with no number") {
    MapScope scope;
    scope.answers = {{"mark", ""}, {"other", "4"}};
    for (const char* comparison : {"<", "<=", ">", ">=", "="}) {
        CHECK_FALSE(truth("${mark} " + std::string(comparison) + " 3", scope));
    }
    CHECK(truth("${mark} != 3", scope));
    CHECK(truth("${mark} = ''", scope));
    CHECK(truth("not(${mark} <= 3) and not(${mark} > 3)", scope));
    CHECK_FALSE(truth("${mark}", scope));
    CHECK(truth("${other} >= 4", scope));
    CHECK(truth("${ other } = '4'", scope));
    CHECK_FALSE(truth("${absent} = ''", scope));  // an empty node-set equals nothing
}

TEST_CASE("and, or stop at the first operand that decides") {
    CHECK(truth("true() or 1 div 0 = 'x'"));
    CHECK_FALSE(truth("false() and true() or false()"));
    CHECK(truth("false() and false() or true()"));
}

TEST_CASE("a word is an operator only where an operator can stand") {
    MapScope scope;
    scope.columns = {{"and", "5"}, {"mod", "2"}, {"topic", "wait"}, {"тема", "да"}};
    CHECK(text("and mod mod", scope) == "1");
    CHECK(truth("topic = 'wait' and тема = 'да'", scope));
    CHECK(truth("(topic)='wait'", scope));
}

TEST_CASE("functions of answers work on names between spaces") {
    MapScope scope;
    scope.value = "none wait";
    scope.answers = {{"q", " a  b\tc "}};
    CHECK(truth("selected(., 'none') and count-selected(.) > 1", scope));
    CHECK_FALSE(truth("selected(., 'non')", scope));
    CHECK_FALSE(truth("selected(., '')", scope));
    CHECK(text("count-selected(${q})", scope) == "3");
    CHECK(text("selected-at(${q}, 2)", scope) == "c");
    CHECK(text("selected-at(${q}, 3)", scope).empty());
    CHECK(text("coalesce(${absent}, 'b')", scope) == "b");
    CHECK(text("count-non-empty(${q})", scope) == "1");
}

TEST_CASE("functions of texts count letters, not bytes") {
    CHECK(text("string-length('Привет')") == "6");
    CHECK(text("translate('баба', 'аб', 'о')") == "оо");
    CHECK(text("concat('а', 1, true())") == "а1true");
    CHECK(text("join(', ', 'a', 'b')") == "a, b");
    CHECK(text("normalize-space('  a  b ')") == "a b");
    CHECK(text("substring-before('1999/04', '/')") == "1999");
    CHECK(text("substring-after('1999/04', '/')") == "04");
    CHECK(truth("starts-with('abc', 'ab') and ends-with('abc', 'bc') and contains('abc', 'b')"));
}

TEST_CASE("functions of numbers round as XPath does") {
    CHECK(text("round(2.5)") == "3");
    CHECK(text("round(-2.5)") == "-2");
    CHECK(text("round(0.49999999999999994)") == "0");
    CHECK(text("round(3.14159, 2)") == "3.14");
    CHECK(text("round(1250, -2)") == "1300");
    CHECK(text("round('x')") == "NaN");
    CHECK(text("int(-3.7)") == "-3");
    CHECK(text("floor(-3.5)") == "-4");
    CHECK(text("ceiling(3.2)") == "4");
    CHECK(text("pow(2, 10)") == "1024");
    CHECK(text("min(3, 1, 2)") == "1");
    CHECK(text("max(3, '')") == "NaN");
    CHECK(text("sum(1, 2, 3)") == "6");
    CHECK(text("if(1 > 2, 'a', 'b')") == "b");
    CHECK(text("boolean-from-string('1')") == "true");
}

TEST_CASE("an expression knows what it reads") {
    const Expression expression =
        Expression::parse("(topic = 'x' and ${b} <= 3) or ${a} = . or ${b} > name").value();
    CHECK(expression.questions() == std::vector<std::string>{"b", "a"});
    CHECK(expression.columns() == std::vector<std::string>{"topic", "name"});
    CHECK(expression.uses_self());
    CHECK_FALSE(Expression::parse("${a}").value().uses_self());
}

TEST_CASE("a mistake is shown under a caret, counted in letters") {
    CHECK(error("${x} <= )") ==
          "at character 9: a value expected\n    ${x} <= )\n            ^");
    CHECK(error("'я' + ") == "at character 7: a value is missing\n    'я' + \n          ^");
    CHECK(error("foo(1)").starts_with("at character 1: there is no function foo()"));
    CHECK(error("").starts_with("at character 1: an expression is empty"));
    CHECK(error("1 2").starts_with("at character 3: an operator or the end expected"));
    CHECK(error("'abc").starts_with("at character 1: a text without its closing quotation mark"));
    CHECK(error("$x").starts_with("at character 1: $ is followed by {name}"));
    CHECK(error("${}").starts_with("at character 1: ${…} holds the name of a question"));
    CHECK(error("${x").starts_with("at character 1: ${ without its }"));
    CHECK(error("(1").starts_with("at character 3: \")\" is missing"));
    CHECK(error("1 # 2").starts_with("at character 3: a character that no expression has"));
    CHECK(error("not()").starts_with("at character 1: not() takes 1 argument(s), not 0"));
    CHECK(error("round(1,2,3)").find("takes 1 to 2 argument(s), not 3") != std::string::npos);
    CHECK(error("concat()").find("takes at least 1 argument(s), not 0") != std::string::npos);
    CHECK(error("if(1,)").starts_with("at character 6: a value expected"));
    CHECK(error("../x").find("paths are not supported") != std::string::npos);
    CHECK(error("${x}[1]").find("paths and predicates are not supported") != std::string::npos);
    CHECK(error("1 +\n )") == "at character 6: a value expected\n    1 +  )\n         ^");
}

TEST_CASE("neither nesting nor length exhausts the stack") {
    const std::string deep = std::string(Expression::depth_max, '(') + "1" +
                             std::string(Expression::depth_max, ')');
    CHECK(text(deep) == "1");
    CHECK(error("(" + deep + ")").find("nested too deeply") != std::string::npos);
    std::string wide = "1";
    while (wide.size() + 2 <= Expression::size_bytes_max) wide += "+1";
    CHECK(Expression::parse(wide).has_value());
    CHECK(error(wide + "+1").find("longer than 4096 bytes") != std::string::npos);
    CHECK(text(std::string(4000, '-') + "1") == "1");
}

TEST_CASE("a literal and a conjunction keep their meaning") {
    CHECK(to_text(Expression::literal("it's").value().evaluate(MapScope())) == "it's");
    CHECK(Expression::literal("'\"").error().kind == ErrorKind::InvalidInput);
    const Expression a = Expression::parse("1 = 2 or 1 = 1").value();
    const Expression b = Expression::parse("1 = 2").value();
    CHECK_FALSE(Expression::both(a, b).value().is_true(MapScope()));
}
