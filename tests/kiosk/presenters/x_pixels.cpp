#include "tests/kiosk/presenters/x_pixels.h"

#include <cstdio>

#include <catch2/catch.hpp>

#include "core/base/bytes.h"

namespace otk::test {

kiosk::pictures::Image read_from_x(int width, int height) {
    kiosk::pictures::Image image{width, height, {}};
    std::FILE* const pipe = ::popen("import -window root -depth 8 rgb:-", "r");
    REQUIRE(pipe != nullptr);
    Bytes rgb(std::size_t{3} * static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    const std::size_t got = std::fread(rgb.data(), 1, rgb.size(), pipe);
    REQUIRE(::pclose(pipe) == 0);
    REQUIRE(got == rgb.size());
    image.pixels.reserve(rgb.size() / 3);
    for (std::size_t at = 0; at < rgb.size(); at += 3) {
        image.pixels.push_back(
            (std::uint32_t{rgb[at]} << 16U) | (std::uint32_t{rgb[at + 1]} << 8U) | rgb[at + 2]);
    }
    return image;
}

}  // namespace otk::test
