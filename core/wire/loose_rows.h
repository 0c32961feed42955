#pragma once

#include <vector>

#include "core/base/bytes.h"
#include "core/wire/row.h"

namespace otk::wire {

/// A row out of a body whose signature does not hold any more.
struct LooseRow {
    RowId id;
    KeyBox box;
    Bytes sealed;
};

/// What can still be made out in a damaged body, read leniently: a key box counts by its own hash,
/// a row by a size that rows have and a box that is whole. A row's seal is not ours to check: what
/// is not sound the server cannot open, and parks. Never more than batch_rows_max rows, none twice.
std::vector<LooseRow> loose_rows(ByteView body);

}  // namespace otk::wire
