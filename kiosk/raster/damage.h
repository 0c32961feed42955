#pragma once

#include <cstdint>
#include <vector>

#include "kiosk/raster/picture.h"

namespace otk::kiosk::raster {

/// Finds what changed between one picture and the next, by comparing what is drawn over each tile
/// of the panel; nothing on the drawing side has to declare its changes. Belongs to one thread.
class DamageFinder {
  public:
    static constexpr int tile_size = 32;
    static constexpr std::size_t areas_max = 6;

    /// The areas to repaint so that the panel shows `next` instead of the picture before: at most
    /// areas_max, not overlapping; empty if nothing changed. The first time, and after forget(),
    /// or when the bounds change: everything.
    std::vector<Area> update(const Picture& next);

    /// The panel's content is lost or foreign: the next update repaints everything.
    void forget() { m_tiles.clear(); }

  private:
    Area m_bounds;
    std::vector<std::uint64_t> m_tiles;
};

}  // namespace otk::kiosk::raster
