#pragma once

#include <cstddef>
#include <vector>

#include "kiosk/look/atlas.h"
#include "kiosk/look/vector_path.h"

namespace otk::kiosk::look {

/// Soft shadows of rounded boxes, baked when they are first drawn as the top left quarter of each:
/// stretched to nine parts by kiosk/widgets/canvas.
class Shadows {
  public:
    struct Baked {
        float radius;  ///< of the box, pixels
        float sigma;   ///< of the Gaussian
        float reach;   ///< how far it goes beyond the box
        float cell;    ///< side of the quarter: reach + radius + reach
        float u0 = 0, v0 = 0, u1 = 0, v1 = 0;
        bool is_baked = false;
    };

    /// The atlas outlives it.
    explicit Shadows(Atlas& atlas) : m_atlas(atlas) {}

    /// Offers that shadow.
    void add(float radius, float sigma);
    /// The one whose radius comes closest; null if there is none with that sigma. Valid until
    /// forget().
    const Baked* find(float radius, float sigma);
    /// With the atlas, when that is cleared.
    void forget();

  private:
    void bake(Baked& baked);

    Atlas& m_atlas;
    std::vector<Baked> m_baked;
};

}  // namespace otk::kiosk::look
