#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "kiosk/look/atlas.h"
#include "kiosk/look/fonts.h"
#include "kiosk/look/type.h"

namespace otk::kiosk::look {

/// One letter in the atlas: its box in pixels from pen and baseline, and its place in the texture.
struct Glyph {
    float x0, y0, x1, y1;
    float u0, v0, u1, v1;
};

struct GlyphsOptions {
    float px_per_mm = 4;  ///< of scaled millimetres
    TextSize text_size = TextSize::Normal;
    float caps_mm_max = 34;  ///< larger steps could not stand on the panel: left out
};

/// The letters of every step of the ladder, painted into the atlas when they are first drawn
/// (some 30 µs each): a page costs what it shows, and no letter is made that nobody sees.
class Glyphs {
  public:
    /// The atlas outlives it.
    Glyphs(std::shared_ptr<Fonts> fonts, Atlas& atlas, const GlyphsOptions& options);

    /// False for a step that is too large for the panel.
    bool has(Type type) const { return m_steps[index(type)].fits_panel; }
    float em_px(Type type) const { return m_steps[index(type)].em_px; }
    const FontFile& file(Type type) const;
    /// The letter at that step; null if the font lacks it or it shows nothing. Lives until forget().
    const Glyph* find(Type type, char32_t letter);
    /// With the atlas, when that is cleared.
    void forget() { m_glyphs.clear(); }

  private:
    static constexpr std::size_t type_count = static_cast<std::size_t>(Type::Small) + 1;
    static std::size_t index(Type type) { return static_cast<std::size_t>(type); }

    struct Step {
        Weight weight = Weight::Regular;
        float em_px = 0;
        int height_px = 0;
        bool fits_panel = false;
    };

    Glyph paint(const Step& step, char32_t letter);

    std::shared_ptr<Fonts> m_fonts;
    Atlas& m_atlas;
    std::array<Step, type_count> m_steps{};
    std::unordered_map<std::uint64_t, Glyph> m_glyphs;
};

/// UTF-8 to code points; a malformed byte becomes U+FFFD.
std::u32string decode(std::string_view utf8);

}  // namespace otk::kiosk::look
