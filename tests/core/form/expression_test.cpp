#include "core/form/expression.h"

#include <map>
#include <optional>

#include <catch2/catch.hpp>

using namespace otk;
using form::Expression;

namespace {

using Map = std::map<std::string, std::string>;

/// Answers by name, as a form's conditions see them.
class Answers {
  public:
    explicit Answers(
        const std::map<std::string, std::string>& answers = {}, const std::string& own = "") {
        form::Tree::Builder builder;
        builder.open({.local = "data"});
        m_own = builder.leaf("own", own);
        std::map<std::string, form::NodeId> nodes;
        for (const auto& [name, text] : answers)
            nodes[name] = builder.leaf(name, text);
        builder.close();
        m_tree = builder.finish();
        for (const auto& [name, node] : nodes)
            m_documents.questions[name] = {0, node};
        m_documents.trees = {&*m_tree};
        m_documents.empty_node = form::Documents::EmptyNode::False;
    }
    Answers(const Answers&) = delete;
    Answers& operator=(const Answers&) = delete;

    form::Scope scope() const { return form::Scope::at({0, m_own}, m_documents, m_environment); }

  private:
    std::optional<form::Tree> m_tree;
    form::NodeId m_own = 0;
    form::Documents m_documents;
    form::Environment m_environment;
};

std::string text(std::string_view source, const Answers& answers = Answers()) {
    return Expression::parse(source).value().text(answers.scope()).value();
}
bool truth(std::string_view source, const Answers& answers = Answers()) {
    return Expression::parse(source).value().truth(answers.scope()).value();
}
std::string error(std::string_view source) {
    return Expression::parse(source).error().context;
}

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
    const Answers answers(Map{{"mark", ""}, {"other", "4"}});
    for (const char* comparison : {"<", "<=", ">", ">=", "="}) {
        CHECK_FALSE(truth("${mark} " + std::string(comparison) + " 3", answers));
    }
    CHECK(truth("${mark} != 3", answers));
    CHECK(truth("${mark} = ''", answers));
    CHECK(truth("not(${mark} <= 3) and not(${mark} > 3)", answers));
    CHECK_FALSE(truth("${mark}", answers));
    CHECK(truth("${other} >= 4", answers));
    CHECK(truth("${ other } = '4'", answers));
    CHECK_FALSE(truth("${absent} = ''", answers));  // an empty node-set equals nothing
}

TEST_CASE("and, or stop at the first operand that decides") {
    CHECK(truth("true() or 1 div 0 = 'x'"));
    CHECK_FALSE(truth("false() and true() or false()"));
    CHECK(truth("false() and false() or true()"));
}

TEST_CASE("a word and a star are operators only where an operator can stand") {
    form::Tree::Builder builder;
    builder.open({.local = "item"});
    for (const auto& [name, text] : std::map<std::string, std::string>{
             {"and", "5"}, {"mod", "2"}, {"topic", "wait"}, {"тема", "да"}}) {
        builder.leaf(name, text);
    }
    builder.close();
    const form::Tree tree = builder.finish();
    form::Documents documents;
    documents.trees = {&tree};
    const form::Environment environment;
    const auto on_item = [&](std::string_view source) {
        return Expression::parse(source)
            .value()
            .text(form::Scope::at({0, 1}, documents, environment))
            .value();
    };
    CHECK(on_item("and mod mod") == "1");
    CHECK(on_item("topic = 'wait' and тема = 'да'") == "true");
    CHECK(on_item("(topic)='wait'") == "true");
    CHECK(on_item("and * mod") == "10");
    CHECK(on_item("count(*) * 2") == "8");
    CHECK(on_item("count(*[. = 2]|*)*2") == "8");
    CHECK(on_item("* and 1") == "true");
    CHECK(on_item("7 mod4") == "3");
    CHECK(on_item("6 div-2") == "-3");
    CHECK(on_item("and-mod").empty());  // a name of its own, as XPath reads it
}

TEST_CASE("a dot is the context node, also in front of a comparison") {
    const Answers answers(Map{}, "5");
    CHECK(truth(".>=5 and . <6", answers));
    CHECK(text(". * 2", answers) == "10");
    CHECK(text(".5 + .", answers) == "5.5");
}

TEST_CASE("a stored text is never the word NaN") {
    const Answers answers;
    const auto stored = [&](std::string_view source) {
        return Expression::parse(source).value().stored_text(answers.scope()).value();
    };
    CHECK(stored("1 div 0").empty());
    CHECK(stored("number('x')").empty());
    CHECK(stored("1 div 4") == "0.25");
    CHECK(stored("1 = 1") == "true");
    CHECK(stored("date('2026-01-02')") == "2026-01-02");
}

TEST_CASE("what only an evaluation meets is refused then, and only if it comes to it") {
    const Answers answers;
    const auto late = [&](std::string_view source) {
        return Expression::parse(source, form::Refusal::WhenEvaluated)
            .value()
            .text(answers.scope());
    };
    CHECK(late("false() and unknown()").value() == "false");
    CHECK(late("true() or substring()").value() == "true");
    CHECK(late("if(true(), 1, unknown())").value() == "1");
    CHECK(late("true() and unknown()").error().context == "there is no function unknown()");
    CHECK(
        late("concat(substring(), 'a')").error().context.find("takes 2 to 3") != std::string::npos);
    CHECK(late("count('a')").error().kind == ErrorKind::InvalidInput);
}

TEST_CASE("an evaluation ends when its steps are spent") {
    form::Tree::Builder builder;
    builder.open({.local = "data"});
    for (int index = 0; index < 3000; ++index)
        builder.leaf("q", "1");
    builder.close();
    const form::Tree tree = builder.finish();
    form::Documents documents;
    documents.trees = {&tree};
    const form::Environment environment;
    const form::Scope scope = form::Scope::at({0, 1}, documents, environment);
    const auto evaluated = [&](std::string_view source) {
        return Expression::parse(source).value().text(scope);
    };
    CHECK(evaluated("count(//*)").value() == "3001");
    for (const char* source : {"//*[count(//*) > 1]", "//q < //q", "count(//*/preceding::*)",
             "string-length(join('', //*, //*[string-length(join('', //*)) > 0]))"}) {
        const auto outcome = evaluated(source);
        INFO(source);
        REQUIRE_FALSE(outcome.has_value());
        CHECK(outcome.error().kind == ErrorKind::Unavailable);
        CHECK(outcome.error().context == "the expressions take more than 500000 steps");
    }
}

TEST_CASE("an expression knows what it reads") {
    const Expression expression =
        Expression::parse("(topic = 'x' and ${b} <= 3) or ${a} = . or ${b} > name").value();
    CHECK(expression.questions() == std::vector<std::string>{"b", "a"});
    CHECK(expression.uses_self());
    CHECK_FALSE(Expression::parse("/data/*[. = 1]").value().uses_self());
    CHECK(Expression::parse("if(round(1) = 1, round(2), sum(${a}))").value().functions() ==
          std::vector<std::string>{"if", "round", "sum"});
    CHECK_FALSE(Expression::parse("${a}").value().uses_self());
}

TEST_CASE("a mistake is shown under a caret, counted in letters") {
    CHECK(error("${x} <= )") == "at character 9: a value expected\n    ${x} <= )\n            ^");
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
    CHECK(error("count(1)")
              .starts_with("at character 7: count() wants questions here: ${name} or a path"));
    CHECK(error("area(${a})").starts_with("at character 1: area() has nothing to work on"));
    CHECK(error("format-date(${a}, '%d %Q')").starts_with("at character 19: after % one of"));
    CHECK(error("jr:choice-name(${a}, 'x y')")
              .starts_with("at character 22: '${name}' of a select expected"));
    CHECK(error("1 +\n )") == "at character 6: a value expected\n    1 +  )\n         ^");
}

TEST_CASE("a sign or word of another notation is named with what to write") {
    CHECK(error("${x} == 1") ==
          "at character 6: == is no sign of an expression: write =\n    ${x} == 1\n         ^");
    CHECK(error("1 <> 2").find("write !=") != std::string::npos);
    CHECK(error("${x} && ${y}").find("write and") != std::string::npos);
    CHECK(error("${x} || ${y}").find("write or") != std::string::npos);
    CHECK(error("!${x}").find("write not(…)") != std::string::npos);
    CHECK(error("${x} ≤ 3").find("write <=") != std::string::npos);
    CHECK(error("${x} − 3").find("write -") != std::string::npos);
    CHECK(error("${x} = “yes”") == "at character 8: “ is no sign of an expression: write ' or \"\n"
                                   "    ${x} = “yes”\n           ^");
    CHECK(error("${x} = «да»").find("«") != std::string::npos);
    CHECK(error("town = yes’").starts_with("at character 11: ’"));
    const auto says = [](const std::string& source, const std::string& what) {
        INFO(source);
        CHECK(error(source).find(what) != std::string::npos);
    };
    says("${a} = '1' И ${b} = '2'", "at character 12: И is no operator: write and");
    says("${a} = '1' ИЛИ ${b} = '2'", "ИЛИ is no operator: write or");
    says("НЕ ${a}", "НЕ is no operator: write not(…)");
    says("НЕ(${a})", "there is no function НЕ(): write not()");
    says("NOT ${a} = 1", "NOT is no operator: write not(…)");
    says("ЕСЛИ(${a}, 1, 2)", "write if()");
    says("selected(${a}; 'x')", "at character 14: ; is no sign of an expression: write ,");
    says("${a} > 1,5", "at character 9: a number has a point: write 1.5");
    says("${a} => 1", "=> is no sign of an expression: write >=");
    says("${a} =< 1", "=< is no sign of an expression: write <=");
    says("{a} = 1", "at character 1: a question is named with a $ before it: write ${a}");
    says("1 = {a", "write ${name}");
    says("=${a}=1", "at character 1: an expression does not begin with =, as in a spreadsheet: leave it out");
    says("${a} in (1,2)", "in is no operator: write ${q} = 1 or ${q} = 2, or selected(${q}, '1')");
    says("${a} contains 'x'", "contains is no operator: write contains(a, b)");
    says("${a} starts-with 'x'", "starts-with is no operator: write starts-with(…)");
    CHECK(error("1 AND 2").starts_with("at character 3: AND is no operator: write and"));
    CHECK(error("1 или 2").find("write or") != std::string::npos);
    CHECK(error("not ${x} = 1").find("write not(…)") != std::string::npos);
    CHECK(error("substing('a', 1)")
              .starts_with("at character 1: there is no function substing(): write substring()\n"));
    CHECK(error("IF(1, 2, 3)").find("write if()") != std::string::npos);
    CHECK(error("pulldata('a', 'b', 'c', 'd')").find("instance('LIST')/root/item") != std::string::npos);
    CHECK(error("foo(1)").starts_with("at character 1: there is no function foo()\n"));
    // In a text all of them are letters, and != is an operator.
    CHECK(truth("'“a” && b ≤ c' != '=='"));
}

TEST_CASE("neither nesting nor length exhausts the stack") {
    const std::string deep =
        std::string(Expression::depth_max, '(') + "1" + std::string(Expression::depth_max, ')');
    CHECK(text(deep) == "1");
    CHECK(error("(" + deep + ")").find("nested too deeply") != std::string::npos);
    std::string wide = "1";
    while (wide.size() + 2 <= Expression::size_bytes_max)
        wide += "+1";
    CHECK(Expression::parse(wide).has_value());
    CHECK(error(wide + "+1").find("longer than 4096 bytes") != std::string::npos);
    CHECK(text(std::string(4000, '-') + "1") == "1");
}

TEST_CASE("a literal keeps its meaning") {
    CHECK(Expression::literal("it's").value().text(Answers().scope()).value() == "it's");
    CHECK(Expression::literal("'\"").error().kind == ErrorKind::InvalidInput);
}
