#include "cli/exit_codes.h"

#include "core/base/assert.h"

namespace otk::cli {

ExitCode exit_code_of(ErrorKind kind) {
    switch (kind) {
        case ErrorKind::InvalidInput:
        case ErrorKind::Conflict:
        case ErrorKind::Unsupported:
            return ExitCode::Refused;
        case ErrorKind::NotFound:
            return ExitCode::NotFound;
        case ErrorKind::Unavailable:
            return ExitCode::Unavailable;
        case ErrorKind::Corrupt:
        case ErrorKind::NoSpace:
        case ErrorKind::Permission:
        case ErrorKind::Io:
            return ExitCode::System;
    }
    OTK_UNREACHABLE();
}

}  // namespace otk::cli
