#pragma once

#include <vector>

struct ImFontAtlas;

namespace otk::kiosk::look {

/// Soft shadows of rounded boxes, baked once as the top left quarter of each: stretched to nine
/// parts when drawn (kiosk/widgets/canvas).
class Shadows {
  public:
    struct Baked {
        float radius;  ///< of the box, pixels
        float sigma;   ///< of the Gaussian
        float reach;   ///< how far it goes beyond the box
        float cell;    ///< side of the quarter: reach + radius + reach
        float u0 = 0, v0 = 0, u1 = 0, v1 = 0;
        int rect = -1;
    };

    /// Before the atlas is built. Returns the shadow's number.
    std::size_t add(ImFontAtlas& atlas, float radius, float sigma);
    /// After it is built.
    void paint(ImFontAtlas& atlas);

    /// The one whose radius comes closest; null if there is none with that sigma.
    const Baked* find(float radius, float sigma) const;

  private:
    std::vector<Baked> m_baked;
};

}  // namespace otk::kiosk::look
