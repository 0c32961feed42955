#include "drivers/printer/models.h"

#include <set>

#include <catch2/catch.hpp>

using namespace otk;
using namespace otk::printer;

TEST_CASE("every model has a name of its own, a source and figures that encoders can rely on") {
    std::set<std::string_view> names;
    for (const Model& model : models()) {
        CAPTURE(model.name);
        CHECK(names.insert(model.name).second);
        CHECK_FALSE(model.source.empty());
        CHECK(model.width_dots % model.cell_width_dots == 0);
        CHECK_FALSE(model.pages.empty());
        CHECK(model.raster_bytes_max >= model.width_dots / 8);
        // 60 to 80 mm paper.
        CHECK(model.width_dots * 25.4 / model.dots_per_inch > 40);
        CHECK(model.width_dots * 25.4 / model.dots_per_inch < 80);
        CHECK(model_named(model.name).value() == &model);
    }
}

TEST_CASE("an unknown model is refused with the nearest name") {
    const auto model = model_named("generic-08");
    REQUIRE_FALSE(model);
    CHECK(model.error().kind == ErrorKind::NotFound);
    CHECK(model.error().context.find("did you mean \"generic-80\"?") != std::string::npos);
}

TEST_CASE("lengths become dots by the model's resolution") {
    // 203 dots an inch: 10 mm are 79.9 dots.
    CHECK(dots_of(*model_named("generic-80").value(), 10) == 80);
    CHECK(dots_of(*model_named("generic-80").value(), 0.001) == 1);
}
