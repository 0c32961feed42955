#pragma once

#include <cstdint>

namespace otk::test {

/// How often this thread has taken memory from the heap: by operator new, under a sanitizer also by
/// malloc.
std::int64_t allocations_of_this_thread();

}  // namespace otk::test
