// Sealed rows opened, checked, stored and rolled up into SQLite. Thirty-two kiosks come back after
// ten days, each with a full batch a day: one by one, and in the groups that the server takes when
// many wait.
#include <unistd.h>

#include <algorithm>
#include <future>
#include <span>

#include "bench/figure.h"
#include "core/base/clock.h"
#include "core/base/format.h"
#include "core/base/log.h"
#include "server/ingest/ingest.h"
#include "server/storage/sqlite_storage.h"
#include "tools/fleet_sim/fleet.h"

namespace {

using namespace otk;

constexpr int kiosk_count = 32;
constexpr std::uint32_t day_count = 10;
constexpr std::size_t group_size = 32;
constexpr double bar_rows_per_second = 60000;

struct Load {
    std::vector<Bytes> bodies;
    std::size_t rows = 0;
};

/// The kiosks' batches in a random order.
Result<Load> make_load(
    storage::Storage& storage, const ingest::KeyRing& keys, SeededRandom& random) {
    Load load;
    const auto make = [&]() -> Result<void> {
        for (int number = 0; number < kiosk_count; ++number) {
            auto kiosk = OTK_TRY(fleet_sim::make_kiosk(format("reception-{}", number), storage,
                keys, {.kiosks = 1, .batches = day_count, .rows = 0, .seed = 1}, random));
            for (fleet_sim::FrozenBatch& batch : kiosk.batches) {
                load.rows += batch.row_prefixes.size();
                load.bodies.push_back(std::move(batch.body));
            }
        }
        return {};
    };
    OTK_TRY(storage.in_transaction(make));
    shuffle(std::span(load.bodies), random);
    return load;
}

using Group = std::vector<Result<ingest::OpenedBody>>;

Group open_group(ingest::BatchOpener& opener, std::span<const Bytes> bodies) {
    Group group;
    for (const Bytes& body : bodies)
        group.push_back(opener.open(body));
    return group;
}

Result<void> store(ingest::Ingest& ingest, const Group& group) {
    for (const auto& reply : ingest.receive_opened(group)) {
        if (!reply) return tl::make_unexpected(reply.error());
    }
    return {};
}

/// As the server does it: one thread opens the next group while another stores this one.
Result<void> take_in_groups(
    ingest::Ingest& ingest, ingest::BatchOpener& opener, std::span<const Bytes> bodies) {
    const auto open_at = [&](std::size_t at) {
        return std::async(std::launch::async, [&opener, bodies, at] {
            const std::size_t from = std::min(at, bodies.size());
            const std::size_t count = std::min(group_size, bodies.size() - from);
            return open_group(opener, bodies.subspan(from, count));
        });
    };
    auto next = open_at(0);
    for (std::size_t at = 0; at < bodies.size(); at += group_size) {
        const Group group = next.get();
        next = open_at(at + group_size);
        OTK_TRY(store(ingest, group));
    }
    return {};
}

Result<void> take_one_by_one(
    ingest::Ingest& ingest, ingest::BatchOpener& opener, std::span<const Bytes> bodies) {
    for (std::size_t at = 0; at < bodies.size(); ++at)
        OTK_TRY(store(ingest, open_group(opener, bodies.subspan(at, 1))));
    return {};
}

Result<void> run(const Path& folder) {
    SeededRandom random(1);
    const SystemClock clock;
    auto storage = OTK_TRY(storage::open_sqlite_storage(folder / "bench.db"));
    const ingest::KeyRing keys = OTK_TRY(ingest::KeyRing::open(folder / "state", random));
    OTK_TRY(fleet_sim::put_sample_form(*storage));
    ingest::Ingest ingest(*storage, keys, wire::Incarnation::random(random), clock);
    const Load alone = OTK_TRY(make_load(*storage, keys, random));
    const Load together = OTK_TRY(make_load(*storage, keys, random));
    const auto reader = OTK_TRY(storage::open_sqlite_reader(folder / "bench.db"));
    ingest::BatchOpener opener(*reader, keys);
    const bench::Stopwatch alone_watch;
    OTK_TRY(take_one_by_one(ingest, opener, alone.bodies));
    const double alone_ms = alone_watch.microseconds() / 1000;
    const bench::Stopwatch together_watch;
    OTK_TRY(take_in_groups(ingest, opener, together.bodies));
    const double together_ms = together_watch.microseconds() / 1000;
    if (ingest.counters().counted != static_cast<std::int64_t>(alone.rows + together.rows)) {
        return fail(ErrorKind::Corrupt, "not every row was counted");
    }
    const auto rate = [](const Load& load, double ms) {
        return static_cast<double>(load.rows) * 1000 / ms;
    };
    bench::print_figure("ingest: sealed rows opened, stored, rolled up",
        rate(together, together_ms), "rows/s",
        bench::Bar{bench::Better::Higher, bar_rows_per_second});
    bench::print_figure("ingest: the same, a batch a transaction", rate(alone, alone_ms), "rows/s");
    bench::print_figure(
        "ingest: one full batch alone", alone_ms / static_cast<double>(alone.bodies.size()), "ms");
    return {};
}

}  // namespace

int main() {
    std::string folder = "/tmp/otklik-bench-XXXXXX";
    if (mkdtemp(folder.data()) == nullptr) return 1;
    const auto done = run(folder);
    std::error_code error;
    std::filesystem::remove_all(folder, error);
    if (error) otk::log::warning("the bench's folder stays");
    if (done) return 0;
    otk::log::error("ingest bench", {{"error", done.error()}});
    return 1;
}
