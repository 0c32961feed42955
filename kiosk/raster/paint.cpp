#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <utility>
#include <vector>

#include <imgui.h>

#include "core/base/assert.h"
#include "kiosk/raster/blend.h"
#include "kiosk/raster/fan.h"
#include "kiosk/raster/picture.h"
#include "kiosk/raster/sampler.h"
#include "kiosk/raster/spans.h"

namespace otk::kiosk::raster {
namespace {

/// One primitive's corners and texture, and where it may be painted.
struct Job {
    const Surface& surface;
    Area area;
    const ImDrawVert* vertices;
    const ImDrawIdx* indexes;
    std::size_t count;  ///< of indexes
    const Texture* texture;

    const ImDrawVert& corner(std::size_t number) const { return vertices[indexes[number]]; }
    /// The vertex colour times the one texel that the corner points to.
    Colour solid(const ImDrawVert& vertex) const {
        const Sampler sampler(texture);
        const Colour texel = sampler.texel(static_cast<int>(vertex.uv.x * sampler.width()),
            static_cast<int>(vertex.uv.y * sampler.height()));
        return multiply(texel, from_imgui(vertex.col));
    }
};

void paint_solid_rect(const Job& job) {
    const Colour colour = job.solid(job.corner(0));
    if (colour.alpha == 0) return;
    for (int y = job.area.top; y < job.area.bottom; ++y) {
        blend_span(job.surface.row(y) + job.area.left, job.area.width(), colour);
    }
}

std::uint32_t channel_between(std::uint32_t a, std::uint32_t b, float share) {
    const float from = static_cast<float>(a);
    return to_nearest(from + (static_cast<float>(b) - from) * share);
}

Colour between(const Colour& a, const Colour& b, float share) {
    const std::uint32_t red = channel_between(a.rgb >> 16U, b.rgb >> 16U, share);
    const std::uint32_t green =
        channel_between((a.rgb >> 8U) & 0xFFU, (b.rgb >> 8U) & 0xFFU, share);
    const std::uint32_t blue = channel_between(a.rgb & 0xFFU, b.rgb & 0xFFU, share);
    return {(red << 16U) | (green << 8U) | blue, channel_between(a.alpha, b.alpha, share)};
}

void paint_vertical_gradient(const Job& job) {
    const ImDrawVert& upper = job.corner(0);
    const ImDrawVert& lower = job.corner(2);
    const Colour top = job.solid(upper);
    const Colour bottom = job.solid(lower);
    const float height = lower.pos.y - upper.pos.y;
    for (int y = job.area.top; y < job.area.bottom; ++y) {
        const float share = (static_cast<float>(y) + 0.5F - upper.pos.y) / height;
        blend_span(
            job.surface.row(y) + job.area.left, job.area.width(), between(top, bottom, share));
    }
}

/// How a textured quad maps one axis: texel position = start + pixel · step (at pixel centres).
struct AxisMap {
    float start;
    float step;

    float at(int pixel) const { return start + static_cast<float>(pixel) * step; }
    /// True if every pixel centre of the axis falls on a texel's centre.
    bool is_one_to_one(int first_pixel) const {
        const float position = at(first_pixel) - 0.5F;
        return std::fabs(step - 1.0F) < 0.0005F &&
               std::fabs(position - std::round(position)) < 0.02F;
    }
};

AxisMap map_axis(float from, float to, float texel_from, float texel_to) {
    const float step = (texel_to - texel_from) / (to - from);
    return {texel_from + (0.5F - from) * step, step};
}

/// Letters: texels lie exactly on pixels.
void paint_letter(const Job& job, const Colour& colour, int texel_left, int texel_top) {
    const std::uint8_t* texels = job.texture->pixels;
    for (int y = job.area.top; y < job.area.bottom; ++y) {
        const int texel_row = texel_top + (y - job.area.top);
        const std::uint8_t* source =
            texels + static_cast<std::ptrdiff_t>(texel_row) * job.texture->width + texel_left;
        blend_alphas(job.surface.row(y) + job.area.left, source, job.area.width(), colour);
    }
}

bool lies_within(const Texture& texture, int left, int top, const Area& area) {
    return left >= 0 && top >= 0 && left + area.width() <= texture.width &&
           top + area.height() <= texture.height;
}

/// Two neighbouring texels of an axis and how much the second one counts (of 255).
struct TexelPair {
    int first;
    int second;
    std::uint32_t share;

    friend bool operator==(const TexelPair&, const TexelPair&) = default;
};

/// As Sampler::at reads them.
TexelPair texels_at(float position, int count) {
    const float first = std::floor(position - 0.5F);
    const auto index = static_cast<int>(first);
    return {std::clamp(index, 0, count - 1), std::clamp(index + 1, 0, count - 1),
        to_nearest((position - 0.5F - first) * 255.0F)};
}

/// Shadows, and letters of a pressed key: stretched, but of alpha only. Everything that depends on
/// the column alone or the row alone is worked out once.
class StretchedAlpha {
  public:
    StretchedAlpha(const Texture& texture, const Area& area, const AxisMap& across)
        : m_texture(texture) {
        const auto width = static_cast<std::size_t>(area.width());
        m_columns.reserve(width);
        for (int x = area.left; x < area.right; ++x)
            m_columns.push_back(texels_at(across.at(x), texture.width));
        if (m_columns.front() == m_columns.back() && across.step == 0) m_columns.resize(1);
        m_is_even = m_columns.size() < width;
        for (Row* const row : {&m_upper, &m_lower, &m_between})
            row->alphas.resize(m_columns.size());
    }

    /// True if all alphas of a row are the same: it has one then.
    bool is_even() const { return m_is_even; }

    const std::uint8_t* row(const TexelPair& rows) {
        if (m_rows == rows) return m_shown->alphas.data();
        m_rows = rows;
        // Downwards the lower row is soon the upper one.
        if (m_upper.number != rows.first) std::swap(m_upper, m_lower);
        stretch(m_upper, rows.first);
        m_shown = &m_upper;
        if (rows.share != 0 && rows.second != rows.first) {
            stretch(m_lower, rows.second);
            mix_alphas(m_between.alphas.data(), m_lower.alphas.data(), m_upper.alphas.data(),
                m_columns.size(), rows.share);
            m_shown = &m_between;
        }
        return m_shown->alphas.data();
    }

  private:
    struct Row {
        int number = -1;  ///< of the texture
        std::vector<std::uint8_t> alphas;
    };

    void stretch(Row& row, int number) const {
        if (row.number == number) return;
        row.number = number;
        const std::uint8_t* const texels =
            m_texture.pixels + static_cast<std::ptrdiff_t>(number) * m_texture.width;
        std::uint8_t* alpha = row.alphas.data();
        for (const TexelPair& column : m_columns)
            *alpha++ = mix_one(texels[column.second], texels[column.first], column.share);
    }

    const Texture& m_texture;
    std::vector<TexelPair> m_columns;
    Row m_upper;
    Row m_lower;
    Row m_between;
    const Row* m_shown = nullptr;
    TexelPair m_rows{-1, -1, 0};  ///< those of m_shown
    bool m_is_even = false;
};

void paint_stretched_alpha(
    const Job& job, const Colour& colour, const AxisMap& across, const AxisMap& down) {
    StretchedAlpha stretched(*job.texture, job.area, across);
    for (int y = job.area.top; y < job.area.bottom; ++y) {
        const std::uint8_t* const alphas =
            stretched.row(texels_at(down.at(y), job.texture->height));
        std::uint32_t* const pixels = job.surface.row(y) + job.area.left;
        if (stretched.is_even()) {
            const std::uint32_t alpha = multiply_255(*alphas, colour.alpha);
            if (alpha != 0) blend_span(pixels, job.area.width(), {colour.rgb, alpha});
        } else {
            blend_alphas(pixels, alphas, job.area.width(), colour);
        }
    }
}

void paint_textured_rect(const Job& job) {
    const ImDrawVert& from = job.corner(0);
    const ImDrawVert& to = job.corner(2);
    const Sampler sampler(job.texture);
    const Colour colour = from_imgui(from.col);
    if (colour.alpha == 0) return;
    const AxisMap across =
        map_axis(from.pos.x, to.pos.x, from.uv.x * sampler.width(), to.uv.x * sampler.width());
    const AxisMap down =
        map_axis(from.pos.y, to.pos.y, from.uv.y * sampler.height(), to.uv.y * sampler.height());
    const bool is_alpha = job.texture != nullptr && job.texture->format == Texture::Format::Alpha8;
    if (is_alpha && across.is_one_to_one(job.area.left) && down.is_one_to_one(job.area.top)) {
        const int left = static_cast<int>(std::lround(across.at(job.area.left) - 0.5F));
        const int top = static_cast<int>(std::lround(down.at(job.area.top) - 0.5F));
        if (lies_within(*job.texture, left, top, job.area)) {
            paint_letter(job, colour, left, top);
            return;
        }
    }
    if (is_alpha) return paint_stretched_alpha(job, colour, across, down);
    for (int y = job.area.top; y < job.area.bottom; ++y) {
        std::uint32_t* pixels = job.surface.row(y);
        for (int x = job.area.left; x < job.area.right; ++x) {
            const Colour shown = multiply(sampler.at(across.at(x), down.at(y)), colour);
            pixels[x] = blend(shown.rgb, shown.alpha, pixels[x]);
        }
    }
}

Fan fan_of(const Job& job) {
    const auto corner = [&job](std::size_t number) {
        const ImVec2& at = job.corner(number).pos;
        return Fan::Corner{at.x, at.y};
    };
    Fan fan(corner(0), corner(1), corner(2));
    for (std::size_t at = 3; at < job.count; at += 3)
        fan.add(corner(at + 2));
    return fan;
}

/// Gives paint(y, left, right) the pixels of each row that lie in the job's area.
template <typename Paint>
void for_rows(const Fan& fan, const Area& area, const Paint& paint) {
    Fan::Rows rows(fan, area.top);
    for (int y = area.top; y < area.bottom; ++y, rows.next()) {
        const Fan::Span span = rows.span();
        const int left = std::max(span.left, area.left);
        const int right = std::min(span.right, area.right);
        if (left < right) paint(y, left, right);
    }
}

void paint_solid_fan(const Job& job) {
    const Colour colour = job.solid(job.corner(0));
    for_rows(fan_of(job), job.area, [&](int y, int left, int right) {
        blend_span(job.surface.row(y) + left, right - left, colour);
    });
}

/// A value that changes evenly over the triangle.
struct Plane {
    float at_origin;
    float per_x;
    float per_y;

    float at(float x, float y) const { return at_origin + x * per_x + y * per_y; }
};

/// Weights for planes through the three corners.
class PlaneMaker {
  public:
    PlaneMaker(const ImVec2& a, const ImVec2& b, const ImVec2& c)
        : m_a(a),
          m_ab{b.x - a.x, b.y - a.y},
          m_ac{c.x - a.x, c.y - a.y},
          m_inverse(1.0F / (m_ab.x * m_ac.y - m_ab.y * m_ac.x)) {}

    Plane through(float a, float b, float c) const {
        const float per_x = ((b - a) * m_ac.y - (c - a) * m_ab.y) * m_inverse;
        const float per_y = ((c - a) * m_ab.x - (b - a) * m_ac.x) * m_inverse;
        return {a - per_x * m_a.x - per_y * m_a.y, per_x, per_y};
    }

  private:
    ImVec2 m_a;
    ImVec2 m_ab;
    ImVec2 m_ac;
    float m_inverse;
};

std::uint32_t to_channel(float value) {
    // Rounding at the rim may step a hair outside the corners' values.
    return to_nearest(std::clamp(value, 0.0F, 255.0F));
}

/// The fringe of a smoothed edge: one colour, alpha fading, one texel.
void paint_fringe(const Job& job, const PlaneMaker& planes) {
    const Colour a = job.solid(job.corner(0));
    const Plane alpha = planes.through(static_cast<float>(a.alpha),
        static_cast<float>(job.solid(job.corner(1)).alpha),
        static_cast<float>(job.solid(job.corner(2)).alpha));
    for_rows(fan_of(job), job.area, [&](int y, int left, int right) {
        std::uint32_t* const pixels = job.surface.row(y);
        for (int x = left; x < right; ++x) {
            const float value =
                alpha.at(static_cast<float>(x) + 0.5F, static_cast<float>(y) + 0.5F);
            pixels[x] = blend(a.rgb, to_channel(value), pixels[x]);
        }
    });
}

void paint_any_triangle(const Job& job, const PlaneMaker& planes) {
    const Sampler sampler(job.texture);
    const ImDrawVert& a = job.corner(0);
    const ImDrawVert& b = job.corner(1);
    const ImDrawVert& c = job.corner(2);
    std::array<Plane, 4> channels{};
    for (unsigned channel = 0; channel < 4; ++channel) {
        const auto of = [channel](ImU32 colour) {
            return static_cast<float>((colour >> (8U * channel)) & 0xFFU);
        };
        channels[channel] = planes.through(of(a.col), of(b.col), of(c.col));
    }
    const Plane u = planes.through(a.uv.x, b.uv.x, c.uv.x);
    const Plane v = planes.through(a.uv.y, b.uv.y, c.uv.y);
    for_rows(fan_of(job), job.area, [&](int y, int left, int right) {
        std::uint32_t* const pixels = job.surface.row(y);
        const float centre_y = static_cast<float>(y) + 0.5F;
        for (int x = left; x < right; ++x) {
            const float centre_x = static_cast<float>(x) + 0.5F;
            std::uint32_t packed = 0;
            for (unsigned channel = 0; channel < 4; ++channel) {
                packed |= to_channel(channels[channel].at(centre_x, centre_y)) << (8U * channel);
            }
            const Colour texel = sampler.at(u.at(centre_x, centre_y) * sampler.width(),
                v.at(centre_x, centre_y) * sampler.height());
            const Colour shown = multiply(texel, from_imgui(packed));
            pixels[x] = blend(shown.rgb, shown.alpha, pixels[x]);
        }
    });
}

void paint_triangle(const Job& job) {
    const ImDrawVert& a = job.corner(0);
    const ImDrawVert& b = job.corner(1);
    const ImDrawVert& c = job.corner(2);
    const PlaneMaker planes(a.pos, b.pos, c.pos);
    const ImU32 rgb_mask = ~IM_COL32_A_MASK;
    const bool one_rgb =
        (a.col & rgb_mask) == (b.col & rgb_mask) && (b.col & rgb_mask) == (c.col & rgb_mask);
    const bool one_texel =
        a.uv.x == b.uv.x && b.uv.x == c.uv.x && a.uv.y == b.uv.y && b.uv.y == c.uv.y;
    if (one_rgb && one_texel) {
        paint_fringe(job, planes);
    } else {
        paint_any_triangle(job, planes);
    }
}

void paint_primitive(Picture::Kind kind, const Job& job) {
    switch (kind) {
        case Picture::Kind::SolidRect:
            return paint_solid_rect(job);
        case Picture::Kind::VerticalGradient:
            return paint_vertical_gradient(job);
        case Picture::Kind::TexturedRect:
            return paint_textured_rect(job);
        case Picture::Kind::SolidFan:
            return paint_solid_fan(job);
        case Picture::Kind::Triangle:
            return paint_triangle(job);
    }
    OTK_UNREACHABLE();
}

}  // namespace

void Picture::paint(const Surface& surface, const Area& clip) const {
    const Area target = intersection(intersection(clip, m_bounds), surface.area());
    if (target.is_empty() || m_list == nullptr) return;
    for (const Primitive& primitive : m_primitives) {
        const Area area = intersection(primitive.area, target);
        if (area.is_empty()) continue;
        const ImDrawCmd& command = m_list->CmdBuffer[static_cast<int>(primitive.command)];
        paint_primitive(
            primitive.kind, {surface, area, m_list->VtxBuffer.Data + command.VtxOffset,
                                m_list->IdxBuffer.Data + command.IdxOffset + primitive.first,
                                primitive.count, static_cast<const Texture*>(command.GetTexID())});
    }
}

}  // namespace otk::kiosk::raster
