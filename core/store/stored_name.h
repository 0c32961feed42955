#pragma once

#include <cstdint>

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/wire/batch.h"

namespace otk::store {

/// A batch's name out of a file's columns, which no hash guards; Corrupt if none of ours wrote it.
Result<wire::BatchName> stored_name(ByteView buffer, std::int64_t number);

}  // namespace otk::store
