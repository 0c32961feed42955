#include "drivers/printer/advice.h"

#include <catch2/catch.hpp>

using namespace otk;
using namespace otk::printer;

namespace {

std::string_view advised(std::string_view set, const SlipSeen& seen) {
    return advised_model(*model_named(set).value(), seen).name;
}

}  // namespace

TEST_CASE("a slip on which nothing is amiss keeps its model") {
    for (const Model& model : models())
        CHECK(&advised_model(model, {}) == &model);
}

TEST_CASE("letters that cannot be read, or a missing symbol, are drawn from now on") {
    CHECK(advised("generic-80", {.letters = false}) == "generic-80-drawn");
    CHECK(advised("epson-tm-t20iii", {.symbol = false}) == "generic-80-drawn");
    CHECK(advised("generic-58", {.letters = false, .symbol = false}) == "generic-58-drawn");
}

TEST_CASE("a slip that is cut off at an edge is one for narrow paper, whatever else it shows") {
    CHECK(advised("generic-80", {.edges = false}) == "generic-58");
    CHECK(advised("generic-80-drawn", {.letters = false, .edges = false}) == "generic-58");
}

TEST_CASE("what no other model mends keeps its model") {
    CHECK(advised("generic-58", {.edges = false}) == "generic-58");
    CHECK(advised("generic-80", {.cut = false}) == "generic-80");
    CHECK(advised("generic-80-drawn", {.symbol = false}) == "generic-80-drawn");
}
