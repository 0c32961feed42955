#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "core/base/file.h"
#include "core/base/result.h"
#include "kiosk/look/panel.h"
#include "kiosk/look/theme.h"
#include "kiosk/look/type.h"

struct ImDrawList;

namespace otk::text {
class Catalogue;
}
namespace otk::image {
struct Rgba;
}

namespace otk::kiosk::look {

class Atlas;
class Emblem;
class Fonts;
class Glyphs;
class LayoutCache;
class Shadows;

/// The interface's words by language code; they outlive no Look.
using Wording = std::map<std::string, std::shared_ptr<const text::Catalogue>, std::less<>>;

struct LookOptions {
    Panel panel;
    Theme theme = Theme::Light;
    TextSize text_size = TextSize::Normal;
    Path font_folder = "/usr/share/fonts/truetype/paratype";
    std::shared_ptr<Fonts> fonts = nullptr;  ///< another look's, to share them; null: of the folder
    Wording wording;
    std::shared_ptr<const image::Rgba> emblem = nullptr;  ///< the owner's; null: our neutral sign
};

/// The atlas as one byte a pixel; belongs to the Look, grows while drawing, never moves.
struct AlphaImage {
    int width = 0;
    int height = 0;
    const unsigned char* alpha = nullptr;
    std::uint64_t revision = 0;  ///< another one: places in it may show something else
    const std::uint32_t* bands = nullptr;  ///< Atlas::bands()
};

/// A place in the atlas, 0–1 each way.
struct AtlasPoint {
    float u;
    float v;
};

/// All that drawing needs for one panel, theme and text step: lengths in pixels, colours, fonts,
/// baked shadows. Cheap to make: letters and shadows are painted when they are first drawn, and
/// kept. Belongs, with the looks that share its fonts, to one thread. Text layouts are cached
/// inside.
class Look {
  public:
    /// NotFound or Io without the fonts, InvalidInput for an impossible panel or a broken font.
    static Result<std::shared_ptr<const Look>> create(LookOptions options);
    ~Look();
    Look(const Look&) = delete;
    Look& operator=(const Look&) = delete;

    const Panel& panel() const { return m_options.panel; }
    Theme theme() const { return m_options.theme; }
    TextSize text_size() const { return m_options.text_size; }
    bool is_large() const { return m_options.text_size == TextSize::Large; }
    const Colors& colors() const { return colors_of(m_options.theme); }

    /// Scaled millimetres in pixels, unrounded.
    float px(float mm) const { return mm * m_px_per_mm; }
    /// Like px, rounded to whole pixels and at least one: for edges.
    float line(float mm) const;
    /// The panel's size in scaled millimetres.
    float width_mm() const { return static_cast<float>(panel().width_px) / m_px_per_mm; }
    float height_mm() const { return static_cast<float>(panel().height_px) / m_px_per_mm; }
    bool is_landscape() const { return panel().width_px > panel().height_px; }

    /// Caches, like the layouts: they fill while drawing.
    Glyphs& glyphs() const { return *m_glyphs; }
    Shadows& shadows() const { return *m_shadows; }
    LayoutCache& layouts() const { return *m_layouts; }

    /// The interface's words in that language, Russian if it lacks the key, else the key itself.
    std::string_view text(std::string_view language, std::string_view key) const;
    std::string plural(std::string_view language, std::string_view key, long number) const;

    const std::shared_ptr<Fonts>& fonts() const { return m_options.fonts; }
    AlphaImage atlas_image() const;
    AtlasPoint white_texel() const;
    /// The owner's emblem as large as the header shows it; null without one.
    const Emblem* emblem() const { return m_emblem.get(); }
    /// Forgets what was cached when there is too much of it: between frames only.
    void trim() const;

  private:
    Look() = default;

    LookOptions m_options;
    float m_px_per_mm = 1;
    std::unique_ptr<Atlas> m_atlas;
    std::unique_ptr<Glyphs> m_glyphs;
    std::unique_ptr<Shadows> m_shadows;
    std::unique_ptr<LayoutCache> m_layouts;
    std::unique_ptr<const Emblem> m_emblem;
};

/// A draw list whose white pixel and texture are those of a Look: what screens::draw fills.
/// One thread.
class Sheet {
  public:
    /// `texture`: what the list names its letters' texture by (an ImTextureID); null while nobody
    /// paints the list.
    explicit Sheet(std::shared_ptr<const Look> look, void* texture = nullptr);
    ~Sheet();
    Sheet(const Sheet&) = delete;
    Sheet& operator=(const Sheet&) = delete;

    /// Empties the list (its memory stays), clips it to the panel, and trims the look.
    ImDrawList& begin();
    ImDrawList& list();
    const Look& look() const { return *m_look; }

  private:
    struct Parts;
    std::shared_ptr<const Look> m_look;
    std::unique_ptr<Parts> m_parts;
};

}  // namespace otk::kiosk::look
