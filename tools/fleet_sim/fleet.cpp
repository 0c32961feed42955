#include "tools/fleet_sim/fleet.h"

#include <numeric>
#include <utility>

#include "core/base/assert.h"
#include "core/base/format.h"
#include "core/form/form_json.h"
#include "core/form/response.h"
#include "core/wire/batch.h"
#include "server/storage/sqlite_storage.h"

namespace otk::fleet_sim {
namespace {

constexpr std::uint32_t days_of_month = 30;

/// As server/storage keeps it of a row's id (table batch_row).
std::int64_t prefix_of(const wire::RowId& row) {
    std::uint64_t prefix = 0;
    for (std::size_t index = 0; index < sizeof prefix; ++index)
        prefix = prefix << 8U | row.bytes[index];
    return static_cast<std::int64_t>(prefix);
}

struct Freezing {
    const crypto::SigningKey& kiosk;
    const ingest::KeyRing& server;
    const std::string& place;
    std::size_t rows = 0;
};

Result<FrozenBatch> freeze(
    const wire::BatchIdentity& identity, const Freezing& freezing, Random& random) {
    const crypto::Secret period_key = wire::make_period_key(random);
    wire::Batch batch{.identity = identity, .boxes = {}, .rows = {}};
    batch.boxes.push_back(OTK_TRY(wire::seal_key(
        period_key, freezing.server.box_key_id(), freezing.server.box_public_key())));
    FrozenBatch frozen;
    std::size_t sealed_bytes = 0;
    while (freezing.rows == 0 || batch.rows.size() < freezing.rows) {
        const auto id = wire::RowId::random(random);
        Bytes sealed = OTK_TRY(wire::seal_row(
            sample_response(freezing.place, identity.number, random), id, period_key, random));
        sealed_bytes += sealed.size();
        if (wire::batch_bytes(1, batch.rows.size() + 1, sealed_bytes) > wire::batch_bytes_max)
            break;
        frozen.row_prefixes.push_back(prefix_of(id));
        batch.rows.push_back({id, 0, std::move(sealed)});
    }
    frozen.body = wire::encode_batch(batch, freezing.kiosk);
    frozen.subject = {identity, wire::batch_hash(frozen.body)};
    return frozen;
}

}  // namespace

std::size_t Fleet::rows() const {
    std::size_t rows = 0;
    for (const SimulatedKiosk& kiosk : kiosks) {
        for (const FrozenBatch& batch : kiosk.batches)
            rows += batch.row_prefixes.size();
    }
    return rows;
}

std::size_t Fleet::batches() const {
    return std::accumulate(kiosks.begin(), kiosks.end(), std::size_t{0},
        [](std::size_t sum, const SimulatedKiosk& kiosk) { return sum + kiosk.batches.size(); });
}

std::string sample_response(const std::string& place, std::uint32_t day, Random& random) {
    form::Response visit;
    visit.form_id = "reception";
    visit.form_version = "2026112201";
    visit.place = place;
    visit.channel = "kiosk";
    visit.language = "ru";
    visit.day = format("2026-11-{:02}", 1 + day % days_of_month);
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
    return form::encode_response(visit);
}

Result<void> put_sample_form(storage::Storage& storage) {
    const Bytes form =
        OTK_TRY(read_file(Path(OTK_SOURCE_DIR) / "tests/golden/forms/v2/reception.json",
            form::FormLimits::size_bytes_max));
    const auto put = [&]() -> Result<void> {
        OTK_TRY(storage.put_form({"reception", "2026112201", std::string(text_of(form))}));
        return {};
    };
    return storage.in_transaction(put);
}

Result<SimulatedKiosk> make_kiosk(const std::string& place, storage::Storage& storage,
    const ingest::KeyRing& keys, const FleetPlan& plan, Random& random) {
    const crypto::SigningKey key = crypto::SigningKey::generate(random);
    const auto id = wire::KioskId::random(random);
    OTK_TRY(storage.put_kiosk(
        {.number = 0, .id = id, .key = key.public_key(), .place = place}, "2026-11-01"));
    const auto buffer = wire::BufferId::random(random);
    SimulatedKiosk kiosk{.place = place, .batches = {}};
    for (std::uint32_t number = 1; number <= plan.batches; ++number) {
        kiosk.batches.push_back(OTK_TRY(freeze({id, buffer, number},
            {.kiosk = key, .server = keys, .place = place, .rows = plan.rows}, random)));
    }
    return kiosk;
}

Result<Fleet> make_fleet(const ServerPlace& server, const FleetPlan& plan) {
    SystemRandom chance;
    OTK_TRY(make_folder(server.state_folder, 0700));
    const ingest::KeyRing keys = OTK_TRY(ingest::KeyRing::open(server.state_folder, chance));
    const auto storage = OTK_TRY(storage::open_sqlite_storage(server.database));
    OTK_TRY(put_sample_form(*storage));
    Fleet fleet{.kiosks = {}, .receipt_key = keys.receipt_key().public_key()};
    fleet.kiosks.reserve(plan.kiosks);
    SeededRandom random(plan.seed);
    const auto make = [&]() -> Result<void> {
        for (std::size_t index = 0; index < plan.kiosks; ++index) {
            fleet.kiosks.push_back(
                OTK_TRY(make_kiosk(format("hall-{}", index + 1), *storage, keys, plan, random)));
        }
        return {};
    };
    OTK_TRY(in("enrol the fleet", storage->in_transaction(make)));
    return fleet;
}

}  // namespace otk::fleet_sim
