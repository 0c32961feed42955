#include "kiosk/look/glyphs.h"

#include <cstring>
#include <utility>

#include "core/text/code_points.h"

namespace otk::kiosk::look {

std::u32string decode(std::string_view utf8) {
    std::u32string letters;
    for (const text::CodePoint& point : text::code_points_of(utf8)) {
        letters.push_back(point.value);
    }
    return letters;
}

Glyphs::Glyphs(std::shared_ptr<Fonts> fonts, Atlas& atlas, const GlyphsOptions& options)
    : m_fonts(std::move(fonts)), m_atlas(atlas) {
    for (const TypeStep& row : type_ladder()) {
        const float caps = caps_mm(row, options.text_size);
        Step& step = m_steps[index(row.type)];
        step.weight = row.weight;
        step.em_px = caps / caps_per_em * options.px_per_mm;
        const FontFile& font = m_fonts->file(row.weight);
        // Whole pixels: steps that differ by less share their letters.
        step.height_px = static_cast<int>(step.em_px * (font.ascent() + font.descent()));
        step.fits_panel = row.setting == Setting::Text || caps <= options.caps_mm_max;
    }
}

const FontFile& Glyphs::file(Type type) const { return m_fonts->file(step_of(type).weight); }

const Glyph* Glyphs::find(Type type, char32_t letter) {
    const Step& step = m_steps[index(type)];
    const std::uint64_t key = (static_cast<std::uint64_t>(step.weight) << 56U) |
                              (static_cast<std::uint64_t>(step.height_px) << 32U) | letter;
    auto found = m_glyphs.find(key);
    if (found == m_glyphs.end()) found = m_glyphs.emplace(key, paint(step, letter)).first;
    const Glyph& glyph = found->second;
    return glyph.x0 < glyph.x1 ? &glyph : nullptr;
}

/// An empty box if there is nothing to show.
Glyph Glyphs::paint(const Step& step, char32_t letter) {
    const PaintedLetter painted = m_fonts->paint(step.weight, step.height_px, letter);
    if (painted.width == 0 || painted.height == 0) return {};
    const auto place = m_atlas.take(painted.width, painted.height);
    if (!place) return {};
    for (int y = 0; y < painted.height; ++y) {
        std::memcpy(m_atlas.row(*place, y),
            painted.alpha + static_cast<std::ptrdiff_t>(y) * painted.stride,
            static_cast<std::size_t>(painted.width));
    }
    const auto left = static_cast<float>(painted.left);
    const auto top = static_cast<float>(painted.top);
    const auto width = static_cast<float>(painted.width);
    const auto height = static_cast<float>(painted.height);
    const auto x = static_cast<float>(place->x);
    const auto y = static_cast<float>(place->y);
    return {left, top, left + width, top + height, m_atlas.u(x), Atlas::v(y), m_atlas.u(x + width),
        Atlas::v(y + height)};
}

}  // namespace otk::kiosk::look
