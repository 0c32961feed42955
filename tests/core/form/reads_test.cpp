#include "core/form/reads.h"

#include <array>

#include <catch2/catch.hpp>

using namespace otk;
using form::Expression;
using form::Form;
using form::FormInstance;
using form::NodeRef;
using form::Reads;

namespace {

form::Question question(const std::string& name, std::optional<std::size_t> group = {}) {
    form::Question made;
    made.name = name;
    made.kind = form::QuestionKind::Text;
    made.group = group;
    return made;
}

/// /data: a, g(b, h(c)), d; a list with the column town.
Form sample() {
    Form form;
    form.groups = {{.name = "g", .label = {}, .relevant = {}, .parent = {}},
        {.name = "h", .label = {}, .relevant = {}, .parent = 0}};
    form.questions = {question("a"), question("b", 0), question("c", 1), question("d")};
    form.lists = {{.name = "list",
        .choices = {{.name = "x", .label = {}, .image = {}, .columns = {{"town", "1"}}}}}};
    return form;
}

std::string told(const Reads::DeadEnd& end) {
    using Kind = Reads::DeadEnd::Kind;
    const std::string place = end.name + "@" + std::to_string(end.position);
    switch (end.kind) {
        case Kind::Question:
            return "question " + place;
        case Kind::BareName:
            return "bare name " + place;
        case Kind::Column:
            return "column " + place;
        case Kind::List:
            return "list " + place;
        case Kind::Path:
            return "path " + place;
        case Kind::TooLong:
            return "too long " + place;
    }
    return {};
}

/// The letters of the questions that an expression of question b reads, or its mistake's first
/// line.
std::string reads(std::string_view source, bool as_filter = false) {
    const Form form = sample();
    const FormInstance instance(form);
    const NodeRef own = instance.question(1);
    const NodeRef context = as_filter ? instance.item(0, 0) : own;
    const Reads found = form::reads_of(Expression::parse(source).value(), instance, context, own);
    if (found.dead_end) return told(*found.dead_end);
    std::string letters;
    for (const std::size_t index : found.questions)
        letters += form.questions[index].name;
    return letters;
}

}  // namespace

TEST_CASE("names and paths are read, each question once") {
    CHECK(reads("${a} + ${d} + ${a}") == "ad");
    CHECK(reads("/data/a = 1") == "a");
    CHECK(reads("/data/g/h/c") == "c");
    CHECK(reads("../h/c | ../../d") == "cd");
    CHECK(reads("current()/../../a") == "a");
    CHECK(reads("following::d") == "d");
    CHECK(reads(".") == "b");
    CHECK(reads("string-length()") == "b");
    CHECK(reads("'a' = 1 + 2").empty());
}

TEST_CASE("a group and a star read all that they hold") {
    CHECK(reads("/data/g") == "bc");
    CHECK(reads("sum(/data/*)") == "abcd");
    CHECK(reads("sum(//*[. > 3])") == "abcd");
    CHECK(reads("string(/)") == "abcd");
    CHECK(reads("//text()") == "abcd");
    CHECK(reads("/data/@version").empty());
}

TEST_CASE("predicates are read in the place of what they choose") {
    CHECK(reads("/data/a[. = ${d}]") == "ad");
    CHECK(reads("count(/data/a[../d = 1])") == "d");
    CHECK(reads("(/data/a | ${d})[/data/g/h/c]") == "acd");
    CHECK(reads("instance('list')/root/item[town = ${a}]/label") == "a");
    CHECK(reads("instance('list')/root/item[town = current()/../h/c]/label") == "c");
    CHECK(reads("instance(${d})/root/item") == "d");
}

TEST_CASE("who only asks for nodes reads no answer") {
    CHECK(reads("count(/data/*) + position(..) + string-length(name(..))").empty());
    CHECK(reads("count(/data/*/text())") == "ad");
    CHECK(reads("count-non-empty(/data/*)") == "abcd");
    CHECK(reads("jr:choice-name(${a}, '${d}')") == "a");
    CHECK(reads("once(${a})") == "a");
    CHECK(reads("if(${a}, /data/d, current()/../h/c)") == "acd");
}

TEST_CASE("a filter looks at its choice and at answers") {
    CHECK(reads("town = ${a} and name != ''", true) == "a");
    CHECK(reads("town = current()/../h/c", true) == "c");
    CHECK(reads("label", true).empty());
    CHECK(reads("city = 1", true) == "column city@0");
}

TEST_CASE("what leads to nothing is told with its place") {
    CHECK(reads("${z} = 1") == "question z@0");
    CHECK(reads("1 + topic") == "bare name topic@4");
    CHECK(reads("/data/g/z") == "path z@8");
    CHECK(reads("../../../..") == "path @9");
    CHECK(reads("instance('lost')/root") == "list lost@9");
    CHECK(reads("count(/data/c)") == "path c@12");
}

namespace {

/// The tests that an expression of question b makes: "a<=3 d='x'", then what it reads beyond them.
std::string asked(std::string_view source) {
    const Form form = sample();
    const FormInstance instance(form);
    const NodeRef own = instance.question(1);
    const Reads found = form::reads_of(Expression::parse(source).value(), instance, own, own);
    constexpr std::array signs{"=", "!=", "<", "<=", ">", ">="};
    std::string text;
    for (const Reads::Test& test : found.tests) {
        const double* number = std::get_if<double>(&test.constant);
        text += form.questions[test.question].name +
                signs.at(static_cast<std::size_t>(test.comparison));
        text += number == nullptr ? "'" + std::get<std::string>(test.constant) + "'"
                                  : form::text_from_number(*number);
        text += test.is_of_words ? " (words) " : " ";
    }
    for (const std::size_t index : found.counted)
        text += "#" + form.questions[index].name + " ";
    for (const std::size_t index : found.beyond_tests)
        text += form.questions[index].name;
    return text;
}

}  // namespace

TEST_CASE("an answer beside a constant is told as such, however it is named") {
    CHECK(asked("${a} <= 3 and ../../d = 'x'") == "a<=3 d='x' ");
    CHECK(asked("3 >= /data/a or not('x' != current()/../../d)") == "a<=3 d!='x' ");
    CHECK(asked(". > -2") == "b>-2 ");
    CHECK(asked("if(selected(/data/g/h/c, 'x'), 1, ${a} = 1)") ==
          "c='x' (words) a=1 ");
    CHECK(asked("count-selected(../../a) > 1 and selected(${a}, 'x')") == "a='x' (words) #a ");
    CHECK(reads("count-selected(../../a) > 1") == "a");
    CHECK(reads("${a} <= 3 and ../../d = 'x'") == "ad");
}

TEST_CASE("what is asked of an answer in any other way is more than a test") {
    CHECK(asked("${a} = ${d}") == "ad");
    CHECK(asked("${a} + 1 = 2") == "a");
    CHECK(asked("${a} = 1 = true()") == "a");
    CHECK(asked("${a}") == "a");
    CHECK(asked("selected(${a}, 'x y') or selected(${d}, ' x')") == "ad");
    CHECK(asked("selected(${a}, ${d})") == "ad");
    CHECK(asked("count-selected(concat(${a}, ${d}))") == "ad");
    CHECK(asked("count-selected(/data/*)") == "abcd");
    // Any of the nodes may be the one, or none may be there.
    CHECK(asked("/data/*  = 'x'") == "abcd");
    CHECK(asked("/data/a[. != ''] = 'x'") == "a!='' a");
    CHECK(asked("/data/a/text() = 'x'") == "a");
    CHECK(asked("/data/g = 'x'") == "bc");
    CHECK(asked("${a} = 1 and string-length(${a}) > 2") == "a=1 a");
}

TEST_CASE("paths that pass each other's nodes again and again are given up") {
    Form form = sample();
    for (int index = 0; index < 1000; ++index) {
        form.lists[0].choices.push_back(
            {.name = "c" + std::to_string(index), .label = {}, .image = {}, .columns = {}});
    }
    const FormInstance instance(form);
    const NodeRef own = instance.question(1);
    const Reads found =
        form::reads_of(Expression::parse("count(instance('list')/root/item/preceding::*)").value(),
            instance, own, own);
    REQUIRE(found.dead_end.has_value());
    CHECK(found.dead_end->kind == Reads::DeadEnd::Kind::TooLong);
}
