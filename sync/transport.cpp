#include "sync/transport.h"

#include "core/base/assert.h"

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

}  // namespace otk::sync
