#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/bytes.h"
#include "core/base/result.h"

namespace otk::sync {

/// How far one request came.
enum class Contact {
    Answered,     ///< a whole HTTP answer, whatever it says and whoever gave it
    Unreachable,  ///< name, route or connection
    NotTrusted,   ///< TLS: wrong authority, host or date
    TimedOut,
    Broken,    ///< the answer ended early or was no HTTP
    TooLarge,  ///< the answer is larger than any of ours
    Stopped,   ///< we were told to end
};

/// One word for logs and the status file.
std::string_view name_of(Contact contact);

struct PostOutcome {
    Contact contact = Contact::Unreachable;
    int status = 0;                             ///< HTTP status, if answered
    std::optional<std::int64_t> retry_after_s;  ///< what the server asked for
    Bytes body;                                 ///< if answered
    std::string detail;                         ///< of a failure, for the log
};

/// The body of a 200. Otherwise NotFound for a 404, Unavailable for all else, with words for the
/// log.
Result<Bytes> body_of(PostOutcome outcome);

/// The way to one server. Blocks at most as long as its own limits say; one thread.
class Transport {
  public:
    Transport() = default;
    Transport(const Transport&) = delete;
    Transport& operator=(const Transport&) = delete;
    virtual ~Transport() = default;

    /// POST /api/v1/batches. Never follows a redirect; nothing in the answer is believed here.
    virtual PostOutcome post_batch(ByteView body) = 0;
};

}  // namespace otk::sync
