#pragma once

namespace otk::detail {

[[noreturn]] void assertion_failed(const char* expression, const char* file, int line);

}  // namespace otk::detail

/// Stops the process on a programmer's error (a broken invariant); always compiled in.
/// Never for input from a person, file, wire or device: that is a Result.
#define OTK_ASSERT(condition)                                                     \
    do {                                                                          \
        if (!(condition)) {                                                       \
            ::otk::detail::assertion_failed(#condition, __FILE__, __LINE__);      \
        }                                                                         \
    } while (false)

/// After a switch over one of our enums (which has no default: a new enumerator must stop the build).
#define OTK_UNREACHABLE() ::otk::detail::assertion_failed("unreachable", __FILE__, __LINE__)
