// XPath 1.0, 4.1, and ODK XForms, "Node-set Functions".

#include <catch2/catch.hpp>

#include "core/form/seeded_chance.h"
#include "tests/core/form/sample_instance.h"

using otk::test::SampleInstance;
using Paths = std::vector<std::string>;

TEST_CASE("functions of node-sets") {
    SampleInstance sample(
        "<r xml:lang='ru-RU'><p:n xmlns:p='urn:p' id='one'>1</p:n><m id='two three'/><m "
        "id='four'><k/></m></r>");
    sample.documents.instances = {{"list", {0, 1}}};
    CHECK(sample.number("count(//*)") == 5);
    CHECK(sample.number("count(/r/missing)") == 0);
    CHECK(sample.number("count-non-empty(/r/*)") == 1);
    CHECK(sample.text("name(/r/*)") == "p:n");
    CHECK(sample.text("local-name(/r/*)") == "n");
    CHECK(sample.text("name(/r/missing)").empty());
    CHECK(sample.text("name()", "/0/1") == "m");
    CHECK(sample.number("position(/r/m[2])") == 2);
    CHECK(sample.number("position(..)", "/0/2/0") == 2);
    CHECK(sample.nodes("id('one four')") == Paths{"/0/0", "/0/2"});
    // Two attributes of one element may hold the name.
    SampleInstance twice("<r><a id='x' xml:id='x'/><b id='x'/></r>");
    CHECK(twice.nodes("id('x')") == Paths{"/0/0", "/0/1"});
    CHECK(sample.nodes("instance('list')/m[1]") == Paths{"/0/1"});
    CHECK(sample.nodes("instance('other')").empty());
    CHECK(sample.truth("count(/r/m[position() = last()]) = 1"));
    CHECK(sample.error("lang('RU') = true() and count(1)", "/0").find("count() wants questions") !=
          std::string::npos);
    CHECK(sample.error("namespace-uri('x')").find("wants questions") != std::string::npos);
}

TEST_CASE("a seeded shuffle is Park and Miller's and Fisher and Yates'") {
    // The generator's own check: from 1 the 10,000th state is 1043618065 (Park and Miller, 1988).
    otk::form::SeededChance chance(1);
    double last = 0;
    for (int draw = 0; draw < 10'000; ++draw)
        last = chance();
    CHECK(last == (1'043'618'065.0 - 1) / 2'147'483'646.0);

    SampleInstance sample("<r><n>1</n><n>2</n><n>3</n><n>4</n><n>5</n><n>6</n></r>");
    const std::string order = sample.text("join('', randomize(/r/n, 42))");
    CHECK(order.size() == 6);
    CHECK(sample.text("join('', randomize(/r/n, 42))") == order);
    CHECK(sample.text("join('', randomize(/r/n, 43))") != order);
    CHECK(sample.error("randomize(/r/n, 'x')").find("a number as seed") != std::string::npos);
}
