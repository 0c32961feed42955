#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <vector>

#include "tools/fleet_sim/courier_line.h"
#include "tools/fleet_sim/scenario.h"

namespace otk::fleet_sim {

/// The couriers of a whole fleet.
class Crew {
  public:
    explicit Crew(const Stage& stage);
    Crew(const Crew&) = delete;
    Crew& operator=(const Crew&) = delete;
    /// Closes every connection.
    ~Crew();

    /// Every courier connects, a few at a time; returns how many stand.
    std::size_t connect();
    void close();
    /// Every courier begins at once; returns when all have delivered, or the stage's time is over.
    /// True if all have.
    bool deliver();
    const Deliveries& deliveries() const { return m_deliveries; }

  private:
    const Stage& m_stage;
    Deliveries m_deliveries;
    std::vector<std::shared_ptr<CourierLine>> m_couriers;
};

/// Opens `count` things on the network, at most so many at a time that no handshake waits long for
/// the others; returns how many opened.
std::size_t open_in_turn(Network& network, std::size_t count,
    const std::function<void(std::size_t, std::function<void(bool)>)>& open);

}  // namespace otk::fleet_sim
