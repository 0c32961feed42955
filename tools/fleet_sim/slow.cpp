#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "bench/figure.h"
#include "core/base/assert.h"
#include "core/base/format.h"
#include "tools/fleet_sim/crew.h"

namespace otk::fleet_sim {
namespace {

using bench::Bar;
using bench::Better;
using bench::print_figure;

/// A byte each half second: never silent for long, never done.
constexpr std::int64_t drip_ms = 500;
/// The server's limits are 10 s for a handshake or a header, 20 s for a body or for taking an
/// answer (docs/SERVER.md); what hangs then hangs for ever.
constexpr double watched_us_max = 60e6;
constexpr std::size_t questions_without_reading = 20'000;

enum class Manner {
    SaysNothing,  ///< connects without a handshake
    DripsHeader,  ///< the header of a request that never ends
    DripsBody,    ///< the body of one
    NeverReads,   ///< asks and asks, and takes no answer
};
constexpr std::array manners{
    Manner::SaysNothing, Manner::DripsHeader, Manner::DripsBody, Manner::NeverReads};

std::string first_words(Manner manner) {
    switch (manner) {
        case Manner::SaysNothing:
            return "";
        case Manner::DripsHeader:
            return "GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ";
        case Manner::DripsBody:
            return "POST /api/v1/batches HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: "
                   "application/octet-stream\r\nContent-Length: 61000\r\n\r\n";
        case Manner::NeverReads: {
            std::string many;
            for (std::size_t count = 0; count < questions_without_reading; ++count)
                many += "GET /style.css HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
            return many;
        }
    }
    OTK_UNREACHABLE();
}

class SlowClient : public std::enable_shared_from_this<SlowClient> {
  public:
    SlowClient(Network& network, std::size_t index)
        : m_network(network),
          m_manner(manners[index % manners.size()]),
          m_line(
              m_manner == Manner::SaysNothing ? network.silent_line(index) : network.line(index)) {}

    void open(const Line::Opened& opened) {
        m_line->open([self = shared_from_this(), opened](bool is_open) {
            opened(is_open);
            if (is_open && self->m_manner != Manner::SaysNothing) self->speak();
        });
    }
    bool is_cut() const { return !m_line->is_open(); }
    void close() {
        m_is_over = true;
        m_line->close();
    }

  private:
    void speak() {
        m_line->drip(first_words(m_manner), [self = shared_from_this()](bool sent) {
            if (sent && self->m_manner != Manner::NeverReads) self->drip();
        });
    }

    void drip() {
        m_network.after(drip_ms, [self = shared_from_this()] {
            if (self->m_is_over || self->is_cut()) return;
            self->m_line->drip("x", [self](bool sent) {
                if (sent) self->drip();
            });
        });
    }

    Network& m_network;
    Manner m_manner;
    std::shared_ptr<Line> m_line;
    bool m_is_over = false;
};

/// Looks at them until all are cut, or for a minute.
class Watch {
  public:
    Watch(Network& network, const std::vector<std::shared_ptr<SlowClient>>& clients)
        : m_network(network), m_clients(clients) {}

    std::size_t count_cut() {
        look();
        m_network.run();
        return m_cut;
    }

  private:
    void look() {
        m_network.after(drip_ms, [this] {
            m_cut = static_cast<std::size_t>(std::count_if(m_clients.begin(), m_clients.end(),
                [](const auto& client) { return client->is_cut(); }));
            const bool is_over =
                m_cut == m_clients.size() || m_whole.microseconds() > watched_us_max;
            return is_over ? m_network.stop() : look();
        });
    }

    Network& m_network;
    const std::vector<std::shared_ptr<SlowClient>>& m_clients;
    bench::Stopwatch m_whole;
    std::size_t m_cut = 0;
};

}  // namespace

Result<bool> play_slow(const Stage& stage) {
    std::vector<std::shared_ptr<SlowClient>> clients;
    for (std::size_t index = 0; index < stage.connections; ++index)
        clients.push_back(std::make_shared<SlowClient>(stage.network, index));
    const std::size_t opened = open_in_turn(stage.network, clients.size(),
        [&](std::size_t index, const Line::Opened& done) { clients[index]->open(done); });
    Crew crew(stage);
    const bool delivered = crew.deliver();
    const Footprint server = OTK_TRY(stage.server.footprint());
    Watch watch(stage.network, clients);
    const std::size_t cut = watch.count_cut();
    for (const auto& client : clients)
        client->close();

    print_figure("fleet slow: slow clients that were cut", static_cast<double>(cut), "",
        Bar{Better::Higher, static_cast<double>(stage.connections)});
    if (delivered) {
        print_figure("fleet slow: a batch beside them, p50",
            bench::median(crew.deliveries().answer_ms), "ms");
    }
    print_figure("fleet slow: the server's memory at its peak",
        static_cast<double>(server.memory_kib_peak) / 1024, "MiB");
    return delivered && opened == stage.connections && cut == stage.connections;
}

}  // namespace otk::fleet_sim
