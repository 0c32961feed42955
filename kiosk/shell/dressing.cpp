#include "kiosk/shell/dressing.h"

#include <utility>

#include <imgui.h>

#include "core/base/log.h"
#include "kiosk/screens/screens.h"

namespace otk::kiosk::shell {

Result<std::unique_ptr<Dressing>> Dressing::create(look::LookOptions options) {
    std::shared_ptr<const look::Look> look = OTK_TRY(look::Look::create(std::move(options)));
    return std::unique_ptr<Dressing>(new Dressing(std::move(look)));
}

Dressing::Dressing(std::shared_ptr<const look::Look> look)
    : m_look(std::move(look)), m_sheet(m_look) {
    const look::AlphaImage image = m_look->atlas_image();
    m_letters = {raster::Texture::Format::Alpha8, image.alpha, image.width, image.height, 0};
    m_look->atlas().SetTexID(&m_letters);
}

Result<std::unique_ptr<Wardrobe>> Wardrobe::open(
    look::LookOptions options, const model::ViewOptions& first) {
    std::unique_ptr<Wardrobe> wardrobe(new Wardrobe(std::move(options)));
    OTK_TRY(wardrobe->take(first));
    return wardrobe;
}

Wardrobe::~Wardrobe() = default;

std::size_t Wardrobe::slot_of(const look::LookOptions& options) {
    const std::size_t contrast = options.theme == look::Theme::HighContrast ? 1 : 0;
    const std::size_t large = options.text_size == look::TextSize::Large ? 2 : 0;
    return contrast + large;
}

look::LookOptions Wardrobe::options_for(const model::ViewOptions& view) const {
    look::LookOptions options = m_options;
    options.theme = screens::theme_for(view);
    options.text_size = screens::text_size_for(view);
    return options;
}

Result<Dressing*> Wardrobe::take(const model::ViewOptions& view) {
    look::LookOptions options = options_for(view);
    const std::size_t slot = slot_of(options);
    {
        const std::lock_guard guard(m_mutex);
        if (m_dressings[slot]) return m_dressings[slot].get();
    }
    std::unique_ptr<Dressing> made = OTK_TRY(Dressing::create(std::move(options)));
    const std::lock_guard guard(m_mutex);
    // The maker may have been quicker; what it made may be in use already.
    if (!m_dressings[slot]) m_dressings[slot] = std::move(made);
    return m_dressings[slot].get();
}

void Wardrobe::make_the_others() {
    m_maker = std::jthread([this](const std::stop_token& stop) {
        for (const bool large : {false, true}) {
            for (const bool contrast : {false, true}) {
                if (stop.stop_requested()) return;
                const Result<Dressing*> made = take({"", large, contrast});
                if (!made) log::warning("a look was not made", {{"error", made.error()}});
            }
        }
    });
}

}  // namespace otk::kiosk::shell
