#pragma once

#include "core/text/catalogue.h"

namespace otk::web {

/// The texts of the server's pages: assets/lang/server/ru.po, which travels inside the program. Any
/// thread; what it returns stays valid.
const text::Catalogue& texts();

}  // namespace otk::web
