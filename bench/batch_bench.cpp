#include <vector>

#include "bench/figure.h"
#include "core/base/format.h"
#include "core/outbox/cut.h"
#include "core/wire/batch.h"

/// What a kiosk's processor spends on a batch, and a server's on opening it; no disk in it.
namespace {

using namespace otk;

constexpr std::size_t rows_in_batch = 300;
constexpr int rounds = 51;

std::string content_of(std::size_t index) {
    return format(
        R"({{"v":1,"form":"reception","version":"2026-11","place":"reception-7","channel":"kiosk","language":"ru","layout":1,"day":"2026-11-22","partial":false,"asked":["mark","reasons","comment"],"answers":{{"mark":"{}","reasons":"time staff"}}}})",
        index % 5 + 1);
}

}  // namespace

int main() {
    SystemRandom random;
    const crypto::SigningKey kiosk = crypto::SigningKey::generate(random);
    const crypto::BoxKey server = crypto::BoxKey::generate(random);
    const crypto::Secret key = wire::make_period_key(random);
    const wire::KeyBox box = wire::seal_key(key, {}, server.public_key()).value();

    std::vector<double> seal_us;
    std::vector<double> build_us;
    std::vector<double> open_us;
    for (int round = 0; round < rounds; ++round) {
        std::vector<store::ClosedRow> rows;
        const bench::Stopwatch sealing;
        for (std::size_t index = 0; index < rows_in_batch; ++index) {
            const wire::RowId id = wire::RowId::random(random);
            Bytes sealed = wire::seal_row(content_of(index), id, key, random).value();
            rows.push_back({.id = id, .box = box, .sealed = std::move(sealed)});
        }
        seal_us.push_back(sealing.microseconds() / rows_in_batch);

        const bench::Stopwatch building;
        const std::vector<wire::Batch> batches =
            outbox::cut(std::move(rows), {.kiosk = {}, .buffer = {}, .number = 1}, random);
        std::vector<Bytes> bodies;
        bodies.reserve(batches.size());
        for (const wire::Batch& batch : batches) {
            bodies.push_back(wire::encode_batch(batch, kiosk));
        }
        build_us.push_back(building.microseconds() / rows_in_batch);

        const bench::Stopwatch opening;
        for (const Bytes& body : bodies) {
            const wire::Batch batch = wire::decode_batch(body, kiosk.public_key()).value();
            const crypto::Secret opened = wire::open_key(batch.boxes.at(0), server).value();
            for (const wire::SealedRow& row : batch.rows) {
                const std::string content = wire::open_row(row.sealed, row.id, opened).value();
                if (content.empty()) return 1;
            }
        }
        open_us.push_back(opening.microseconds() / rows_in_batch);
    }
    bench::print_figure("batch.seal_row", bench::median(seal_us), "us/row");
    bench::print_figure("batch.cut_and_sign", bench::median(build_us), "us/row");
    bench::print_figure("batch.verify_and_open", bench::median(open_us), "us/row");
    bench::print_figure("batch.open_rate", 1e6 / bench::median(open_us), "rows/s");
    return 0;
}
