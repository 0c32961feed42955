#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "core/base/random.h"
#include "sync/backoff.h"
#include "tools/fleet_sim/fleet.h"
#include "tools/fleet_sim/network.h"

namespace otk::fleet_sim {

/// What befell all deliveries of a fleet.
struct Deliveries {
    std::int64_t attempts = 0;
    std::int64_t unreachable = 0;        ///< no connection, or it broke
    std::int64_t busy = 0;               ///< the server asked for time
    std::int64_t refused = 0;            ///< any other answer than a receipt
    std::int64_t unbelieved = 0;         ///< an answer with 200 and no receipt for these bytes
    std::int64_t batches = 0;            ///< with a verified receipt
    std::int64_t rows = 0;               ///< in them, counted by the server's word
    std::vector<double> answer_ms = {};  ///< from a batch's first byte to its receipt
};

/// Carries one kiosk's batches as its courier does: one after another over one kept connection,
/// only a signed receipt for exactly the sent bytes ends one, and after each failure it waits by
/// the courier's own rule (sync/backoff.h), without end.
class CourierLine : public std::enable_shared_from_this<CourierLine> {
  public:
    struct Surroundings {
        Network& network;
        const Fleet& fleet;
        Random& random;
        Deliveries& deliveries;
    };
    CourierLine(const Surroundings& surroundings, std::size_t kiosk);

    /// Connects and holds the connection.
    void connect(std::function<void(bool)> connected);
    /// Sends what is left; `finished` is called once, when nothing is.
    void deliver(std::function<void()> finished);
    void close();
    bool is_connected() const { return m_is_open && m_line->is_open(); }
    bool is_finished() const { return m_next == batches().size(); }

  private:
    const std::vector<FrozenBatch>& batches() const {
        return m_surroundings.fleet.kiosks[m_kiosk].batches;
    }
    void attempt();
    void send();
    void take(const Answer& answer, double ms);
    bool is_receipt(const Answer& answer);
    void wait(std::optional<std::int64_t> asked_s);

    Surroundings m_surroundings;
    std::size_t m_kiosk;
    std::shared_ptr<Line> m_line;
    sync::Backoff m_backoff{sync::BackoffLimits{}};
    std::function<void()> m_finished;
    std::size_t m_next = 0;  ///< batch to send
    bool m_is_open = false;
};

}  // namespace otk::fleet_sim
