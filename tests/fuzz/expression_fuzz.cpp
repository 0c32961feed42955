#include <string_view>

#include "core/base/assert.h"
#include "core/base/bytes.h"
#include "core/form/expression.h"
#include "core/form/form_instance.h"
#include "core/form/reads.h"
#include "core/form/seeded_chance.h"
#include "tests/fuzz/fuzz_target.h"

namespace {

using namespace otk;

form::Question question(std::string_view name, std::optional<std::size_t> group = {}) {
    form::Question made;
    made.name = name;
    made.kind = form::QuestionKind::Text;
    made.group = group;
    return made;
}

/// A form with a group, a list and some answers.
form::Form small_form() {
    form::Form form;
    form.default_language = "ru";
    form.groups = {{.name = "g", .label = {}, .relevant = {}, .parent = {}}};
    form.questions = {question("a"), question("b", 0), question("c", 0), question("d")};
    form.lists = {{.name = "l",
        .choices = {
            {.name = "x", .label = {{{"ru", "Икс"}}}, .image = {}, .columns = {{"town", "1"}}},
            {.name = "y", .label = {{{"ru", "Игрек"}}}, .image = {}, .columns = {}}}}};
    return form;
}

/// The text at one question, in an environment of its own.
Result<std::string> text_at(const form::Expression& expression, const form::LiveInstance& live,
    form::NodeRef node, form::Environment::Dialect dialect) {
    form::Environment environment;
    environment.dialect = dialect;
    environment.now_ms = 1'782'000'000'500;
    environment.chance = form::SeededChance(1);
    return expression.text(form::Scope::at(node, live.documents(), environment));
}

void evaluate(const form::Expression& expression, const form::FormInstance& instance,
    const form::LiveInstance& live, form::Environment::Dialect dialect) {
    const Result<std::string> text = text_at(expression, live, instance.question(1), dialect);
    // The same environment gives the same value.
    const Result<std::string> again = text_at(expression, live, instance.question(1), dialect);
    OTK_ASSERT(text.has_value() == again.has_value());
    OTK_ASSERT(!text || *text == *again);
    const Result<std::string> on_choice = text_at(expression, live, instance.item(0, 0), dialect);
    OTK_ASSERT(on_choice || on_choice.error().kind == ErrorKind::InvalidInput ||
               on_choice.error().kind == ErrorKind::Unavailable);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static const form::Form form = small_form();
    static const form::FormInstance instance(form);
    static const form::LiveInstance live = [] {
        form::LiveInstance made(instance);
        made.set_answer(instance.answer(0), "5");
        made.set_answer(instance.answer(1), "x y");
        made.set_answer(instance.answer(3), "2026-11-22");
        return made;
    }();
    const std::string_view source = text_of({bytes, size});
    const Result<form::Expression> strict = form::Expression::parse(source);
    const Result<form::Expression> late =
        form::Expression::parse(source, form::Refusal::WhenEvaluated);
    // What a form takes, an evaluation takes too.
    OTK_ASSERT(!strict || late);
    if (strict) {
        const form::NodeRef own = instance.question(1);
        static_cast<void>(form::reads_of(*strict, instance, own, own));
    }
    if (late) {
        evaluate(*late, instance, live, form::Environment::Dialect::XForms);
        evaluate(*late, instance, live, form::Environment::Dialect::XPath10);
    }
    return 0;
}
