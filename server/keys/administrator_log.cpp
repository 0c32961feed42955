#include "server/keys/administrator_log.h"

#include <unistd.h>

#include <array>
#include <ctime>

#include "core/base/append_log.h"
#include "core/base/format.h"

namespace otk::keys {
namespace {

std::string utc(std::int64_t unix_seconds) {
    const std::time_t moment = unix_seconds;
    std::tm fields{};
    std::array<char, sizeof "2026-11-26T15:04:05Z"> text{};
    if (::gmtime_r(&moment, &fields) == nullptr ||
        std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &fields) == 0) {
        return "-";  // a clock beyond the year 9999
    }
    return text.data();
}

}  // namespace

Result<void> note(const Path& state_folder, const Clock& clock, std::string_view deed) {
    OTK_TRY(make_folder(state_folder, 0700));
    return in("audit log", append_to_log(state_folder / "audit.log",
                               format("{} uid={} {}", utc(clock.unix_seconds()), ::getuid(), deed),
                               administrator_log_bytes_max));
}

}  // namespace otk::keys
