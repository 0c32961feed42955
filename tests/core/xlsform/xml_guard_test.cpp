#include "core/xlsform/xml_guard.h"

#include <catch2/catch.hpp>

using namespace otk;
using xlsform::guard_xml;
using xlsform::SourceLimits;

namespace {

std::string error(const std::string& xml, const SourceLimits& limits = {}) {
    const Result<void> guarded = guard_xml(xml, limits);
    return guarded ? "taken" : guarded.error().context;
}
bool refused(const std::string& xml, const std::string& part, const SourceLimits& limits = {}) {
    return error(xml, limits).find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a plain document passes the guard") {
    CHECK(
        error("<?xml version=\"1.0\"?><a b=\"1\"><c/><!-- <x> --><![CDATA[<y>]]></a>") == "taken");
    CHECK(error("") == "taken");
}

TEST_CASE("document types and entities are refused wherever they stand") {
    CHECK(refused(
        "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", "declares a document type or entities"));
    CHECK(refused("<a><!ENTITY b \"c\"></a>", "declares a document type or entities"));
}

TEST_CASE("nesting is bounded, brothers are not nesting") {
    std::string deep;
    for (int level = 0; level < 5; ++level)
        deep += "<a>";
    CHECK(refused(deep, "nests more than 4 deep", {.xml_depth_max = 4}));
    CHECK(error(deep, {.xml_depth_max = 5}) == "taken");
    CHECK(error("<a><b></b><b/><b></b></a>", {.xml_depth_max = 2}) == "taken");
    CHECK(error("<a b=\"/\"><b c='>'/></a>", {.xml_depth_max = 1}) == "taken");
}

TEST_CASE("elements and attributes are counted") {
    CHECK(refused("<a><b/><b/></a>", "more than 2 elements", {.xml_elements_max = 2}));
    CHECK(error("<a><b/></a>", {.xml_elements_max = 2}) == "taken");
    CHECK(refused("<a b=\"1\" c=\"2\"/>", "or 1 attributes", {.xml_attributes_max = 1}));
    CHECK(error("<a b=\"c=d=e\"/>", {.xml_attributes_max = 1}) == "taken");
}

TEST_CASE("text in another encoding and a part over its size are refused") {
    CHECK(refused("<a>\xFF</a>", "not in UTF-8"));
    CHECK(refused("<aaaa/>", "larger than 4 bytes", {.entry_bytes_max = 4}));
}
