#pragma once

#include <span>

#include "core/database/database.h"

namespace otk::store {

/// The buffer's schema, one entry a version, never edited after a release.
std::span<const database::Migration> migrations();

}  // namespace otk::store
