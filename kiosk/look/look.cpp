#include "kiosk/look/look.h"

#include <algorithm>
#include <cmath>

#include <imgui.h>

#include "core/base/assert.h"
#include "core/text/catalogue.h"
#include "kiosk/look/font_file.h"
#include "kiosk/look/glyphs.h"
#include "kiosk/look/layout.h"
#include "kiosk/look/shadow.h"
#include "kiosk/look/tokens.h"

namespace otk::kiosk::look {
namespace {

constexpr std::size_t font_bytes_max = 4U << 20U;
/// Three lines of a poster and its marks need seven times its capitals.
constexpr float caps_of_short_side_max = 0.14F;

Result<FontFile> load_font(const Path& path) {
    Bytes bytes = OTK_TRY(read_file(path, font_bytes_max));
    return in(path.string(), FontFile::parse(std::move(bytes)));
}

std::u32string heading_letters(const LookOptions& options) {
    if (options.heading_letters.empty()) return {};
    std::u32string letters = decode(options.heading_letters);
    for (const auto& [language, catalogue] : options.wording) {
        for (const std::string_view text : catalogue->all_texts()) {
            letters += decode(text);
        }
    }
    return letters;
}

void add_shadows(Shadows& shadows, ImFontAtlas& atlas, const Look& look) {
    // Radii of all that casts one; the marks' round ends follow from the panel's width.
    for (const float radius_mm : {tokens::radius_tile, tokens::radius_panel, tokens::capsule_radius(look),
             tokens::cell_height / 2, tokens::row_height / 2, tokens::pipe_width / 2}) {
        shadows.add(atlas, look.px(radius_mm), look.px(tokens::shadow_sigma));
        shadows.add(atlas, look.px(radius_mm), look.px(tokens::shadow_sigma_pressed));
    }
    shadows.add(atlas, look.px(tokens::radius_panel), look.px(tokens::shadow_sigma_dialog));
}

}  // namespace

Result<std::shared_ptr<const Look>> Look::create(LookOptions options) {
    OTK_TRY(in("look", check(options.panel)));
    FontFile regular = OTK_TRY(in("look", load_font(options.font_folder / "PTS55F.ttf")));
    FontFile bold = OTK_TRY(in("look", load_font(options.font_folder / "PTS75F.ttf")));

    std::shared_ptr<Look> look(new Look);
    look->m_options = std::move(options);
    const float scale = scale_of(look->panel());
    look->m_px_per_mm = look->panel().px_per_mm() * scale;
    GlyphsOptions glyphs{.px_per_mm = look->m_px_per_mm, .text_size = look->text_size(),
        .heading_letters = heading_letters(look->m_options)};
    glyphs.caps_mm_max =
        std::max(look->panel().short_side_mm() / scale * caps_of_short_side_max, 12.0F);
    look->m_glyphs = std::make_unique<Glyphs>(std::move(regular), std::move(bold), glyphs);
    look->m_shadows = std::make_unique<Shadows>();
    look->m_atlas = std::make_unique<ImFontAtlas>();
    ImFontAtlas& atlas = *look->m_atlas;
    atlas.Flags = ImFontAtlasFlags_NoPowerOfTwoHeight | ImFontAtlasFlags_NoMouseCursors |
                  ImFontAtlasFlags_NoBakedLines;
    atlas.TexDesiredWidth = 2048;
    look->m_glyphs->add_to(atlas);
    if (look->colors().shadow.alpha != 0) add_shadows(*look->m_shadows, atlas, *look);
    if (!atlas.Build()) return fail(ErrorKind::Corrupt, "look: the fonts cannot be drawn");
    look->m_glyphs->take_from(atlas);
    look->m_shadows->paint(atlas);
    look->m_layouts = std::make_unique<LayoutCache>(*look->m_glyphs);
    return std::shared_ptr<const Look>(std::move(look));
}

Look::~Look() = default;

float Look::line(float mm) const { return std::max(1.0F, std::round(px(mm))); }

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

ImFontAtlas& Look::atlas() const { return *m_atlas; }

AlphaImage Look::atlas_image() const {
    AlphaImage image;
    unsigned char* pixels = nullptr;
    m_atlas->GetTexDataAsAlpha8(&pixels, &image.width, &image.height);
    image.alpha = pixels;
    return image;
}

}  // namespace otk::kiosk::look
