#pragma once

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "core/form/form.h"
#include "kiosk/shell/dressing.h"

namespace otk::kiosk::shell {

/// The form's pages as they fit the panel, found once for each text size, in low reach and without.
/// Drawing thread.
class PageLayouts {
  public:
    PageLayouts(std::shared_ptr<const form::Form> form, std::vector<std::string> languages)
        : m_form(std::move(form)), m_languages(std::move(languages)) {}

    /// Null, for the form's own pages, without a look: then nothing can be drawn anyway.
    std::shared_ptr<const std::vector<form::Page>> pages(
        Wardrobe& wardrobe, const model::ViewOptions& view);
    /// The panel is another one.
    void forget() { m_laid_out = {}; }

  private:
    std::shared_ptr<const form::Form> m_form;
    std::vector<std::string> m_languages;
    /// At 100 and at 200 %, then the same in low reach.
    std::array<std::shared_ptr<const form::Form>, 4> m_laid_out;
};

}  // namespace otk::kiosk::shell
