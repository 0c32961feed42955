#pragma once

#include <string>

#include "core/base/result.h"
#include "server/handlers/site.h"
#include "server/web/view.h"

namespace otk::handlers {

/// Reads period, place, form, audience and flagged; the running week if no period is given (for the public:
/// the last closed month). InvalidInput says what is wrong, Permission what the public may not see.
Result<web::Wish> wish_of(const std::string& query, const Site& site);

/// The figures of a wish, read in one snapshot. On the reader's thread.
Result<web::FiguresView> figures_for(const web::Wish& wish, const Site& site);

}  // namespace otk::handlers
