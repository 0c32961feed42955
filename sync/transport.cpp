#include "sync/transport.h"

#include "core/base/assert.h"
#include "core/base/format.h"

namespace otk::sync {

std::string_view name_of(Contact contact) {
    switch (contact) {
        case Contact::Answered:
            return "answered";
        case Contact::Unreachable:
            return "unreachable";
        case Contact::NotTrusted:
            return "not_trusted";
        case Contact::TimedOut:
            return "timed_out";
        case Contact::Broken:
            return "broken";
        case Contact::TooLarge:
            return "too_large";
        case Contact::Stopped:
            return "stopped";
    }
    OTK_UNREACHABLE();
}

Result<Bytes> body_of(PostOutcome outcome) {
    if (outcome.contact != Contact::Answered) {
        return fail(
            ErrorKind::Unavailable, format("{}: {}", name_of(outcome.contact), outcome.detail));
    }
    if (outcome.status == 404) return fail(ErrorKind::NotFound, "the server does not know it");
    if (outcome.status != 200)
        return fail(ErrorKind::Unavailable, format("answered with {}", outcome.status));
    return std::move(outcome.body);
}

}  // namespace otk::sync
