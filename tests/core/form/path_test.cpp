// Location paths: XPath 1.0, chapter 2.

#include <catch2/catch.hpp>

#include "tests/core/form/sample_instance.h"

using otk::test::SampleInstance;
using Paths = std::vector<std::string>;

namespace {

/// No white space, so that indexes count elements: a(b(c), d(e, f), g).
constexpr const char* letters =
    "<a x='1' y='2'><b><c/></b><d z='3'><e>one</e><f>two</f></d><g>three</g></a>";

}  // namespace

TEST_CASE("an axis has its nodes, from every kind of place") {
    const SampleInstance sample(letters);
    struct Row {
        const char* axis;
        const char* context;
        Paths nodes;
    };
    const Row rows[] = {
        {"child", "/0", {"/0/0", "/0/1", "/0/2"}},
        {"child", "/0/1/@z", {}},
        {"descendant", "/0/1", {"/0/1/0", "/0/1/0/0", "/0/1/1", "/0/1/1/0"}},
        {"descendant-or-self", "/0/0", {"/0/0", "/0/0/0"}},
        {"descendant-or-self", "/0/1/@z", {"/0/1/@z"}},
        {"parent", "/0/1/1", {"/0/1"}},
        {"parent", "/0/1/@z", {"/0/1"}},
        {"parent", "/", {}},
        {"ancestor", "/0/1/1", {"/", "/0", "/0/1"}},
        {"ancestor-or-self", "/0/1/@z", {"/", "/0", "/0/1", "/0/1/@z"}},
        {"following-sibling", "/0/0", {"/0/1", "/0/2"}},
        {"following-sibling", "/0/1/@z", {}},
        {"following-sibling", "/", {}},
        {"preceding-sibling", "/0/2", {"/0/0", "/0/1"}},
        {"preceding-sibling", "/0/1/@z", {}},
        {"following", "/0/0/0",
            {"/0/1", "/0/1/0", "/0/1/0/0", "/0/1/1", "/0/1/1/0", "/0/2", "/0/2/0"}},
        {"following", "/0/1/@z", {"/0/1/0", "/0/1/0/0", "/0/1/1", "/0/1/1/0", "/0/2", "/0/2/0"}},
        {"preceding", "/0/1/1", {"/0/0", "/0/0/0", "/0/1/0", "/0/1/0/0"}},
        {"preceding", "/0/1/@z", {"/0/0", "/0/0/0"}},
        {"attribute", "/0", {"/0/@x", "/0/@y"}},
        {"attribute", "/0/0", {}},
        {"self", "/0/1/@z", {"/0/1/@z"}},
    };
    for (const Row& row : rows) {
        INFO(row.axis << " of " << row.context);
        CHECK(sample.nodes(std::string(row.axis) + "::node()", row.context) == row.nodes);
    }
}

TEST_CASE("positions count along the axis, backwards on a reverse one") {
    const SampleInstance sample(letters);
    CHECK(sample.nodes("/a/*[1]") == Paths{"/0/0"});
    CHECK(sample.nodes("/a/*[last()]") == Paths{"/0/2"});
    CHECK(sample.nodes("/a/*[position() > 1]") == Paths{"/0/1", "/0/2"});
    CHECK(sample.nodes("preceding-sibling::*[1]", "/0/2") == Paths{"/0/1"});
    CHECK(sample.nodes("ancestor::*[1]", "/0/1/0") == Paths{"/0/1"});
    CHECK(sample.nodes("(ancestor::*)[1]", "/0/1/0") == Paths{"/0"});
    CHECK(sample.nodes("//*[1]") == Paths{"/0", "/0/0", "/0/0/0", "/0/1/0"});
    CHECK(sample.nodes("(//*)[1]") == Paths{"/0"});
    CHECK(sample.nodes("/a/*[2][1]") == Paths{"/0/1"});
    CHECK(sample.nodes("/a/*[1][2]").empty());
    CHECK(sample.nodes("/a/*[0.5]").empty());
}

TEST_CASE("abbreviations mean what they stand for") {
    const SampleInstance sample(letters);
    CHECK(sample.nodes("/") == Paths{"/"});
    CHECK(sample.nodes(".", "/0/1") == Paths{"/0/1"});
    CHECK(sample.nodes("..", "/0/1") == Paths{"/0"});
    CHECK(sample.nodes("../g", "/0/1") == Paths{"/0/2"});
    CHECK(sample.nodes("../../@x", "/0/1/0") == Paths{"/0/@x"});
    CHECK(sample.nodes("d/f", "/0") == Paths{"/0/1/1"});
    CHECK(sample.nodes("//f") == Paths{"/0/1/1"});
    CHECK(sample.nodes(".//f", "/0") == Paths{"/0/1/1"});
    CHECK(sample.nodes("a//*", "/") == Paths{"/0/0", "/0/0/0", "/0/1", "/0/1/0", "/0/1/1", "/0/2"});
    CHECK(sample.nodes("@*", "/0") == Paths{"/0/@x", "/0/@y"});
    CHECK(sample.nodes("/a/d/e/text()") == Paths{"/0/1/0/0"});
    CHECK(sample.nodes("current()/..", "/0/1") == Paths{"/0"});
    CHECK(sample.nodes("/a/*[. = current()]", "/0/2") == Paths{"/0/2"});
}

TEST_CASE("a union is in document order and has each node once") {
    const SampleInstance sample(letters);
    CHECK(sample.nodes("/a/g | /a/b | /a/*[1]") == Paths{"/0/0", "/0/2"});
    CHECK(sample.nodes("(//f | //e)[1]") == Paths{"/0/1/0"});
    CHECK(sample.number("count(//* | //*)") == 7);
    CHECK(sample.nodes("//*/..").size() == 4);
}

TEST_CASE("node tests choose by kind and by name") {
    const SampleInstance sample(
        "<r xmlns:p='urn:p' xmlns:q='urn:q' p:u='1' v='2'>t<!-- c --><?i one?><?j "
        "two?><p:n/><n/><q:n/></r>");
    CHECK(sample.nodes("/r/node()").size() == 7);
    CHECK(sample.nodes("/r/text()") == Paths{"/0/0"});
    CHECK(sample.nodes("/r/comment()") == Paths{"/0/1"});
    CHECK(sample.nodes("/r/processing-instruction()") == Paths{"/0/2", "/0/3"});
    CHECK(sample.nodes("/r/processing-instruction('j')") == Paths{"/0/3"});
    CHECK(sample.nodes("/r/n") == Paths{"/0/5"});
    CHECK(sample.nodes("/r/p:n") == Paths{"/0/4"});
    CHECK(sample.nodes("/r/q:*") == Paths{"/0/6"});
    CHECK(sample.nodes("/r/*") == Paths{"/0/4", "/0/5", "/0/6"});
    CHECK(sample.nodes("/r/@p:u") == Paths{"/0/@p:u"});
    CHECK(sample.nodes("/r/@u").empty());
    CHECK(sample.nodes("/r/@node()") == Paths{"/0/@p:u", "/0/@v"});
}

TEST_CASE("a name without a prefix may have the default namespace of the document") {
    const SampleInstance sample("<h xmlns='urn:h'><m/><m xmlns=''/><m xmlns='urn:o'/></h>");
    CHECK(sample.nodes("/h/m") == Paths{"/0/0", "/0/1"});
}

TEST_CASE("an empty text is no node") {
    const SampleInstance sample("<r><a></a><b>1</b></r>");
    CHECK(sample.nodes("/r/*/text()") == Paths{"/0/1/0"});
}

TEST_CASE("a step after a value and an unknown axis are refused where they stand") {
    const auto error = [](std::string_view source) {
        return otk::form::Expression::parse(source).error().context;
    };
    CHECK(error("'a'/b").starts_with("at character 1: / wants questions or a path, not a value"));
    CHECK(error("(1 + 2)[1]").starts_with("at character 2: [ wants questions"));
    CHECK(error("/a | 1").starts_with("at character 6: | wants questions"));
    CHECK(error("sideways::a").starts_with("at character 1: there is no axis sideways"));
    CHECK(error("namespace::a").starts_with("at character 1: the axis namespace is not supported"));
    CHECK(error("/a/").starts_with("at character 4: a step of the path is missing"));
    CHECK(error("/a[1").starts_with("at character 5: \"]\" is missing"));
    CHECK(error("a/count(b)").starts_with("at character 3: a function cannot be a step"));
    CHECK(error("@").starts_with("at character 2: the name of a node is missing"));
}
