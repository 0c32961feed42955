#include "bench/figure.h"
#include "tools/fleet_sim/crew.h"

namespace otk::fleet_sim {
namespace {

using bench::Bar;
using bench::Better;
using bench::print_figure;

constexpr Bar rows_per_second{Better::Higher, 60'000};
constexpr double cores_of_the_promise = 2;

}  // namespace

Result<bool> play_load(const Stage& stage) {
    Crew crew(stage);
    const std::size_t connected = crew.connect();
    const Footprint server_before = OTK_TRY(stage.server.footprint());
    const Footprint ours_before = own_footprint();
    const bench::Stopwatch watch;
    const bool delivered = crew.deliver();
    const double took_us = watch.microseconds();
    const Footprint ours = own_footprint();
    const Footprint server = OTK_TRY(stage.server.footprint());

    const auto rows = static_cast<double>(crew.deliveries().rows);
    const double server_us = (server.cpu_ms - server_before.cpu_ms) * 1000;
    const double ours_us = (ours.cpu_ms - ours_before.cpu_ms) * 1000;
    print_figure("fleet load: sealed rows over TLS, stored, rolled up, receipts verified",
        rows * 1e6 / took_us, "rows/s", rows_per_second);
    print_figure("fleet load: the server's processor time a row", server_us / rows, "us");
    print_figure("fleet load: the fleet's processor time a row", ours_us / rows, "us");
    print_figure("fleet load: share of two cores that both had",
        100 * (server_us + ours_us) / (took_us * cores_of_the_promise), "%");
    print_figure("fleet load: the same, had they had both whole",
        rows * cores_of_the_promise * 1e6 / (server_us + ours_us), "rows/s", rows_per_second);
    if (!crew.deliveries().answer_ms.empty()) {
        print_figure(
            "fleet load: a batch's answer, p50", bench::median(crew.deliveries().answer_ms), "ms");
        print_figure("fleet load: a batch's answer, p99",
            bench::percentile(crew.deliveries().answer_ms, 0.99), "ms");
    }
    print_figure("fleet load: answers that asked for time",
        static_cast<double>(crew.deliveries().busy), "");
    print_figure("fleet load: the server's memory at its peak",
        static_cast<double>(server.memory_kib_peak) / 1024, "MiB");
    return delivered && connected == stage.fleet.kiosks.size();
}

}  // namespace otk::fleet_sim
