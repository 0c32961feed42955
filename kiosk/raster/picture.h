#pragma once

#include <cstdint>
#include <vector>

#include "kiosk/raster/surface.h"

struct ImDrawList;
struct ImVec4;

namespace otk::kiosk::raster {

/// A draw command's clip rectangle as whole pixels, truncated as ImGui's own back ends do.
Area scissor_of(const ImVec4& clip);

/// One frame's draw list, read once so that its parts can be painted and compared quickly.
/// It points into the list: paint before the list changes. Belongs to one thread.
///
/// Rules of drawing are those of a GPU with ImGui's back ends: pixel centres, top-left rule,
/// scissor by the command's clip rectangle, bilinear textures, source-over without gamma.
class Picture {
  public:
    /// What one quad, triangle or fan of triangles of the list is; quads have a way of their own
    /// because nearly all pixels of a screen come from them, and a shape of one colour is a fan:
    /// painted triangle by triangle, a round end would be dozens of slivers in each of its rows.
    enum class Kind { SolidRect, VerticalGradient, TexturedRect, SolidFan, Triangle };

    struct Primitive {
        Kind kind;
        Area area;            ///< pixels that it may touch, its clip rectangle already applied
        std::uint32_t first;  ///< of its indexes in the list
        std::uint32_t count;  ///< of them
        std::uint32_t command;
        std::uint64_t hash;  ///< of all that decides its pixels
    };

    /// O(indexes). Every ImTextureID of the list is null (white) or points to a Texture; callbacks
    /// are not allowed. `bounds` is what may be drawn into at all.
    void read(const ImDrawList& list, const Area& bounds);

    /// Paints what falls into `clip`, in the list's order, over what is there. The caller paints a
    /// ground first, or the list covers the clip by itself.
    void paint(const Surface& surface, const Area& clip) const;

    const std::vector<Primitive>& primitives() const { return m_primitives; }
    const Area& bounds() const { return m_bounds; }
    /// What was read last; read() must have been called.
    const ImDrawList& list() const;

  private:
    const ImDrawList* m_list = nullptr;
    Area m_bounds;
    std::vector<Primitive> m_primitives;
};

}  // namespace otk::kiosk::raster
