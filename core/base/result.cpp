#include "core/base/result.h"

#include "core/base/assert.h"

namespace otk {

std::string_view name_of(ErrorKind kind) {
    switch (kind) {
        case ErrorKind::InvalidInput:
            return "invalid input";
        case ErrorKind::NotFound:
            return "not found";
        case ErrorKind::Unavailable:
            return "unavailable";
        case ErrorKind::Conflict:
            return "conflict";
        case ErrorKind::Corrupt:
            return "corrupt";
        case ErrorKind::NoSpace:
            return "no space";
        case ErrorKind::Permission:
            return "permission";
        case ErrorKind::Io:
            return "input or output";
        case ErrorKind::Unsupported:
            return "unsupported";
    }
    OTK_UNREACHABLE();
}

Failure fail(ErrorKind kind, std::string context) {
    return Failure(Error{kind, std::move(context)});
}

}  // namespace otk
