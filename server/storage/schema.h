#pragma once

#include <span>

#include "core/database/database.h"

namespace otk::storage {

/// The steps of the server's schema; a released step is never edited.
std::span<const database::Migration> migrations();

}  // namespace otk::storage
