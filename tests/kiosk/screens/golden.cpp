#include "tests/kiosk/screens/golden.h"

#include <cstdlib>

#include <catch2/catch.hpp>

namespace otk::test {

using namespace kiosk;

namespace {

constexpr int shrink = 4;
constexpr double mean_difference_max = 1.0;  ///< of 255, over all channels

double mean_difference(const pictures::Image& one, const pictures::Image& other) {
    double sum = 0;
    for (std::size_t at = 0; at < one.pixels.size(); ++at) {
        for (const unsigned shift : {0U, 8U, 16U}) {
            const int a = static_cast<int>((one.pixels[at] >> shift) & 0xFFU);
            const int b = static_cast<int>((other.pixels[at] >> shift) & 0xFFU);
            sum += std::abs(a - b);
        }
    }
    return sum / (static_cast<double>(one.pixels.size()) * 3);
}

}  // namespace

void compare_with_golden(const std::string& name, const pictures::Image& image) {
    const pictures::Image drawn = pictures::shrunk(image, shrink);
    const Path path = Path(OTK_SOURCE_DIR) / "tests/golden/screens" / (name + ".png");
    INFO(path.string());
    if (std::getenv("OTK_GOLDEN_WRITE") != nullptr) {
        REQUIRE(make_folder(path.parent_path()));
        REQUIRE(pictures::write_png(path, drawn));
    }
    const auto golden = pictures::read_png(path);
    REQUIRE(golden);
    REQUIRE(golden->width == drawn.width);
    REQUIRE(golden->height == drawn.height);
    CHECK(mean_difference(*golden, drawn) <= mean_difference_max);
}

}  // namespace otk::test
