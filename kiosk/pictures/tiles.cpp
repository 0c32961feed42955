#include "kiosk/pictures/tiles.h"

#include <algorithm>

namespace otk::kiosk::pictures {
namespace {

int parts_of(int length, int part) {
    return (length + part - 1) / part;
}

std::u32string tile_at(const Image& image, int left, int top) {
    constexpr int width = TileSheet::tile_width;
    constexpr int height = TileSheet::tile_height;
    std::u32string tile(static_cast<std::size_t>(width * height), U'\0');
    const int right = std::min(left + width, image.width);
    const int bottom = std::min(top + height, image.height);
    for (int y = top; y < bottom; ++y) {
        for (int x = left; x < right; ++x) {
            tile[static_cast<std::size_t>((y - top) * width + x - left)] = image.at(x, y);
        }
    }
    return tile;
}

}  // namespace

Tiles TileSheet::add(const Image& image) {
    Tiles tiles;
    for (int top = 0; top < image.height; top += tile_height) {
        for (int left = 0; left < image.width; left += tile_width) {
            const auto next = static_cast<std::uint32_t>(m_tiles.size());
            const auto [place, is_new] = m_numbers.try_emplace(tile_at(image, left, top), next);
            if (is_new) m_tiles.push_back(&place->first);
            tiles.push_back(place->second);
        }
    }
    return tiles;
}

Image TileSheet::image() const {
    const int rows = parts_of(static_cast<int>(m_tiles.size()), columns);
    Image image{columns * tile_width, rows * tile_height, {}};
    image.pixels.resize(
        static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height));
    for (std::size_t number = 0; number < m_tiles.size(); ++number) {
        const auto column = number % columns;
        const auto row = number / columns;
        const std::u32string& tile = *m_tiles[number];
        for (std::size_t y = 0; y < tile_height; ++y) {
            const std::size_t at = (row * tile_height + y) * columns * tile_width;
            std::copy_n(tile.begin() + static_cast<std::ptrdiff_t>(y * tile_width), tile_width,
                image.pixels.begin() + static_cast<std::ptrdiff_t>(at + column * tile_width));
        }
    }
    return image;
}

std::vector<std::int64_t> runs_of(const Tiles& tiles) {
    std::vector<std::int64_t> runs;
    for (std::size_t at = 0; at < tiles.size();) {
        const std::uint32_t first = tiles[at];
        std::size_t rising = 1;
        while (at + rising < tiles.size() && tiles[at + rising] == first + rising)
            ++rising;
        std::size_t equal = 1;
        while (at + equal < tiles.size() && tiles[at + equal] == first)
            ++equal;
        runs.push_back(first);
        runs.push_back(
            equal > rising ? -static_cast<std::int64_t>(equal) : static_cast<std::int64_t>(rising));
        at += std::max(rising, equal);
    }
    return runs;
}

}  // namespace otk::kiosk::pictures
