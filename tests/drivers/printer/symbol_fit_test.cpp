#include "drivers/printer/symbol_fit.h"

#include <catch2/catch.hpp>

using namespace otk;
using printer::fit_symbol;
using qr::Level;

namespace {

/// Bytes, dots of the line, and what is expected of them at 203 dpi.
void fits(std::size_t bytes, int width, Level level, int modules, int module_dots) {
    CAPTURE(bytes, width);
    const auto fit = fit_symbol(bytes, width, 203);
    REQUIRE(fit);
    CHECK(fit->level == level);
    CHECK(fit->modules == modules);
    CHECK(fit->module_dots == module_dots);
    CHECK(fit->side_dots() == (modules + 8) * module_dots);
    CHECK(fit->side_dots() <= width);
}

}  // namespace

TEST_CASE("a link gives up error correction before the size of its modules") {
    // ISO/IEC 18004, table 7: 251 bytes at M make version 11 (61 modules), 252 at L version 10 (57)
    // and 321 version 11.
    fits(26, 576, Level::Medium, 25, 8);
    fits(251, 576, Level::Medium, 61, 8);
    fits(252, 576, Level::Low, 57, 8);
    fits(321, 576, Level::Low, 61, 8);
    // Version 13 at M has 69 modules, and 8 of quiet zone: 77 of 7 dots.
    fits(322, 576, Level::Medium, 69, 7);
    // 58 mm paper: version 5 (37 modules) is the widest with 8 dots.
    fits(84, 384, Level::Medium, 37, 8);
    fits(106, 384, Level::Low, 37, 8);
    fits(107, 384, Level::Medium, 45, 7);
    fits(300, 384, Level::Low, 61, 5);
}

TEST_CASE("modules are a millimetre where there is room, and never under half of one") {
    CHECK(fit_symbol(26, 512, 180)->module_dots == 7);
    const auto smallest = fit_symbol(1400, 576, 203);
    REQUIRE(smallest);
    CHECK(smallest->module_dots == 4);
    CHECK(smallest->module_dots * 25.4 / 203 >= 0.5);
    CHECK(fit_symbol(0, 384, 203).error().kind == ErrorKind::InvalidInput);
    for (const std::size_t bytes : {std::size_t{700}, std::size_t{5000}}) {
        const auto refused = fit_symbol(bytes, 384, 203);
        REQUIRE_FALSE(refused);
        CHECK(refused.error().kind == ErrorKind::InvalidInput);
        CHECK(refused.error().context.find("wider than the paper of 48 mm") != std::string::npos);
    }
}
