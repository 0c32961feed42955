#include "kiosk/shell/page_layouts.h"

#include "kiosk/fit/paging.h"

namespace otk::kiosk::shell {

std::shared_ptr<const std::vector<form::Page>> PageLayouts::pages(
    Wardrobe& wardrobe, const model::ViewOptions& view) {
    std::shared_ptr<const form::Form>& laid_out = m_laid_out[view.large ? 1 : 0];
    if (laid_out == nullptr) {
        const Result<Dressing*> dressing = wardrobe.take(view);
        if (!dressing) return nullptr;
        laid_out = fit::laid_out(m_form, (*dressing)->shared_look(), m_languages);
    }
    return {laid_out, &laid_out->pages};
}

}  // namespace otk::kiosk::shell
