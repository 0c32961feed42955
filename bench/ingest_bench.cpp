// Sealed rows opened, checked, stored and rolled up into SQLite. Thirty-two kiosks come back after
// ten days, each with a full batch a day: one by one, and in the groups that the server takes when
// many wait.
#include <unistd.h>

#include <algorithm>
#include <future>
#include <iterator>
#include <span>

#include "bench/figure.h"
#include "core/base/clock.h"
#include "core/base/format.h"
#include "core/base/log.h"
#include "core/form/form_json.h"
#include "server/ingest/ingest.h"
#include "server/storage/sqlite_storage.h"

namespace {

using namespace otk;

constexpr int kiosk_count = 32;
constexpr std::uint32_t day_count = 10;
constexpr std::size_t group_size = 32;
constexpr double bar_rows_per_second = 60000;

form::Response response(const std::string& place, std::uint32_t day, SeededRandom& random) {
    form::Response visit;
    visit.form_id = "reception";
    visit.form_version = "2026112201";
    visit.place = place;
    visit.channel = "kiosk";
    visit.language = "ru";
    visit.day = format("2026-11-{:02}", 10 + day);
    visit.asked = {"rating"};
    const std::uint64_t mark = 1 + random.below(5);
    visit.answers = {{"channel", "kiosk"}, {"rating", std::to_string(mark)}};
    if (mark <= 3) {
        visit.asked.emplace_back("reasons");
        visit.answers.emplace_back(
            "reasons", random.below(2) == 0 ? "waiting papers" : "politeness");
    }
    visit.asked.emplace_back("direction");
    visit.answers.emplace_back("direction", random.below(2) == 0 ? "service" : "appeal");
    return visit;
}

/// As many rows as fit, of the sizes that real answers have.
Bytes make_batch(wire::BatchIdentity identity, const std::string& place,
    const crypto::SigningKey& key, const ingest::KeyRing& server, SeededRandom& random,
    std::size_t& rows) {
    const crypto::Secret period_key = wire::make_period_key(random);
    wire::Batch batch{.identity = identity, .boxes = {}, .rows = {}};
    batch.boxes.push_back(
        wire::seal_key(period_key, server.box_key_id(), server.box_public_key()).value());
    std::size_t sealed_bytes = 0;
    while (true) {
        const auto id = wire::RowId::random(random);
        Bytes sealed = wire::seal_row(
            form::encode_response(response(place, identity.number, random)), id, period_key, random)
                           .value();
        sealed_bytes += sealed.size();
        if (wire::batch_bytes(1, batch.rows.size() + 1, sealed_bytes) > wire::batch_bytes_max)
            break;
        batch.rows.push_back({id, 0, std::move(sealed)});
    }
    rows += batch.rows.size();
    return wire::encode_batch(batch, key);
}

struct Load {
    std::vector<Bytes> bodies;
    std::size_t rows = 0;
};

/// One kiosk's batches, and the kiosk known to the storage.
Result<std::vector<Bytes>> make_kiosk(const std::string& place, storage::Storage& storage,
    const ingest::KeyRing& keys, SeededRandom& random, std::size_t& rows) {
    const crypto::SigningKey key = crypto::SigningKey::generate(random);
    const storage::Kiosk kiosk{
        .number = 0, .id = wire::KioskId::random(random), .key = key.public_key(), .place = place};
    const auto enrol = [&]() -> Result<void> {
        OTK_TRY(storage.put_kiosk(kiosk, "2026-11-01"));
        return {};
    };
    OTK_TRY(storage.in_transaction(enrol));
    const auto buffer = wire::BufferId::random(random);
    std::vector<Bytes> bodies;
    for (std::uint32_t number = 1; number <= day_count; ++number) {
        bodies.push_back(make_batch({kiosk.id, buffer, number}, place, key, keys, random, rows));
    }
    return bodies;
}

/// The kiosks' batches in a random order.
Result<Load> make_load(
    storage::Storage& storage, const ingest::KeyRing& keys, SeededRandom& random) {
    Load load;
    for (int kiosk = 0; kiosk < kiosk_count; ++kiosk) {
        auto bodies =
            OTK_TRY(make_kiosk(format("reception-{}", kiosk), storage, keys, random, load.rows));
        std::move(bodies.begin(), bodies.end(), std::back_inserter(load.bodies));
    }
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

Result<void> run(const Path& folder, const Path& form_file) {
    SeededRandom random(1);
    const SystemClock clock;
    auto storage = OTK_TRY(storage::open_sqlite_storage(folder / "bench.db"));
    const ingest::KeyRing keys = OTK_TRY(ingest::KeyRing::open(folder / "state", random));
    const Bytes form = OTK_TRY(read_file(form_file, form::FormLimits::size_bytes_max));
    const auto put_form = [&]() -> Result<void> {
        OTK_TRY(storage->put_form({"reception", "2026112201", std::string(text_of(form))}));
        return {};
    };
    OTK_TRY(storage->in_transaction(put_form));
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
    const auto done = run(folder, Path(OTK_SOURCE_DIR) / "tests/golden/forms/v2/reception.json");
    std::error_code error;
    std::filesystem::remove_all(folder, error);
    if (error) otk::log::warning("the bench's folder stays");
    if (done) return 0;
    otk::log::error("ingest bench", {{"error", done.error()}});
    return 1;
}
