#include "kiosk/look/panel.h"

#include <limits>
#include <string>

#include <catch2/catch.hpp>

using namespace otk;
using namespace otk::kiosk::look;

TEST_CASE("panels from 7 inches lying and 10 inches upright are taken") {
    CHECK(check({800, 480, 154.08F, 85.92F}));
    CHECK(check({1024, 600, 153.4F, 89.9F}));
    CHECK(check({800, 1280, 135.6F, 217}));
    CHECK(check({600, 1024, 125.3F, 222.7F}));
    CHECK(check({3840, 2160, 952.3F, 535.7F}));
}

TEST_CASE("smaller panels are refused with what the screens need") {
    for (const Panel& panel : {Panel{480, 800, 86, 154}, Panel{800, 1280, 107.7F, 172.3F},
             Panel{480, 320, 73, 49}, Panel{640, 480, 130, 97.5F}}) {
        const Result<void> checked = check(panel);
        REQUIRE_FALSE(checked);
        CHECK(checked.error().kind == ErrorKind::InvalidInput);
        CHECK(checked.error().context.find("is too small: portrait needs a width of 121 mm") !=
              std::string::npos);
    }
}

TEST_CASE("sizes that no panel has are refused") {
    CHECK_FALSE(check({1080, 1920, 0, 0}));
    CHECK_FALSE(check({1080, 1920, -1, 300}));
    CHECK_FALSE(check({1080, 1920, std::numeric_limits<float>::quiet_NaN(), 300}));
    CHECK_FALSE(check({10800, 19200, 5000, 9000}));
    CHECK_FALSE(check({200, 300, 200, 300}));
    CHECK_FALSE(check({1080, 1920, 267.8F, 400}));
}

TEST_CASE("large text is offered where five rows of marks stand over the keys") {
    CHECK_FALSE(holds_large_text({1024, 600, 153.4F, 89.9F}));
    CHECK_FALSE(holds_large_text({1024, 600, 222.7F, 125.3F}));
    CHECK(holds_large_text({1280, 800, 217, 135.6F}));
    CHECK(holds_large_text({800, 1280, 135.6F, 217}));
    CHECK(holds_large_text({}));
}
