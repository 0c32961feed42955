#include "kiosk/shell/dressing.h"

#include <utility>

#include "kiosk/look/atlas.h"
#include "kiosk/look/emblem.h"
#include "kiosk/screens/screens.h"

namespace otk::kiosk::shell {

Result<std::unique_ptr<Dressing>> Dressing::create(look::LookOptions options) {
    std::shared_ptr<const look::Look> look = OTK_TRY(look::Look::create(std::move(options)));
    return std::unique_ptr<Dressing>(new Dressing(std::move(look)));
}

Dressing::Dressing(std::shared_ptr<const look::Look> look)
    : m_look(std::move(look)), m_sheet(m_look, &m_letters) {
    if (m_look->emblem() == nullptr) return;
    const image::Rgba& picture = m_look->emblem()->picture();
    m_emblem = {
        raster::Texture::Format::Rgba32, picture.pixels.data(), picture.width, picture.height, 0,
        nullptr};
}

ImDrawList& Dressing::begin() {
    ImDrawList& list = m_sheet.begin();
    const look::AlphaImage image = m_look->atlas_image();
    static_assert(look::Atlas::band_rows == raster::Texture::band_rows);
    m_letters = {raster::Texture::Format::Alpha8, image.alpha, image.width, image.height,
        image.revision, image.bands};
    return list;
}

std::size_t Wardrobe::slot_of(const look::LookOptions& options) {
    constexpr std::size_t themes = 3;
    const std::size_t large = options.text_size == look::TextSize::Large ? themes : 0;
    return static_cast<std::size_t>(options.theme) + large;
}

Result<Dressing*> Wardrobe::take(const model::ViewOptions& view, look::Theme at_rest) {
    look::LookOptions options = m_options;
    options.theme = screens::theme_for(view, at_rest);
    options.text_size = screens::text_size_for(view);
    std::unique_ptr<Dressing>& dressing = m_dressings[slot_of(options)];
    if (dressing == nullptr) {
        dressing = OTK_TRY(Dressing::create(std::move(options)));
        m_options.fonts = dressing->look().fonts();
    }
    return dressing.get();
    // The analyser does not see that m_dressings owns it.
}  // NOLINT(clang-analyzer-cplusplus.NewDeleteLeaks)

}  // namespace otk::kiosk::shell
