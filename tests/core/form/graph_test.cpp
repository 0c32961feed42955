#include "core/form/graph.h"

#include <catch2/catch.hpp>

using namespace otk;
using form::Expression;
using form::Form;
using form::Graph;

namespace {

form::Question question(const std::string& name, const std::string& relevant = "") {
    form::Question made;
    made.name = name;
    made.kind = form::QuestionKind::Text;
    if (!relevant.empty()) made.relevant = Expression::parse(relevant).value();
    return made;
}

std::string cycle(const Form& form) { return Graph::of(form).error().context; }

}  // namespace

TEST_CASE("a question comes after everything that it reads, else in the form's order") {
    Form form;
    form.questions = {question("a", "${c} = 1"), question("b"), question("c", "${b} = 1 or ${d} = 2"),
        question("d")};
    const Graph graph = Graph::of(form).value();
    CHECK(graph.order() == std::vector<std::size_t>{1, 3, 2, 0});
    CHECK(graph.dependents(1) == std::vector<std::size_t>{2});
    CHECK(graph.dependents(0).empty());
    CHECK(graph.find("d") == 3U);
    CHECK_FALSE(graph.find("e").has_value());
}

TEST_CASE("a circle is named with its path") {
    Form form;
    form.questions = {question("x", "${b} = 1"), question("a", "${b} = 1"), question("b", "${c} = 1"),
        question("c", "${a} = 1")};
    // x only waits for the circle; it is no part of it.
    CHECK(cycle(form) == "depends on itself: a → b → c → a");
}

TEST_CASE("questions that all depend on each other are one circle, others are another") {
    Form form;
    form.questions = {question("w", "${a} = 1 and ${s} = 1"), question("a", "${b} = 1"),
        question("b", "${a} = 1 and ${c} = 1"), question("c", "${b} = 1 and ${d} = 1"), question("s", "${s} = 1"),
        question("d", "${e} = 1"), question("e", "${d} = 1"), question("f", "${e} = 1")};
    std::vector<std::string> told;
    for (const Graph::Circle& circle : Graph::circles_in(form)) told.push_back(Graph::in_words(form, circle));
    CHECK(told == std::vector<std::string>{"a → b → a", "s → s", "d → e → d"});
    form.questions = {question("a"), question("b", "${a} = 1")};
    CHECK(Graph::circles_in(form).empty());
}

TEST_CASE("a circle may lead through thousands of questions") {
    Form form;
    constexpr int count = 4000;
    for (int index = 0; index < count; ++index) {
        form.questions.push_back(question("q" + std::to_string(index),
            "${q" + std::to_string((index + 1) % count) + "} = 1"));
    }
    const std::vector<Graph::Circle> circles = Graph::circles_in(form);
    REQUIRE(circles.size() == 1);
    CHECK(circles.front().size() == count);
}

TEST_CASE("a calculation, a filter and a group depend on themselves too") {
    Form own;
    own.questions = {question("a", "${a} = 1")};
    CHECK(cycle(own) == "depends on itself: a → a");

    Form calculated;
    calculated.questions = {question("a")};
    calculated.questions[0].calculation = Expression::parse("${a} + 1").value();
    CHECK(cycle(calculated) == "depends on itself: a → a");

    Form filtered;
    filtered.questions = {question("a"), question("b", "${a} = 1")};
    filtered.questions[0].choice_filter = Expression::parse("${b} = name").value();
    CHECK(cycle(filtered) == "depends on itself: a → b → a");

    Form grouped;
    grouped.questions = {question("a"), question("b")};
    grouped.groups = {{.name = "outer", .label = {}, .relevant = Expression::parse("${b} = 1").value(), .parent = {}},
        {.name = "inner", .label = {}, .relevant = {}, .parent = 0}};
    grouped.questions[1].group = 1;
    CHECK(cycle(grouped) == "depends on itself: b → b");
}

TEST_CASE("a constraint may read its own question and later ones") {
    Form form;
    form.questions = {question("a"), question("b")};
    form.questions[0].constraint = Expression::parse("${a} != ${b}").value();
    form.questions[1].required = Expression::parse("${a} = 1").value();
    CHECK(Graph::of(form).has_value());
}
