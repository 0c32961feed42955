#pragma once

#include <vector>

#include "core/base/random.h"
#include "core/store/buffer.h"
#include "core/wire/batch.h"

namespace otk::outbox {

/// Shuffles the rows and deals them into as many batches as their size and number ask for, each with
/// only the key boxes that its rows need. `first` is the identity of the first batch; the others
/// follow without gaps. Every row is in exactly one batch.
std::vector<wire::Batch> cut(
    std::vector<store::ClosedRow> rows, const wire::BatchIdentity& first, Random& random);

}  // namespace otk::outbox
