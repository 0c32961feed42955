#include "tools/fleet_sim/crew.h"

#include <algorithm>
#include <utility>

namespace otk::fleet_sim {
namespace {

constexpr std::size_t opening_at_once = 64;
constexpr std::int64_t minute_ms = 60'000;

/// Takes the next one whenever one has opened.
class Turns {
  public:
    using Open = std::function<void(std::size_t, std::function<void(bool)>)>;

    Turns(Network& network, std::size_t count, const Open& open)
        : m_network(network), m_count(count), m_open(open) {}

    std::size_t run() {
        const std::size_t first = std::min(m_count, opening_at_once);
        for (std::size_t index = 0; index < first; ++index)
            open_next();
        if (m_count > 0) m_network.run();
        return m_opened;
    }

  private:
    void open_next() {
        m_open(m_begun++, [this](bool opened) {
            m_opened += opened ? 1 : 0;
            ++m_ended;
            if (m_begun < m_count) return open_next();
            if (m_ended == m_count) m_network.stop();
        });
    }

    Network& m_network;
    std::size_t m_count;
    const Open& m_open;
    std::size_t m_begun = 0;
    std::size_t m_ended = 0;
    std::size_t m_opened = 0;
};

}  // namespace

std::size_t open_in_turn(Network& network, std::size_t count,
    const std::function<void(std::size_t, std::function<void(bool)>)>& open) {
    return Turns(network, count, open).run();
}

Crew::Crew(const Stage& stage) : m_stage(stage) {
    const CourierLine::Surroundings surroundings{.network = stage.network,
        .fleet = stage.fleet,
        .random = stage.random,
        .deliveries = m_deliveries};
    for (std::size_t kiosk = 0; kiosk < stage.fleet.kiosks.size(); ++kiosk)
        m_couriers.push_back(std::make_shared<CourierLine>(surroundings, kiosk));
    m_deliveries.answer_ms.reserve(stage.fleet.batches());
}

Crew::~Crew() {
    close();
}

std::size_t Crew::connect() {
    open_in_turn(m_stage.network, m_couriers.size(),
        [this](std::size_t index, std::function<void(bool)> opened) {
            m_couriers[index]->connect(std::move(opened));
        });
    return static_cast<std::size_t>(std::count_if(m_couriers.begin(), m_couriers.end(),
        [](const auto& courier) { return courier->is_connected(); }));
}

void Crew::close() {
    for (const auto& courier : m_couriers)
        courier->close();
}

bool Crew::deliver() {
    // Shared with what may still be waiting when the time is over.
    const auto left = std::make_shared<std::size_t>(m_couriers.size());
    const auto is_over = std::make_shared<bool>(m_couriers.empty());
    if (*is_over) return true;
    Network& network = m_stage.network;
    network.after(m_stage.minutes_max * minute_ms, [&network, is_over] {
        if (!*is_over) network.stop();
    });
    for (const auto& courier : m_couriers) {
        courier->deliver([&network, left] {
            if (--*left == 0) network.stop();
        });
    }
    network.run();
    *is_over = true;
    return *left == 0;
}

}  // namespace otk::fleet_sim
