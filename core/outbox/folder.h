#pragma once

#include "core/base/result.h"

namespace otk::outbox {

/// Trouble with a hand-over folder is no trouble of the buffer: the caller must not set that aside.
/// NotFound keeps its meaning.
template <typename Value>
Result<Value> in_folder(Result<Value> result) {
    if (!result && result.error().kind != ErrorKind::NotFound) {
        result.error().kind = ErrorKind::Unavailable;
    }
    return result;
}

}  // namespace otk::outbox
