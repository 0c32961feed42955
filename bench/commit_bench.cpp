#include <condition_variable>
#include <cstdlib>
#include <mutex>
#include <vector>

#include "bench/figure.h"
#include "core/base/file.h"
#include "core/database/database.h"
#include "core/form/response.h"
#include "core/wire/enrolment.h"
#include "core/wire/row.h"
#include "kiosk/writer/writer.h"

/// From the tap (Writer::save) to the durable row (Saved), beside the bare SQLite commit of a row of
/// the same size in a table of the same shape; taken in turns on the same disk.
namespace {

using namespace otk;
using kiosk::writer::Saved;
using kiosk::writer::SaveKind;
using kiosk::writer::Writer;

constexpr int rounds = 1500;
constexpr int rounds_warm_up = 100;
constexpr double ratio_max = 1.3;

/// Waits for one Saved.
class Bell {
  public:
    Writer::Notify notify() {
        return [this](const kiosk::writer::Event& event) {
            if (!std::holds_alternative<Saved>(event)) return;
            const std::lock_guard lock(m_mutex);
            m_saved = std::get<Saved>(event).visit_id;
            m_changed.notify_one();
        };
    }
    void wait_for(std::uint64_t visit_id) {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [&] { return m_saved == visit_id; });
    }

  private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::uint64_t m_saved = 0;
};

form::Response sample() {
    return {.form_id = "reception",
        .form_version = "2026-11",
        .place = "reception-7",
        .channel = "kiosk",
        .language = "ru",
        .layout = 1,
        .day = {},
        .partial = false,
        .asked = {"mark", "reasons", "comment"},
        .answers = {{"mark", "5"}, {"reasons", "time staff"}}};
}

Path temporary_folder() {
    std::string name = (std::filesystem::temp_directory_path() / "otklik-bench-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) std::exit(1);
    return name;
}

void enrol(const Path& inbox, Random& random) {
    const wire::Enrolment enrolment{.url = "https://127.0.0.1",
        .kiosk = wire::KioskId::random(random),
        .place = "reception-7",
        .server_key_id = {},
        .server_key = crypto::BoxKey::generate(random).public_key(),
        .receipt_keys = {crypto::SigningKey::generate(random).public_key()},
        .tls_authority = {}};
    const std::string json = wire::encode_enrolment(enrolment);
    if (!make_folder(inbox) || !write_durably(inbox / "enrolment.json", bytes_of(json))) {
        std::exit(1);
    }
}

/// The peer: one INSERT of the same bytes.
class BareTable {
  public:
    explicit BareTable(const Path& path)
        : m_database(database::Database::open(path).value()),
          m_insert(prepared(m_database)) {}

    void commit(ByteView id, ByteView sealed, ByteView hash) {
        const Result<void> written = m_insert.run({id, std::int64_t{1}, std::int64_t{1},
            std::string_view("reception"), std::string_view("2026-11"),
            std::string_view("2026-11-22"), sealed, hash});
        if (!written) std::exit(1);
    }

  private:
    static database::Statement prepared(database::Database& database) {
        const Result<void> made = database.execute(
            "CREATE TABLE response(id BLOB PRIMARY KEY, state INTEGER, period INTEGER, form TEXT,"
            "form_version TEXT, bucket TEXT, sealed BLOB, hash BLOB) STRICT, WITHOUT ROWID");
        if (!made) std::exit(1);
        return database.prepare("INSERT INTO response VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")
            .value();
    }

    database::Database m_database;
    database::Statement m_insert;
};

}  // namespace

int main() {
    SystemRandom random;
    const Path folder = temporary_folder();
    enrol(folder / "inbox", random);
    Bell bell;
    auto writer = Writer::start({.state_folder = folder / "state",
                                    .outbox_folder = folder / "outbox",
                                    .inbox_folder = folder / "inbox"},
        bell.notify());
    BareTable bare(folder / "bare.sqlite");
    const crypto::Secret key = wire::make_period_key(random);
    const wire::RowId sealed_as = wire::RowId::random(random);
    const Bytes sealed =
        wire::seal_row(form::encode_response(sample()), sealed_as, key, random).value();
    const Bytes hash(16, 1);

    std::vector<double> bare_us;
    std::vector<double> writer_us;
    std::vector<double> call_us;
    for (int round = 0; round < rounds + rounds_warm_up; ++round) {
        const wire::RowId id = wire::RowId::random(random);
        const bench::Stopwatch committing;
        bare.commit(id.bytes, sealed, hash);
        const double bare_took = committing.microseconds();

        const auto visit = static_cast<std::uint64_t>(round) + 1;
        const bench::Stopwatch saving;
        writer->save(visit, 1, sample(), SaveKind::Close);
        const double call_took = saving.microseconds();
        bell.wait_for(visit);
        const double writer_took = saving.microseconds();
        if (round < rounds_warm_up) continue;
        bare_us.push_back(bare_took);
        writer_us.push_back(writer_took);
        call_us.push_back(call_took);
    }
    const bool stopped = writer->stop();
    bench::print_figure("commit.bare", bench::median(bare_us), "us");
    bench::print_figure("commit.bare_p99", bench::percentile(bare_us, 0.99), "us");
    bench::print_figure("commit.tap_to_durable", bench::median(writer_us), "us");
    bench::print_figure("commit.tap_to_durable_p99", bench::percentile(writer_us, 0.99), "us");
    bench::print_figure("commit.ratio", bench::median(writer_us) / bench::median(bare_us), "x",
        bench::Bar{.better = bench::Better::Lower, .value = ratio_max});
    bench::print_figure("commit.save_call_p99", bench::percentile(call_us, 0.99), "us");
    std::error_code ignored;  // a left-over in the temporary folder is no reason to fail a figure
    std::filesystem::remove_all(folder, ignored);
    return stopped ? 0 : 1;
}
