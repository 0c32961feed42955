#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "kiosk/pictures/render.h"

namespace otk::kiosk::pictures {

/// Tiles of which a picture is made, row by row.
using Tiles = std::vector<std::uint32_t>;

/// Pictures cut into tiles, each distinct tile kept once. Screens of one panel and look repeat most
/// of what they show: a tenth of their tiles is new.
class TileSheet {
  public:
    static constexpr int tile_width = 40;
    static constexpr int tile_height = 32;
    /// Tiles beside each other in image().
    static constexpr int columns = 48;

    /// The numbers of the picture's tiles, from 0. What lies beyond its edge is black.
    Tiles add(const Image& image);

    /// All tiles in the order of their numbers.
    Image image() const;

  private:
    std::unordered_map<std::u32string, std::uint32_t> m_numbers;
    std::vector<const std::u32string*> m_tiles;  ///< keys of m_numbers, which stay where they are
};

/// The same as pairs of numbers, which is much shorter: a first tile, then how many follow each
/// other from it on, or as a negative number how often it alone comes.
std::vector<std::int64_t> runs_of(const Tiles& tiles);

}  // namespace otk::kiosk::pictures
