#include "core/staff/pin_rule.h"

#include <catch2/catch.hpp>

using namespace otk;

TEST_CASE("a PIN is 6 to 12 digits that nobody would try first") {
    for (const char* pin : {"402918", "730518", "112358", "90210774", "190319840512"}) {
        CAPTURE(pin);
        CHECK(staff::check_pin(pin));
    }
    const auto* pin = GENERATE("", "40291", "4029184029181", "40291a", "40 291", "４０２９１８",
        "111111", "121212", "123123", "4029402940", "112211", "123456", "987654", "890123",
        "321098", "123321", "147258", "741852", "159357");
    CAPTURE(pin);
    const Result<void> checked = staff::check_pin(pin);
    REQUIRE_FALSE(checked);
    CHECK(checked.error().kind == ErrorKind::InvalidInput);
    const bool tells_it =
        !std::string(pin).empty() && checked.error().context.find(pin) != std::string::npos;
    CHECK_FALSE(tells_it);
}
