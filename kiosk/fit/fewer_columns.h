#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/form/visit.h"
#include "kiosk/fit/form_fit.h"
#include "kiosk/widgets/frame.h"

namespace otk::kiosk::fit {

/// Questions whose choices stand in fewer columns than their form asks for, since the labels need
/// the width.
class FewerColumns {
  public:
    /// A page as it was drawn with that visit.
    void look_at(const form::Visit& visit, const Frame& frame, std::string_view setting);
    /// One for each question and number of columns, with the settings in which it is drawn so.
    std::vector<FitRemark> remarks(const form::Form& form) const;

  private:
    using Drawn = std::pair<std::size_t, std::size_t>;  ///< question and columns
    std::map<Drawn, std::string> m_settings;
};

}  // namespace otk::kiosk::fit
