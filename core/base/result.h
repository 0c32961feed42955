#pragma once

#include <string>
#include <string_view>
#include <utility>

#include <tl/expected.hpp>

namespace otk {

/// What kind of operating error happened; the kind decides what is done (retry, tell, stop).
enum class ErrorKind {
    InvalidInput,  ///< the person, file or peer gave something that the contract does not allow
    NotFound,      ///< what was asked for does not exist
    Unavailable,   ///< not now, perhaps later: network, busy device, locked database
    Conflict,      ///< contradicts what is already there
    Corrupt,       ///< stored or received bytes are damaged
    NoSpace,       ///< the disk is full
    Permission,    ///< the operating system refused
    Io,            ///< read, write or sync failed
    Unsupported,   ///< known, valid, but not done by this version
};

/// The English word of a kind, for logs and `--json`.
std::string_view name_of(ErrorKind kind);

/// An operating error. `context` only explains, from outside in ("upload batch: connect: timed
/// out"); it never holds an answer, a name or an address of a visitor.
struct Error {
    ErrorKind kind;
    std::string context;
};

using Failure = tl::unexpected<Error>;

/// Makes the failing value of any Result: `return fail(ErrorKind::NotFound, "form reception");`
[[nodiscard]] Failure fail(ErrorKind kind, std::string context);

/// A value or the error that kept it from being made. Discarding one is a compile error.
template <typename Value>
class [[nodiscard]] Result : public tl::expected<Value, Error> {
  public:
    using tl::expected<Value, Error>::expected;
};

/// Puts a layer's word before an error's context: `in("open buffer", database.open(path))`.
template <typename Value>
Result<Value> in(std::string_view layer, Result<Value> result) {
    if (!result) {
        result.error().context.insert(0, ": ").insert(0, layer);
    }
    return result;
}

namespace detail {

template <typename Value>
Value take(Result<Value>&& result) {
    return std::move(*result);
}

inline void take(Result<void>&&) {}

}  // namespace detail
}  // namespace otk

/// The value of a Result, or return its error from the enclosing function. Rests on the GNU
/// statement expression (GCC and clang). Nesting two in one line fails by -Wshadow, on purpose:
/// one fallible step, one line.
#define OTK_TRY(expression)                                        \
    __extension__({                                                \
        auto otk_try_result = (expression);                        \
        if (!otk_try_result) {                                     \
            return tl::make_unexpected(std::move(otk_try_result.error())); \
        }                                                          \
        ::otk::detail::take(std::move(otk_try_result));            \
    })
