#include <catch2/catch.hpp>

#include "core/base/json.h"
#include "tests/cli/ran.h"

using namespace otk;

namespace {

test::Ran models(std::vector<std::string> options) {
    options.insert(options.begin(), {"printer", "models"});
    return test::run(std::move(options));
}

/// The object of that name in the array.
Json model_of(const Json& all, std::string_view name) {
    for (const Json& model : *all.if_array()) {
        if (model.string_at("name").value() == name) return model;
    }
    return {};
}

}  // namespace

TEST_CASE("printer models names every model, and tells a script all facts of each") {
    const test::Ran names = models({"--names"});
    REQUIRE(names.code == 0);
    CHECK(names.out.starts_with("generic-80\ngeneric-58\ngeneric-80-drawn\ngeneric-58-drawn\natol-rp-326\n"));
    const test::Ran facts = models({"--json"});
    REQUIRE(facts.code == 0);
    const Json all = Json::parse(facts.out).value();
    REQUIRE(all.if_array() != nullptr);
    std::string listed;
    for (const Json& model : *all.if_array())
        listed += model.string_at("name").value() + "\n";
    CHECK(listed == names.out);

    const Json epson = model_of(all, "epson-tm-t20iii");
    CHECK(epson.integer_at("width_dots").value() == 576);
    CHECK(epson.integer_at("dots_per_inch").value() == 203);
    const Json* pages = epson.object_at("code_pages").value();
    CHECK(pages->integer_at("CP866").value() == 17);
    CHECK(pages->integer_at("CP1251").value() == 46);
    CHECK(*epson.find("native_qr") == Json(true));
    CHECK(epson.string_at("cutter").value() == "partial");
    CHECK(epson.string_at("presenter").value() == "none");
    CHECK(epson.string_at("status").value() == "escpos_automatic");
    CHECK(epson.array_at("usb").value()->front() == Json("04b8:0e28"));
    CHECK(epson.array_at("raster").value()->front() == Json("gs_paren_l"));
    CHECK_FALSE(epson.string_at("source").value().empty());
    CHECK(model_of(all, "custom-vkp80iii").string_at("presenter").value() == "gs_e");
}

TEST_CASE("printer models without an option is a table for people") {
    const test::Ran table = models({});
    CHECK(table.code == 0);
    CHECK(table.out.find("generic-58           Любой принтер ESC/POS, лента 58 мм") !=
          std::string::npos);
    CHECK(models({"--json", "--names"}).code == 3);
}
