#pragma once

namespace otk::crypto::detail {

/// Prepares libsodium once a process; each entry of this room calls it. Asserts success: without
/// a source of chance nothing here may run.
void start();

}  // namespace otk::crypto::detail
