#include "kiosk/pictures/tiles.h"

#include <catch2/catch.hpp>

namespace otk::kiosk::pictures {
namespace {

Image filled(int width, int height, std::uint32_t colour) {
    Image image{width, height, {}};
    image.pixels.assign(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), colour);
    return image;
}

void put(Image& image, int x, int y, std::uint32_t colour) {
    const auto width = static_cast<std::size_t>(image.width);
    image.pixels[static_cast<std::size_t>(y) * width + static_cast<std::size_t>(x)] = colour;
}

/// A picture of that size, put together from the sheet as the gallery's page does it.
Image put_together(const Image& sheet, const Tiles& tiles, int width, int height) {
    Image image = filled(width, height, 0);
    constexpr int tile_width = TileSheet::tile_width;
    constexpr int tile_height = TileSheet::tile_height;
    const auto across = static_cast<std::size_t>((width + tile_width - 1) / tile_width);
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            const auto place = static_cast<std::size_t>(y / tile_height) * across +
                               static_cast<std::size_t>(x / tile_width);
            const auto number = static_cast<int>(tiles.at(place));
            const int left = number % TileSheet::columns * tile_width;
            const int top = number / TileSheet::columns * tile_height;
            put(image, x, y, sheet.at(left + x % tile_width, top + y % tile_height));
        }
    }
    return image;
}

Tiles tiles_of_runs(const std::vector<std::int64_t>& runs) {
    Tiles tiles;
    for (std::size_t at = 0; at + 1 < runs.size(); at += 2) {
        const bool is_rising = runs[at + 1] > 0;
        const std::int64_t count = is_rising ? runs[at + 1] : -runs[at + 1];
        for (std::int64_t step = 0; step < count; ++step)
            tiles.push_back(static_cast<std::uint32_t>(runs[at] + (is_rising ? step : 0)));
    }
    return tiles;
}

}  // namespace

TEST_CASE("pictures come out of the sheet as they went in, whatever their size") {
    TileSheet sheet;
    Image first = filled(101, 70, 0xF1ECE0);
    for (int at = 0; at < 70; ++at)
        put(first, at, at, static_cast<std::uint32_t>(at) * 7);
    Image second = first;
    put(second, 100, 69, 0xD6453B);
    const Tiles of_first = sheet.add(first);
    const Tiles of_second = sheet.add(second);
    const Image all = sheet.image();
    CHECK(put_together(all, of_first, 101, 70).pixels == first.pixels);
    CHECK(put_together(all, of_second, 101, 70).pixels == second.pixels);
}

TEST_CASE("a tile that was there before is not kept again") {
    TileSheet sheet;
    const Image plain = filled(2 * TileSheet::tile_width, TileSheet::tile_height, 0xFFFFFF);
    CHECK(sheet.add(plain) == Tiles{0, 0});
    Image changed = plain;
    put(changed, 0, 0, 0);
    CHECK(sheet.add(changed) == Tiles{1, 0});
    CHECK(sheet.add(plain) == Tiles{0, 0});
}

TEST_CASE("a sheet's second row begins behind its last column") {
    TileSheet sheet;
    Image wide = filled((TileSheet::columns + 1) * TileSheet::tile_width, 1, 0);
    for (int x = 0; x < wide.width; ++x)
        put(wide, x, 0, static_cast<std::uint32_t>(x));
    const Tiles tiles = sheet.add(wide);
    const Image all = sheet.image();
    CHECK(all.height == 2 * TileSheet::tile_height);
    CHECK(put_together(all, tiles, wide.width, 1).pixels == wide.pixels);
}

TEST_CASE("runs say the same tiles in fewer numbers") {
    CHECK(runs_of({}).empty());
    CHECK(runs_of({5}) == std::vector<std::int64_t>{5, 1});
    CHECK(runs_of({7, 7, 7, 7}) == std::vector<std::int64_t>{7, -4});
    CHECK(runs_of({3, 4, 5, 5, 5, 9}) == std::vector<std::int64_t>{3, 3, 5, -2, 9, 1});
    const Tiles tiles{0, 1, 2, 2, 2, 3, 4, 0, 0, 1, 1, 2};
    CHECK(tiles_of_runs(runs_of(tiles)) == tiles);
}

}  // namespace otk::kiosk::pictures
