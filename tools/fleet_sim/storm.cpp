#include "bench/figure.h"
#include "tools/fleet_sim/crew.h"

namespace otk::fleet_sim {
namespace {

using bench::Bar;
using bench::Better;
using bench::print_figure;

/// What the server gives requests in work (http::ServerOptions::stop_ms_max), and a second.
constexpr Bar stop_ms{Better::Lower, 11'000};
constexpr Bar none{Better::Lower, 0};

}  // namespace

Result<bool> play_storm(const Stage& stage) {
    Crew crew(stage);
    const std::size_t connected = crew.connect();
    const double stopped_ms = OTK_TRY(stage.server.stop());
    crew.close();
    OTK_TRY(stage.server.start());

    const auto kiosks = static_cast<double>(stage.fleet.kiosks.size());
    const bench::Stopwatch watch;
    const bool drained = crew.deliver();
    const double drained_s = watch.microseconds() / 1e6;
    const Footprint server = OTK_TRY(stage.server.footprint());

    const Deliveries& deliveries = crew.deliveries();
    print_figure("fleet storm: kiosks connected before", static_cast<double>(connected), "",
        Bar{Better::Higher, kiosks});
    print_figure("fleet storm: the server's end with them connected", stopped_ms, "ms", stop_ms);
    print_figure("fleet storm: all drained after", drained_s, "s");
    print_figure("fleet storm: batches never taken",
        static_cast<double>(stage.fleet.batches()) - static_cast<double>(deliveries.batches), "",
        none);
    print_figure("fleet storm: attempts a batch",
        static_cast<double>(deliveries.attempts) / static_cast<double>(stage.fleet.batches()), "");
    print_figure("fleet storm: attempts without a connection or an answer",
        static_cast<double>(deliveries.unreachable), "");
    print_figure(
        "fleet storm: answers that asked for time", static_cast<double>(deliveries.busy), "");
    print_figure("fleet storm: other answers without a receipt",
        static_cast<double>(deliveries.refused + deliveries.unbelieved), "", none);
    print_figure("fleet storm: the server's memory at its peak",
        static_cast<double>(server.memory_kib_peak) / 1024, "MiB");
    return drained && connected == stage.fleet.kiosks.size() && deliveries.refused == 0 &&
           deliveries.unbelieved == 0;
}

}  // namespace otk::fleet_sim
