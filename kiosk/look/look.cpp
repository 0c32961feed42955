#include "kiosk/look/look.h"

#include <algorithm>
#include <cmath>

#include "core/text/catalogue.h"
#include "kiosk/look/atlas.h"
#include "kiosk/look/emblem.h"
#include "kiosk/look/fonts.h"
#include "kiosk/look/glyphs.h"
#include "kiosk/look/layout.h"
#include "kiosk/look/shadow.h"
#include "kiosk/look/tokens.h"

namespace otk::kiosk::look {
namespace {

/// Three lines of a poster and its marks need seven times its capitals.
constexpr float caps_of_short_side_max = 0.14F;

/// Wide enough for its widest letters, and no wider: a row that is filled is a row of memory.
int atlas_width(const Panel& panel) {
    return std::min(panel.width_px, panel.height_px) > 2048 ? 4096 : 1024;
}

void add_shadows(Shadows& shadows, const Look& look) {
    // Radii of all that casts one; the marks' round ends follow from the panel's width.
    for (const float radius_mm :
        {tokens::radius_tile, tokens::radius_panel, tokens::capsule_radius(look),
            tokens::cell_height / 2, tokens::row_height / 2, tokens::pipe_width / 2}) {
        shadows.add(look.px(radius_mm), look.px(tokens::shadow_sigma));
        shadows.add(look.px(radius_mm), look.px(tokens::shadow_sigma_pressed));
    }
    shadows.add(look.px(tokens::radius_panel), look.px(tokens::shadow_sigma_dialog));
}

}  // namespace

Result<std::shared_ptr<const Look>> Look::create(LookOptions options) {
    OTK_TRY(in("look", check(options.panel)));
    if (options.fonts == nullptr) {
        options.fonts = OTK_TRY(in("look", Fonts::open(options.font_folder)));
    }
    std::shared_ptr<Look> look(new Look);
    look->m_options = std::move(options);
    const float scale = scale_of(look->panel());
    look->m_px_per_mm = look->panel().px_per_mm() * scale;
    GlyphsOptions glyphs{.px_per_mm = look->m_px_per_mm, .text_size = look->text_size()};
    glyphs.caps_mm_max =
        std::max(look->panel().short_side_mm() / scale * caps_of_short_side_max, 12.0F);
    look->m_atlas = std::make_unique<Atlas>(atlas_width(look->panel()));
    look->m_glyphs = std::make_unique<Glyphs>(look->fonts(), *look->m_atlas, glyphs);
    look->m_shadows = std::make_unique<Shadows>(*look->m_atlas);
    if (look->colors().shadow.alpha != 0) add_shadows(*look->m_shadows, *look);
    look->m_layouts = std::make_unique<LayoutCache>(*look->m_glyphs);
    if (look->m_options.emblem != nullptr) {
        const float height = look->line(look->is_large() ? tokens::emblem_large : tokens::emblem);
        look->m_emblem =
            std::make_unique<Emblem>(*look->m_options.emblem, static_cast<int>(height));
    }
    return std::shared_ptr<const Look>(std::move(look));
}

Look::~Look() = default;

float Look::line(float mm) const {
    return std::max(1.0F, std::round(px(mm)));
}

std::string_view Look::text(std::string_view language, std::string_view key) const {
    for (const std::string_view tried : {language, std::string_view("ru")}) {
        const auto found = m_options.wording.find(tried);
        if (found != m_options.wording.end() && found->second->contains(key)) {
            return found->second->text(key);
        }
    }
    return key;
}

std::string Look::plural(std::string_view language, std::string_view key, long number) const {
    for (const std::string_view tried : {language, std::string_view("ru")}) {
        const auto found = m_options.wording.find(tried);
        if (found != m_options.wording.end() && found->second->contains(key)) {
            return found->second->plural(key, number);
        }
    }
    return std::string(key);
}

AlphaImage Look::atlas_image() const {
    return {m_atlas->width(), Atlas::height, m_atlas->pixels(), m_atlas->revision(),
        m_atlas->bands().data()};
}

AtlasPoint Look::white_texel() const {
    const Atlas::Place white = m_atlas->white();
    return {m_atlas->u(static_cast<float>(white.x) + 0.5F),
        Atlas::v(static_cast<float>(white.y) + 0.5F)};
}

void Look::trim() const {
    m_layouts->trim();
    if (!m_atlas->is_nearly_full()) return;
    m_atlas->clear();
    m_glyphs->forget();
    m_shadows->forget();
}

}  // namespace otk::kiosk::look
