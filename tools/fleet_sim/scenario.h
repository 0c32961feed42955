#pragma once

#include <cstddef>

#include "core/base/random.h"
#include "core/base/result.h"
#include "tools/fleet_sim/fleet.h"
#include "tools/fleet_sim/network.h"
#include "tools/fleet_sim/server_process.h"

namespace otk::fleet_sim {

/// What a scenario plays with. The server runs, and runs when the scenario is over.
struct Stage {
    const Fleet& fleet;
    ServerProcess& server;
    Network& network;
    Random& random;
    std::size_t connections = 0;  ///< that are no kiosk's: held, or slow
    int minutes_max = 10;         ///< then it ends, whatever was not delivered
};

/// Each delivers all batches of the fleet, prints its figures (bench/figure.h) and returns false if
/// something went otherwise than promised; errors are of what it needs itself.

/// Every kiosk sends its batches one after another over a kept connection, all at once.
Result<bool> play_load(const Stage& stage);
/// Connections that say nothing are held; some of them then ask, and kiosks deliver beside them.
Result<bool> play_idle(const Stage& stage);
/// The whole fleet is connected; the server ends and comes back; all kiosks come at once.
Result<bool> play_storm(const Stage& stage);
/// Clients that hold their part of the talk back are cut; kiosks deliver beside them.
Result<bool> play_slow(const Stage& stage);

}  // namespace otk::fleet_sim
