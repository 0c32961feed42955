#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/form/form.h"
#include "core/form/visit.h"
#include "kiosk/look/look.h"
#include "kiosk/model/state.h"

namespace otk::kiosk::fit {

/// What stands around a form that has no place yet.
model::Surroundings stand_in_surroundings(const std::vector<std::string>& languages);

/// Tries whether pages fit one panel at one text size. Every question is there, whatever its
/// condition; the page has all keys, the toast, and each of the words that could keep it.
/// Belongs to the look's thread.
class TrialPage {
  public:
    TrialPage(const form::Form& form, std::shared_ptr<const look::Look> look,
        const std::vector<std::string>& languages, bool is_low = false);

    /// True if nothing of that page misfits in any of the languages.
    bool fits(const form::Page& page);

  private:
    bool fits(const model::State& state);

    const form::Form& m_form;
    form::Visit m_visit;  ///< to the form without its expressions
    std::shared_ptr<const look::Look> m_look;
    look::Sheet m_sheet;
    std::vector<std::string> m_languages;
    bool m_is_low;  ///< tried in low reach
    model::Surroundings m_surroundings;
};

}  // namespace otk::kiosk::fit
