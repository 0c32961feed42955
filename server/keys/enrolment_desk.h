#pragma once

#include <cstdint>
#include <string>

#include "core/base/clock.h"
#include "core/base/file.h"
#include "core/base/random.h"
#include "core/base/result.h"
#include "core/wire/enrolment_message.h"
#include "server/ingest/key_ring.h"
#include "server/storage/storage.h"

namespace otk::keys {

/// How long a code may be used after its kiosk did: the answer may have been lost on its way.
constexpr std::int64_t code_hours_max = std::int64_t{24} * 30;

/// Requests that are judged without waiting, and how many more come with each second: enough for a
/// fleet that is set up in a day, too few to cost a server anything.
constexpr std::int64_t enrolments_at_once_max = 30;
constexpr std::int64_t enrolments_a_second = 2;

/// Lets kiosks in by one-time codes. Belongs to one thread, the writer's; everything given to it must
/// outlive it.
class EnrolmentDesk {
  public:
    struct Surroundings {
        storage::Storage* storage = nullptr;
        const ingest::KeyRing* keys = nullptr;
        const Clock* clock = nullptr;
        Random* random = nullptr;
        Path state_folder;          ///< with root.pub and keys.json
        std::string url;            ///< under which kiosks reach the server
        std::string tls_authority;  ///< PEM
    };
    explicit EnrolmentDesk(Surroundings surroundings);

    /// The answer to one request, durable before it is given: the kiosk is in the store, and the same
    /// request gets the same bytes until the code expires. InvalidInput and Unsupported for no request,
    /// Permission for a code that is unknown, expired or used by another key, or another root (one
    /// reason for all: who asks learns nothing of codes), Unavailable while too many ask or no
    /// keys.json is installed, or the storage's errors.
    Result<Bytes> enrol(ByteView request);

  private:
    bool takes_one_more();
    Result<Bytes> answer_to(const wire::EnrolmentRequest& request, ByteView body);
    Result<Bytes> let_in(
        const storage::StoredCode& code, const wire::EnrolmentRequest& request, ByteView body);

    Surroundings m_surroundings;
    std::int64_t m_free = enrolments_at_once_max;
    std::int64_t m_counted_ms = 0;
};

}  // namespace otk::keys
