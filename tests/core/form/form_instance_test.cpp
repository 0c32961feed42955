#include "core/form/form_instance.h"

#include <catch2/catch.hpp>

#include "core/form/expression.h"
#include "core/form/expression_check.h"

using namespace otk;
using form::Expression;
using form::Form;
using form::FormInstance;
using form::LiveInstance;
using form::Scope;
using form::Standing;

namespace {

form::Question question(const std::string& name, std::optional<std::size_t> group = {}) {
    form::Question made;
    made.name = name;
    made.kind = form::QuestionKind::Text;
    made.group = group;
    return made;
}

Form sample() {
    Form form;
    form.id = "poll";
    form.version = "7";
    form.default_language = "ru";
    form.groups = {{.name = "g", .label = {}, .relevant = {}, .parent = {}},
        {.name = "h", .label = {}, .relevant = {}, .parent = 0},
        {.name = "empty", .label = {}, .relevant = {}, .parent = {}}};
    form.questions = {question("a"), question("b", 1), question("c", 0), question("d")};
    form.lists = {{.name = "towns",
        .choices = {
            {.name = "x", .label = {{{"ru", "Икс"}}}, .image = {}, .columns = {{"size", "1"}}},
            {.name = "y", .label = {{{"ru", "Игрек"}}}, .image = {}, .columns = {}}}}};
    return form;
}

std::string text(
    const form::Documents& documents, std::string_view source, form::NodeRef context = {}) {
    const form::Environment environment;
    return Expression::parse(source)
        .value()
        .text(Scope::at(context, documents, environment))
        .value();
}

}  // namespace

TEST_CASE("a form is an instance with its groups as elements") {
    const Form form = sample();
    const FormInstance instance(form);
    const form::Documents& documents = instance.documents();
    CHECK(
        text(documents, "concat(name(/*), ' ', /data/@id, ' ', /data/@version)") == "data poll 7");
    CHECK(text(documents, "count(/data/*)") == "3");
    CHECK(text(documents, "name(/data/g/h/b)") == "b");
    CHECK(text(documents, "name(/data/g/*[2])") == "c");
    CHECK(text(documents, "name(..)", instance.question(1)) == "h");
    CHECK(text(documents, "name()", instance.group(0)) == "g");
    CHECK(text(documents, "name()", instance.group(2)) == "data");  // nothing is in it
    CHECK(instance.question_of(instance.question(3)) == 3U);
    CHECK(instance.question_of({0, instance.answer(2)}) == 2U);
    CHECK_FALSE(instance.question_of(instance.group(0)).has_value());
    CHECK_FALSE(instance.question_of(instance.item(0, 0)).has_value());
}

TEST_CASE("a list is a secondary instance whose items have every column") {
    const Form form = sample();
    const FormInstance instance(form);
    const form::Documents& documents = instance.documents();
    CHECK(text(documents, "instance('towns')/root/item[name = 'y']/label") == "Игрек");
    CHECK(text(documents, "count(instance('towns')/root/item/size)") == "2");
    CHECK(text(documents, "concat(name, size)", instance.item(0, 0)) == "x1");
    CHECK(text(documents, "size = ''", instance.item(0, 1)) == "true");
    // From a choice an absolute path still leads to the answers.
    CHECK(text(documents, "name(/data/a)", instance.item(0, 0)) == "a");
}

TEST_CASE("a live instance has its own answers, and so has each copy") {
    const Form form = sample();
    const FormInstance instance(form);
    LiveInstance live(instance);
    live.set_answer(instance.answer(0), "one");
    LiveInstance copy(live);
    copy.set_answer(instance.answer(0), "two");
    CHECK(text(live.documents(), "${a}") == "one");
    CHECK(text(copy.documents(), "/data/a") == "two");
    live = copy;
    copy.set_answer(instance.answer(0), "three");
    CHECK(text(live.documents(), "${a}") == "two");
    CHECK(text(instance.documents(), "${a}").empty());
    CHECK(text(live.documents(), "count(/data/*/text())") == "1");
}

TEST_CASE("an expression is refused for its place") {
    const Form form = sample();
    const FormInstance instance(form);
    const form::NodeRef own = instance.question(0);
    const auto mistake = [&](std::string_view source, Standing::Use use) {
        const auto found = mistake_in(Expression::parse(source).value(), instance, {own, own, use});
        return found ? found->message + "; " + found->instead : std::string();
    };
    CHECK(mistake(". > 1", Standing::Use::Constraint).empty());
    CHECK(mistake(". > 1", Standing::Use::Condition) ==
          "\".\" stands only in a constraint; write ${name} for an answer");
    CHECK(mistake("/data/*[. > 1]", Standing::Use::Condition).empty());
    CHECK(mistake("random() < 0.5", Standing::Use::Condition).empty());
    for (const char* source : {"once(random())", "uuid()", "join(' ', randomize(/data/*))"}) {
        CHECK(mistake(source, Standing::Use::Stored).find("cannot be stored") != std::string::npos);
    }
    CHECK(mistake("today()", Standing::Use::Stored).empty());
    CHECK(mistake("${z}", Standing::Use::Condition).find("there is no question") !=
          std::string::npos);
    CHECK(mistake("weighted-checklist(1, 1, 1, 1, 1)", Standing::Use::Condition)
              .find("a weight after each value") != std::string::npos);
}

TEST_CASE("a small form makes no large instance") {
    Form form = sample();
    form.lists = {{.name = "wide", .choices = {}}};
    for (int index = 0; index < 1000; ++index) {
        form.lists[0].choices.push_back({.name = "c" + std::to_string(index),
            .label = {},
            .image = {},
            .columns = {{"column" + std::to_string(index), "x"}}});
    }
    const FormInstance instance(form);
    CHECK(instance.cells() == 1'000'000);
    const form::Documents& documents = instance.documents();
    CHECK(documents.trees.at(1)->size() < 10'000);
    CHECK(text(documents, "count(instance('wide')/root/item/*)") == "3000");
    CHECK(text(documents, "instance('wide')/root/item[column7 = 'x']/name") == "c7");
}
