#include "core/qr/qr_code.h"

#include <regex>
#include <string>

#include <catch2/catch.hpp>

#include "core/qr/svg.h"

using namespace otk;
using otk::qr::Level;

TEST_CASE("a short link makes the symbol that the standard's capacity table says") {
    // ISO/IEC 18004, table 7, bytes: version 2 (25 modules) holds 26 at M; version 3 (29) holds 42.
    CHECK(qr::encode("https://gorod.example/7K2F", Level::Medium).value().size() == 25);
    CHECK(qr::encode("https://gorod.example/7K2F7", Level::Medium).value().size() == 29);
    // Version 40 (177 modules) holds 1273 at H.
    CHECK(qr::encode(std::string(1273, 'a'), Level::High).value().size() == 177);
}

TEST_CASE("a symbol has its three finders and its timing patterns, and is light outside") {
    const qr::QrCode code = qr::encode("https://gorod.example/7K2F", Level::Medium).value();
    const int far = code.size() - 7;
    for (const auto& [left, top] : {std::pair{0, 0}, std::pair{far, 0}, std::pair{0, far}}) {
        for (int y = 0; y < 7; ++y) {
            for (int x = 0; x < 7; ++x) {
                // A finder: a dark ring, a light ring, a dark square of 3.
                const int ring = std::max(std::abs(x - 3), std::abs(y - 3));
                CHECK(code.is_dark(left + x, top + y) == (ring != 2));
            }
        }
    }
    for (int at = 8; at < code.size() - 8; ++at) {
        CHECK(code.is_dark(at, 6) == (at % 2 == 0));
        CHECK(code.is_dark(6, at) == (at % 2 == 0));
    }
    CHECK_FALSE(code.is_dark(-1, 0));
    CHECK_FALSE(code.is_dark(0, code.size()));
}

TEST_CASE("a text that no symbol can hold is refused") {
    CHECK(qr::encode("", Level::Low).error().kind == ErrorKind::InvalidInput);
    CHECK(qr::encode(std::string_view("a\0b", 3), Level::Low).error().kind ==
          ErrorKind::InvalidInput);
    CHECK(qr::encode(std::string(1274, 'a'), Level::High).error().kind == ErrorKind::InvalidInput);
    CHECK(qr::encode(std::string(100000, 'a'), Level::Low).error().kind == ErrorKind::InvalidInput);
    CHECK(qr::encode(std::string(2953, 'a'), Level::Low).has_value());
}

TEST_CASE("the size of a symbol is known without making it") {
    for (const Level level : {Level::Low, Level::Medium, Level::Quartile, Level::High}) {
        int last = 0;
        for (std::size_t bytes = 1; bytes <= 2953; ++bytes) {
            const auto size = qr::size_for(bytes, level);
            // Each symbol that is the first or the last of its size is made and compared.
            if (size == last && qr::size_for(bytes + 1, level) == size) continue;
            const auto made = qr::encode(std::string(bytes, 'a'), level);
            CAPTURE(bytes);
            CHECK(size.has_value() == made.has_value());
            if (!made) break;
            CHECK(*size == made->size());
            last = *size;
        }
        CHECK(last == 177);
    }
    CHECK_FALSE(qr::size_for(0, Level::Low).has_value());
    CHECK_FALSE(qr::size_for(2954, Level::Low).has_value());
}

TEST_CASE("an SVG has every dark module once, four white ones around, and its size on paper") {
    const qr::QrCode code = qr::encode("https://gorod.example/7K2F", Level::Medium).value();
    const std::string svg = qr::svg_of(code, 1.5);
    // 25 modules and 8 of white: 33 of 1.5 mm.
    CHECK(svg.find("width=\"49.500mm\" height=\"49.500mm\" viewBox=\"0 0 33 33\"") !=
          std::string::npos);
    std::vector<std::vector<int>> drawn(33, std::vector<int>(33));
    const std::regex run("M(\\d+),(\\d+)h(\\d+)v1H(\\d+)z");
    for (std::sregex_iterator at(svg.begin(), svg.end(), run), end; at != end; ++at) {
        const int left = std::stoi((*at)[1]);
        const auto y = static_cast<std::size_t>(std::stoi((*at)[2]));
        CHECK((*at)[1] == (*at)[4]);
        for (int x = left; x < left + std::stoi((*at)[3]); ++x)
            ++drawn.at(y).at(static_cast<std::size_t>(x));
    }
    for (int y = 0; y < 33; ++y) {
        for (int x = 0; x < 33; ++x) {
            CHECK(drawn[static_cast<std::size_t>(y)][static_cast<std::size_t>(x)] ==
                  (code.is_dark(x - 4, y - 4) ? 1 : 0));
        }
    }
}
