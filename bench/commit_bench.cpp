#include <condition_variable>
#include <cstdlib>
#include <mutex>
#include <vector>

#include "bench/figure.h"
#include "bench/writer_sample.h"
#include "core/database/database.h"
#include "core/form/response.h"
#include "kiosk/writer/recorder.h"
#include "kiosk/writer/writer.h"

/// From the tap (Writer::save) to the durable row, beside the bare SQLite commit of a 300-byte row;
/// and, between the two, what the writer's thread does without the thread. Taken in turns on the
/// same disk, each with its own file, WAL, synchronous=FULL and SQLite's page of 4096 bytes.
namespace {

using namespace otk;
using kiosk::writer::Saved;
using kiosk::writer::SaveKind;
using kiosk::writer::Writer;

constexpr int rounds = 1500;
constexpr int rounds_warm_up = 100;
constexpr double ratio_max = 1.3;

/// Waits for one Saved; notes the moment at which the writer's thread said it, when the row was
/// durable. Its waking of the waiting thread is counted apart.
class Bell {
  public:
    Writer::Notify notify() {
        return [this](const kiosk::writer::Event& event) {
            if (!std::holds_alternative<Saved>(event)) return;
            const double durable_us = m_stopwatch.microseconds();
            const std::lock_guard lock(m_mutex);
            m_durable_us = durable_us;
            m_saved = std::get<Saved>(event).visit_id;
            m_changed.notify_one();
        };
    }
    double now_us() const { return m_stopwatch.microseconds(); }
    /// The moment (now_us) of that Saved.
    double wait_for(std::uint64_t visit_id) {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [&] { return m_saved == visit_id; });
        return m_durable_us;
    }

  private:
    bench::Stopwatch m_stopwatch;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::uint64_t m_saved = 0;
    double m_durable_us = 0;
};

/// The peer: one INSERT of 300 bytes, which SQLite commits by itself.
class BareTable {
  public:
    explicit BareTable(const Path& path)
        : m_database(database::Database::open(path).value()), m_insert(prepared(m_database)) {}

    double commit() {
        const bench::Stopwatch committing;
        const Result<void> written = m_insert.run({ByteView(m_content)});
        const double took_us = committing.microseconds();
        if (!written) std::exit(1);
        return took_us;
    }

  private:
    static database::Statement prepared(database::Database& database) {
        const Result<void> made =
            database.execute("CREATE TABLE row(id INTEGER PRIMARY KEY, content BLOB) STRICT");
        if (!made) std::exit(1);
        return database.prepare("INSERT INTO row(content) VALUES(?1)").value();
    }

    const Bytes m_content = Bytes(300, 7);
    database::Database m_database;
    database::Statement m_insert;
};

/// A kiosk's folders with an enrolment in the inbox.
kiosk::writer::Options folders(const Path& folder, Random& random) {
    bench::enrol(folder / "inbox", random);
    return {.state_folder = folder / "state",
        .outbox_folder = folder / "outbox",
        .inbox_folder = folder / "inbox"};
}

/// The same work on the calling thread.
class DirectRecorder {
  public:
    explicit DirectRecorder(const Path& folder, Random& random)
        : m_options(folders(folder, random)),
          m_recorder(m_options, [](const kiosk::writer::Event&) {}) {
        m_recorder.attend();
    }
    double record(std::uint64_t visit) {
        const form::Response response = bench::sample_response();
        const bench::Stopwatch recording;
        const auto outcome = m_recorder.record(visit, 1, response, SaveKind::Close);
        const double took_us = recording.microseconds();
        if (outcome != kiosk::writer::Recorder::Outcome::Done) std::exit(1);
        return took_us;
    }

  private:
    kiosk::writer::Options m_options;
    kiosk::writer::Recorder m_recorder;
};

struct Samples {
    std::vector<double> bare_us;
    std::vector<double> recorded_us;
    std::vector<double> durable_us;
    std::vector<double> told_us;
    std::vector<double> call_us;
};

void print(const Samples& samples) {
    const double bare_us = bench::median(samples.bare_us);
    bench::print_figure("commit.bare", bare_us, "us");
    bench::print_figure("commit.bare_p99", bench::percentile(samples.bare_us, 0.99), "us");
    bench::print_figure("commit.recorded_without_thread", bench::median(samples.recorded_us), "us");
    bench::print_figure("commit.tap_to_durable", bench::median(samples.durable_us), "us");
    bench::print_figure(
        "commit.tap_to_durable_p99", bench::percentile(samples.durable_us, 0.99), "us");
    bench::print_figure("commit.ratio", bench::median(samples.durable_us) / bare_us, "x",
        bench::Bar{.better = bench::Better::Lower, .value = ratio_max});
    bench::print_figure("commit.tap_to_told", bench::median(samples.told_us), "us");
    bench::print_figure("commit.save_call_p99", bench::percentile(samples.call_us, 0.99), "us");
}

}  // namespace

int main() {
    SystemRandom random;
    const Path folder = bench::temporary_folder();
    Bell bell;
    auto writer = Writer::start(folders(folder / "writer", random), bell.notify());
    auto recorder = std::make_unique<DirectRecorder>(folder / "direct", random);
    auto bare = std::make_unique<BareTable>(folder / "bare.sqlite");
    Samples samples;
    for (int round = -rounds_warm_up; round < rounds; ++round) {
        const auto visit = static_cast<std::uint64_t>(round + rounds_warm_up) + 1;
        const double bare_us = bare->commit();
        const double recorded_us = recorder->record(visit);
        const double began_us = bell.now_us();
        writer->save(visit, 1, bench::sample_response(), SaveKind::Close);
        const double called_us = bell.now_us();
        const double durable_us = bell.wait_for(visit);
        const double told_us = bell.now_us();
        if (round < 0) continue;
        samples.bare_us.push_back(bare_us);
        samples.recorded_us.push_back(recorded_us);
        samples.durable_us.push_back(durable_us - began_us);
        samples.told_us.push_back(told_us - began_us);
        samples.call_us.push_back(called_us - began_us);
    }
    const bool stopped = writer->stop();
    print(samples);
    recorder.reset();
    bare.reset();
    std::error_code ignored;  // a left-over in the temporary folder is no reason to fail a figure
    std::filesystem::remove_all(folder, ignored);
    return stopped ? 0 : 1;
}
