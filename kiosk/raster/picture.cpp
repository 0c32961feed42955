#include "kiosk/raster/picture.h"

#include <array>
#include <bit>
#include <cmath>
#include <optional>

#include <imgui.h>

#include "core/base/assert.h"
#include "kiosk/raster/fan.h"

namespace otk::kiosk::raster {
namespace {

/// Mixes 64 bits in (the multiplier and shift of SplitMix64's finaliser).
std::uint64_t mixed(std::uint64_t hash, std::uint64_t value) {
    hash = (hash ^ value) * 0xBF58476D1CE4E5B9ULL;
    return hash ^ (hash >> 29U);
}

std::uint64_t pair_bits(float a, float b) {
    return (static_cast<std::uint64_t>(std::bit_cast<std::uint32_t>(a)) << 32U) |
           std::bit_cast<std::uint32_t>(b);
}

std::uint64_t mixed(std::uint64_t hash, const ImDrawVert& vertex) {
    hash = mixed(hash, pair_bits(vertex.pos.x, vertex.pos.y));
    hash = mixed(hash, pair_bits(vertex.uv.x, vertex.uv.y));
    return mixed(hash, vertex.col);
}

bool same(const ImVec2& a, const ImVec2& b) { return a.x == b.x && a.y == b.y; }

/// The first pixel whose centre is at or past a position (top-left rule).
int first_pixel(float position) { return static_cast<int>(std::ceil(position - 0.5F)); }

/// The corners of an axis-aligned quad, clockwise from the top left, as ImGui's PrimRect writes it.
bool is_upright(const std::array<const ImDrawVert*, 4>& quad) {
    const ImVec2& a = quad[0]->pos;
    const ImVec2& b = quad[1]->pos;
    const ImVec2& c = quad[2]->pos;
    const ImVec2& d = quad[3]->pos;
    return a.y == b.y && b.x == c.x && c.y == d.y && d.x == a.x && a.x <= b.x && a.y <= d.y;
}

bool has_upright_texture(const std::array<const ImDrawVert*, 4>& quad) {
    return quad[0]->uv.y == quad[1]->uv.y && quad[1]->uv.x == quad[2]->uv.x &&
           quad[2]->uv.y == quad[3]->uv.y && quad[3]->uv.x == quad[0]->uv.x;
}

std::optional<Picture::Kind> kind_of_quad(const std::array<const ImDrawVert*, 4>& quad) {
    if (!is_upright(quad)) return std::nullopt;
    const bool one_colour = quad[0]->col == quad[1]->col && quad[1]->col == quad[2]->col &&
                            quad[2]->col == quad[3]->col;
    const bool one_texel = same(quad[0]->uv, quad[1]->uv) && same(quad[1]->uv, quad[2]->uv) &&
                           same(quad[2]->uv, quad[3]->uv);
    if (one_texel && one_colour) return Picture::Kind::SolidRect;
    if (one_texel && quad[0]->col == quad[1]->col && quad[2]->col == quad[3]->col) {
        return Picture::Kind::VerticalGradient;
    }
    if (one_colour && has_upright_texture(quad)) return Picture::Kind::TexturedRect;
    return std::nullopt;
}

bool same_ink(const ImDrawVert& a, const ImDrawVert& b) {
    return a.col == b.col && same(a.uv, b.uv);
}

bool is_unseen(const ImDrawVert& vertex) {
    return (vertex.col & IM_COL32_A_MASK) == 0;
}

Fan::Corner corner_of(const ImDrawVert& vertex) {
    return {vertex.pos.x, vertex.pos.y};
}

/// One command of the list as read() walks it.
struct CommandReader {
    const ImDrawVert* vertices;
    const ImDrawIdx* indexes;
    Area clip;
    std::uint64_t seed;
    std::uint32_t command;
    std::vector<Picture::Primitive>& out;

    const ImDrawVert& vertex(std::uint32_t index) const { return vertices[indexes[index]]; }

    bool add_quad(std::uint32_t first) const {
        const ImDrawIdx* at = indexes + first;
        if (at[3] != at[0] || at[4] != at[2]) return false;
        const std::array<const ImDrawVert*, 4> quad{
            vertices + at[0], vertices + at[1], vertices + at[2], vertices + at[5]};
        const std::optional<Picture::Kind> kind = kind_of_quad(quad);
        if (!kind) return false;
        const Area area{first_pixel(quad[0]->pos.x), first_pixel(quad[0]->pos.y),
            first_pixel(quad[2]->pos.x), first_pixel(quad[2]->pos.y)};
        const Area seen = intersection(area, clip);
        if (seen.is_empty()) return true;
        std::uint64_t hash = seed;
        for (const ImDrawVert* corner : quad) hash = mixed(hash, *corner);
        out.push_back({*kind, seen, first, 6, command, hash});
        return true;
    }

    /// The triangle and those after it that make one fan with it; how many indexes these are.
    std::uint32_t add_triangles(std::uint32_t first, std::uint32_t end) const {
        const ImDrawVert& a = vertex(first);
        const ImDrawVert& b = vertex(first + 1);
        const ImDrawVert& c = vertex(first + 2);
        if (is_unseen(a) && is_unseen(b) && is_unseen(c)) return 3;
        Fan fan(corner_of(a), corner_of(b), corner_of(c));
        if (fan.is_empty()) return 3;
        const bool is_solid = same_ink(a, b) && same_ink(b, c);
        std::uint32_t next = first + 3;
        while (is_solid && next + 3 <= end && goes_on(first, next) &&
               fan.add(corner_of(vertex(next + 2))))
            next += 3;
        if (next > first + 3 && !fan.is_whole()) {
            next = first + 3;
            fan = Fan(corner_of(a), corner_of(b), corner_of(c));
        }
        const Area seen = intersection(fan.area(), clip);
        if (seen.is_empty()) return next - first;
        std::uint64_t hash = mixed(mixed(mixed(seed, a), b), c);
        for (std::uint32_t at = first + 3; at < next; at += 3)
            hash = mixed(hash, vertex(at + 2));
        out.push_back({is_solid ? Picture::Kind::SolidFan : Picture::Kind::Triangle, seen, first,
            next - first, command, hash});
        return next - first;
    }

    /// True if the triangle has an edge of the one before it, the first one's corner and its ink.
    bool goes_on(std::uint32_t first, std::uint32_t triangle) const {
        return indexes[triangle] == indexes[first] &&
               indexes[triangle + 1] == indexes[triangle - 1] &&
               same_ink(vertex(first), vertex(triangle + 2));
    }
};

}  // namespace

Area scissor_of(const ImVec4& clip) {
    return {static_cast<int>(clip.x), static_cast<int>(clip.y), static_cast<int>(clip.z),
        static_cast<int>(clip.w)};
}

const ImDrawList& Picture::list() const {
    OTK_ASSERT(m_list != nullptr);
    return *m_list;
}

void Picture::read(const ImDrawList& list, const Area& bounds) {
    m_list = &list;
    m_bounds = bounds;
    m_primitives.clear();
    // At once: growing, a first frame's thousands would be moved from page to page.
    m_primitives.reserve(static_cast<std::size_t>(list.IdxBuffer.Size) / 3);
    for (int number = 0; number < list.CmdBuffer.Size; ++number) {
        const ImDrawCmd& command = list.CmdBuffer[number];
        OTK_ASSERT(command.UserCallback == nullptr);
        const auto* texture = static_cast<const Texture*>(command.GetTexID());
        const Area scissor = scissor_of(command.ClipRect);
        std::uint64_t seed = mixed(0, pair_bits(command.ClipRect.x, command.ClipRect.y));
        seed = mixed(seed, pair_bits(command.ClipRect.z, command.ClipRect.w));
        if (texture != nullptr) {
            seed = mixed(seed, reinterpret_cast<std::uintptr_t>(texture));
            seed = mixed(seed, texture->revision);
        }
        const CommandReader reader{list.VtxBuffer.Data + command.VtxOffset,
            list.IdxBuffer.Data + command.IdxOffset, intersection(scissor, bounds), seed,
            static_cast<std::uint32_t>(number), m_primitives};
        if (reader.clip.is_empty()) continue;
        for (std::uint32_t at = 0; at + 3 <= command.ElemCount;) {
            if (at + 6 <= command.ElemCount && reader.add_quad(at)) {
                at += 6;
                continue;
            }
            at += reader.add_triangles(at, command.ElemCount);
        }
    }
}

}  // namespace otk::kiosk::raster
