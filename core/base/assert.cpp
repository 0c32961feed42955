#include "core/base/assert.h"

#include <cstdio>
#include <cstdlib>

namespace otk::detail {

void assertion_failed(const char* expression, const char* file, int line) {
    // stdio and not our log: the log itself may be what is broken.
    std::fprintf(stderr, "<2>assertion failed: %s (%s:%d)\n", expression, file, line);
    std::abort();
}

}  // namespace otk::detail
