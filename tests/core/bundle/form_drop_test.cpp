#include "core/bundle/form_drop.h"

#include <catch2/catch.hpp>

#include "tests/core/bundle/sample_bundle.h"

using namespace otk;
using namespace otk::bundle;
using form::Form;

namespace {

std::string refusal_of(const Form& form, const FormDrop& drop) {
    const Result<Form> dropped = apply_drop(form, drop);
    REQUIRE_FALSE(dropped);
    CHECK(dropped.error().kind == ErrorKind::InvalidInput);
    CHECK(dropped.error().context.starts_with("profile drops from form \"" + form.id + "\": "));
    return dropped.error().context;
}

}  // namespace

TEST_CASE("a dropped choice is gone and the form's version says so") {
    const Result<Form> dropped =
        apply_drop(test::sample_reception(), {"reception", {}, {{"direction", {"support"}}}, {}});
    REQUIRE(dropped);
    REQUIRE(dropped->lists[1].choices.size() == 1);
    CHECK(dropped->lists[1].choices[0].name == "service");
    CHECK(dropped->version.starts_with("2026112201-"));
    CHECK(dropped->version.size() == std::string("2026112201-1a2b3c4d").size());
}

TEST_CASE("the version's suffix depends on what is dropped, and on nothing else") {
    const auto version_after = [](const std::string& choice) {
        return apply_drop(
            test::sample_reception(), {"reception", {}, {{"direction", {choice}}}, {}})
            .value()
            .version;
    };
    CHECK(version_after("support") == version_after("support"));
    CHECK(version_after("support") != version_after("service"));
}

TEST_CASE("a dropped line leaves its page, and an empty page goes") {
    const Result<Form> dropped = apply_drop(test::sample_staff(), {"staff", {"hr"}, {}, {}});
    REQUIRE(dropped);
    REQUIRE(dropped->pages.size() == 2);
    CHECK(dropped->pages[1].name == "aspects2");
    CHECK(dropped->questions[dropped->pages[1].questions[0]].name == "rules");
}

TEST_CASE("a page's title is replaced where the profile gives another") {
    const form::Texts title{{{"ru", "Оцените"}, {"en", "Rate"}}};
    const Result<Form> dropped =
        apply_drop(test::sample_staff(), {"staff", {"rules"}, {}, {{"aspects1", title}}});
    REQUIRE(dropped);
    CHECK(dropped->pages[1].title == title);
}

TEST_CASE("a name that the form does not have is refused, not passed over") {
    const Form form = test::sample_reception();
    CHECK(
        refusal_of(form, {"reception", {"nothing"}, {}, {}}).ends_with("no question \"nothing\""));
    CHECK(refusal_of(form, {"reception", {}, {{"nothing", {"a"}}}, {}})
              .ends_with("no list \"nothing\""));
    CHECK(refusal_of(form, {"reception", {}, {{"direction", {"nothing"}}}, {}})
              .ends_with("no choice \"nothing\" in the list \"direction\""));
    CHECK(refusal_of(form, {"reception", {}, {}, {{"nothing", {}}}})
              .ends_with("no page \"nothing\""));
    CHECK(refusal_of(form, {"reception", {}, {{"direction", {"service", "support"}}}, {}})
              .ends_with("nothing is left of the list \"direction\""));
}

TEST_CASE("a question that an expression speaks of cannot be dropped") {
    Form form = test::sample_staff();
    Result<form::Expression> expression = form::Expression::parse("${hr} <= 3");
    REQUIRE(expression);
    form.questions[2].relevant = std::move(*expression);
    refusal_of(form, {"staff", {"hr"}, {}, {}});
}
