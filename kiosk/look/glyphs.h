#pragma once

#include <array>
#include <cstddef>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "kiosk/look/font_file.h"
#include "kiosk/look/type.h"

struct ImFont;
struct ImFontAtlas;

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
    std::u32string heading_letters;  ///< empty: all
};

/// The letters of every step of the ladder. Made in two phases around the building of the atlas,
/// which holds the shadows too.
class Glyphs {
  public:
    Glyphs(FontFile regular, FontFile bold, const GlyphsOptions& options);

    void add_to(ImFontAtlas& atlas);
    void take_from(ImFontAtlas& atlas);

    /// False for a step that is too large for the panel.
    bool has(Type type) const { return m_steps[index(type)].size != none; }
    float em_px(Type type) const { return m_steps[index(type)].em_px; }
    const FontFile& file(Type type) const;
    /// The letter at that step; if the step lacks it, the next smaller one's; null if none has it.
    const Glyph* find(Type type, char32_t letter) const;

  private:
    static constexpr std::size_t none = static_cast<std::size_t>(-1);
    static constexpr std::size_t type_count = static_cast<std::size_t>(Type::Small) + 1;
    static std::size_t index(Type type) { return static_cast<std::size_t>(type); }

    struct Step {
        float em_px = 0;
        std::size_t size = none;
    };
    struct Size {
        Weight weight;
        float em_px;
        std::vector<unsigned short> ranges;  ///< pairs, ended by 0: ImWchar
        std::u32string letters;
        ImFont* font = nullptr;
        std::unordered_map<char32_t, Glyph> glyphs;
    };

    std::size_t size_for(const TypeStep& step, float em_px);

    FontFile m_regular;
    FontFile m_bold;
    std::array<Step, type_count> m_steps{};
    std::vector<Size> m_sizes;
};

/// UTF-8 to code points; a malformed byte becomes U+FFFD.
std::u32string decode(std::string_view utf8);

}  // namespace otk::kiosk::look
