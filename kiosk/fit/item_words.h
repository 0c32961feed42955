#pragma once

#include <string>
#include <string_view>

#include "core/form/visit.h"

namespace otk::kiosk::fit {

/// What an author knows of an item that is drawn on the visit's page: `choice "waiting" of reasons
/// (label::ru, 48 letters)`, `the question rating (label::ru, 60 letters)`; of the interface's own
/// items their name.
std::string item_in_words(
    const form::Visit& visit, std::string_view item, const std::string& language);

}  // namespace otk::kiosk::fit
