// Sealed rows opened, checked, stored and rolled up into SQLite, in full batches of one kiosk.
#include <unistd.h>

#include <chrono>
#include <cstdio>

#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/form/form_json.h"
#include "server/ingest/ingest.h"
#include "server/storage/sqlite_storage.h"

namespace {

using namespace otk;

constexpr int batch_count = 200;
constexpr double bar_rows_per_second = 60000;

form::Response response(SeededRandom& random) {
    form::Response visit;
    visit.form_id = "reception";
    visit.form_version = "2026112201";
    visit.place = "reception-7";
    visit.channel = "kiosk";
    visit.language = "ru";
    visit.day = "2026-11-20";
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
Bytes make_batch(wire::BatchIdentity identity, const crypto::SigningKey& key,
    const ingest::KeyRing& server, SeededRandom& random, std::size_t& rows) {
    const crypto::Secret period_key = wire::make_period_key(random);
    wire::Batch batch{.identity = identity, .boxes = {}, .rows = {}};
    batch.boxes.push_back(
        wire::seal_key(period_key, server.box_key_id(), server.box_public_key()).value());
    std::size_t sealed_bytes = 0;
    while (true) {
        const auto id = wire::RowId::random(random);
        Bytes sealed =
            wire::seal_row(form::encode_response(response(random)), id, period_key, random).value();
        sealed_bytes += sealed.size();
        if (wire::batch_bytes(1, batch.rows.size() + 1, sealed_bytes) > wire::batch_bytes_max)
            break;
        batch.rows.push_back({id, 0, std::move(sealed)});
    }
    rows += batch.rows.size();
    return wire::encode_batch(batch, key);
}

Result<int> run(const Path& folder, const Path& form_file) {
    SeededRandom random(1);
    const SystemClock clock;
    auto storage = OTK_TRY(storage::open_sqlite_storage(folder / "bench.db"));
    const ingest::KeyRing keys = OTK_TRY(ingest::KeyRing::open(folder / "state", random));
    const Bytes form = OTK_TRY(read_file(form_file, form::FormLimits::size_bytes_max));
    const crypto::SigningKey key = crypto::SigningKey::generate(random);
    storage::Kiosk kiosk{.number = 0,
        .id = wire::KioskId::random(random),
        .key = key.public_key(),
        .place = "reception-7"};
    const auto prepare = [&]() -> Result<void> {
        OTK_TRY(storage->put_form({"reception", "2026112201", std::string(text_of(form))}));
        OTK_TRY(storage->put_kiosk(kiosk, "2026-11-01"));
        return {};
    };
    OTK_TRY(storage->in_transaction(prepare));
    const auto buffer = wire::BufferId::random(random);
    std::vector<Bytes> bodies;
    std::size_t rows = 0;
    for (std::uint32_t number = 1; number <= batch_count; ++number) {
        bodies.push_back(make_batch({kiosk.id, buffer, number}, key, keys, random, rows));
    }
    ingest::Ingest ingest(*storage, keys, wire::Incarnation::random(random), clock);
    const auto begin = std::chrono::steady_clock::now();
    for (const Bytes& body : bodies)
        OTK_TRY(ingest.receive(body));
    const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - begin;
    if (ingest.counters().counted != static_cast<std::int64_t>(rows)) {
        return fail(ErrorKind::Corrupt, "not every row was counted");
    }
    const double rate = static_cast<double>(rows) / spent.count();
    std::printf("ingest: sealed rows opened, stored, rolled up\t%.0f\trows/s\t%.0f\t%s\n", rate,
        bar_rows_per_second, rate >= bar_rows_per_second ? "ok" : "short");
    std::printf("ingest: one full batch of %zu rows\t%.2f\tms\t-\t-\n", rows / batch_count,
        spent.count() * 1000 / batch_count);
    return 0;
}

}  // namespace

int main() {
    std::string folder = "/tmp/otklik-bench-XXXXXX";
    if (mkdtemp(folder.data()) == nullptr) return 1;
    const auto done = run(folder, Path(OTK_SOURCE_DIR) / "tests/golden/forms/reception.json");
    std::error_code error;
    std::filesystem::remove_all(folder, error);
    if (error) otk::log::warning("the bench's folder stays");
    if (done) return 0;
    otk::log::error("ingest bench", {{"error", done.error()}});
    return 1;
}
