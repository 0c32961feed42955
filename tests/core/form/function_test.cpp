#include "core/form/function.h"

#include <catch2/catch.hpp>

#include "tests/core/form/sample_instance.h"

using otk::test::SampleInstance;

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
