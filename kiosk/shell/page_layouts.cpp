#include "kiosk/shell/page_layouts.h"

#include "kiosk/fit/paging.h"

namespace otk::kiosk::shell {

std::shared_ptr<const std::vector<form::Page>> PageLayouts::pages(
    Wardrobe& wardrobe, const model::ViewOptions& view) {
    std::shared_ptr<const form::Form>& laid_out =
        m_laid_out[(view.large ? 1U : 0U) + (view.low ? 2U : 0U)];
    if (laid_out == nullptr) {
        const Result<Dressing*> dressing = wardrobe.take(view);
        if (!dressing) return nullptr;
        laid_out = fit::laid_out(m_form, (*dressing)->shared_look(), m_languages,
            view.low ? fit::Reach::Low : fit::Reach::Whole);
    }
    return {laid_out, &laid_out->pages};
}

}  // namespace otk::kiosk::shell
