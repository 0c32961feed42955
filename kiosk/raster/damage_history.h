#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "kiosk/raster/surface.h"

namespace otk::kiosk::raster {

/// What the last frames changed, for a display that shows several buffers in turns: the one that is
/// drawn into now lacks more than the newest frame's damage. Belongs to one thread.
class DamageHistory {
  public:
    /// Buffers that are older are drawn whole. Displays have two or three.
    static constexpr std::size_t frames_max = 4;

    /// The next frame: it differs from the one before by these areas.
    void add(std::vector<Area> damage);

    /// What a buffer that showed the picture `age` frames ago (1: the frame before the newest) must
    /// be given to show the newest: within `bounds`, perhaps overlapping. An age of 0 (foreign
    /// content) or beyond what is remembered: everything.
    std::vector<Area> missing(int age, const Area& bounds) const;

    /// All buffers hold foreign content.
    void forget() { m_count = 0; }

  private:
    std::array<std::vector<Area>, frames_max> m_frames;  ///< the newest first
    std::size_t m_count = 0;
};

}  // namespace otk::kiosk::raster
