// What the canvas draws of letters.

#include <cmath>

#include <imgui.h>

#include "core/base/assert.h"
#include "kiosk/look/glyphs.h"
#include "kiosk/widgets/canvas.h"
#include "kiosk/widgets/ink.h"

namespace otk::kiosk::widgets {

const look::TextLayout& Canvas::set(std::string_view text, look::Type type, float width) const {
    return m_look.layouts().set(text, type, width);
}

void Canvas::text(const look::TextLayout& layout, float x, float y, float width, look::Color color,
    Align align) const {
    const float hang =
        align == Align::Left && look::step_of(layout.type).setting == look::Setting::Heading
            ? layout.em_px * 0.03F
            : 0.0F;
    for (std::size_t at = 0; at < layout.lines.size(); ++at) {
        const float left = width - layout.lines[at].width;
        const float shift = align == Align::Left ? -hang : align == Align::Center ? left / 2 : left;
        lines(layout, at, 1, x + shift, y + static_cast<float>(at) * layout.line_height, color);
    }
}

void Canvas::letters(const look::TextLayout& layout, const look::TextLayout::Line& line, float x,
    float base, std::uint32_t ink) const {
    ImDrawList& list = *m_frame.draw;
    look::Glyphs& glyphs = m_look.glyphs();
    for (std::size_t letter = line.first; letter < line.first + line.count; ++letter) {
        const look::TextLayout::Placed& placed = layout.letters[letter];
        const look::Glyph* const found = glyphs.find(layout.type, placed.letter);
        if (found == nullptr) continue;  // a space
        const look::Glyph& glyph = *found;
        const float pen = std::round(x + placed.x);
        list.PrimReserve(6, 4);
        list.PrimRectUV({pen + glyph.x0, base + glyph.y0}, {pen + glyph.x1, base + glyph.y1},
            {glyph.u0, glyph.v0}, {glyph.u1, glyph.v1}, ink);
    }
}

void Canvas::lines(const look::TextLayout& layout, std::size_t first, std::size_t count, float x,
    float y, look::Color color) const {
    OTK_ASSERT(first + count <= layout.lines.size());
    for (std::size_t at = 0; at < count; ++at) {
        const float base =
            std::round(y + layout.baseline + static_cast<float>(at) * layout.line_height);
        letters(layout, layout.lines[first + at], x, base, packed(color));
    }
}

void Canvas::watermark(const look::TextLayout& layout, float x, float y, look::Color color) const {
    constexpr unsigned alpha = 56;  // of 255: what lies under it stays readable
    if (layout.lines.empty()) return;
    const look::TextLayout::Line& line = layout.lines.front();
    // The line's middle is that of its capitals, which rise by 0.7 em.
    letters(layout, line, x - line.width / 2, std::round(y + layout.em_px * 0.35F),
        packed(color, alpha));
}

}  // namespace otk::kiosk::widgets
