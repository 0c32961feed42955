#pragma once

#include <vector>

#include "core/base/random.h"
#include "core/store/buffer.h"
#include "core/wire/batch.h"

namespace otk::outbox {

/// Shuffles the rows and deals them into as many batches as their size and number ask for, each
/// with only the key boxes that its rows need. `first` is the identity of the first batch; the
/// others follow without gaps. Every row is in exactly one batch. No batch of several rows is
/// larger than `bytes_max`, which is at most wire::batch_bytes_max.
std::vector<wire::Batch> cut(std::vector<store::ClosedRow> rows, const wire::BatchIdentity& first,
    Random& random, std::size_t bytes_max = wire::batch_bytes_max);

}  // namespace otk::outbox
