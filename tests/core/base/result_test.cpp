#include "core/base/result.h"

#include <memory>

#include <catch2/catch.hpp>

using namespace otk;

namespace {

Result<std::unique_ptr<int>> make(int number) {
    if (number < 0) return fail(ErrorKind::InvalidInput, "negative");
    return std::make_unique<int>(number);
}

Result<int> twice(int number) {
    const std::unique_ptr<int> made = OTK_TRY(in("make", make(number)));
    return *made * 2;
}

}  // namespace

TEST_CASE("OTK_TRY unwraps a value that can only be moved") { CHECK(twice(21).value() == 42); }

TEST_CASE("OTK_TRY carries the error upward with its layers") {
    CHECK(twice(-1).error().kind == ErrorKind::InvalidInput);
    CHECK(twice(-1).error().context == "make: negative");
}
