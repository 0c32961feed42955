#pragma once

#include <cstdint>

#include "core/base/file.h"
#include "tools/fleet_sim/fleet.h"

namespace otk::fleet_sim {

/// What a server's database holds of what a fleet sent. Rows are counted four times over: by the
/// ids that were claimed, by the kept responses of each place, and by the roll-ups of days and of
/// quarters; a row counts as lost or doubled if any of the four says so.
struct Ledger {
    std::int64_t sent = 0;
    std::int64_t held = 0;
    std::int64_t lost = 0;
    std::int64_t doubled = 0;
    std::int64_t strange = 0;  ///< claimed, and sent by nobody
    std::int64_t parked = 0;   ///< taken, but not counted

    bool is_even() const {
        return sent == held && lost == 0 && doubled == 0 && strange == 0 && parked == 0;
    }
};

/// To be called when all was delivered and the server has ended.
Result<Ledger> compare(const Path& database, const Fleet& fleet);

/// What a server would leave behind that broke its promise.
enum class Mutation {
    None,
    ForgetResponse,  ///< claimed a row, gave its receipt, and did not keep it
    KeepTwice,       ///< kept a row twice
    ForgetCount,     ///< kept a row, and did not count it
    ForgetClaim,     ///< kept a row, and would take it once more
};

/// Breaks a server's database as the mutation says: whoever compares it must notice.
Result<void> mutate(const Path& database, Mutation mutation);

}  // namespace otk::fleet_sim
