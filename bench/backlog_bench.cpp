#include <array>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <variant>

#include <malloc.h>

#include "bench/figure.h"
#include "bench/writer_sample.h"
#include "core/base/format.h"
#include "kiosk/writer/recorder.h"

/// What a kiosk that nobody fetches anything from holds in memory: the writer's work, without its
/// thread, for weeks of visits. Memory is what malloc has given away and not got back, SQLite's
/// included; a moved clock freezes rows into batches and changes days as it would in a hall.
namespace {

using namespace otk;
using kiosk::writer::Recorder;
using kiosk::writer::SaveKind;

constexpr int visits_counted = 20'000;
constexpr int visits_a_sample = 2'000;
/// By then SQLite has filled its cache of the buffer.
constexpr int visits_settled = 2'000;
constexpr int seconds_a_visit = 60;
constexpr int saves_open = 3;  ///< a visit is saved while it goes on, page by page
constexpr double growth_kib_max = 256;

/// The machine's clock, trusted, a minute further with each visit.
class MovedClock final : public Clock {
  public:
    void move(std::int64_t seconds) { m_moved_s += seconds; }
    std::int64_t unix_seconds() const override { return m_system.unix_seconds() + m_moved_s; }
    std::int64_t monotonic_ms() const override {
        return m_system.monotonic_ms() + m_moved_s * 1000;
    }
    bool is_trusted() const override { return true; }

  private:
    SystemClock m_system;
    std::int64_t m_moved_s = 0;
};

double held_kib() {
    const struct mallinfo2 info = mallinfo2();
    return static_cast<double>(info.uordblks + info.hblkhd) / 1024;
}

void visit(Recorder& recorder, MovedClock& clock, int number) {
    const auto id = static_cast<std::uint64_t>(number);
    std::uint64_t revision = 0;
    for (int save = 0; save <= saves_open; ++save) {
        const SaveKind kind = save < saves_open ? SaveKind::Open : SaveKind::Close;
        if (recorder.record(id, ++revision, bench::sample_response(), kind) !=
            Recorder::Outcome::Done)
            std::exit(1);
    }
    clock.move(seconds_a_visit);
    recorder.attend();
}

}  // namespace

int main() {
    SystemRandom random;
    const Path folder = bench::temporary_folder();
    const auto clock = std::make_shared<MovedClock>();
    bench::enrol(folder / "inbox", random);
    kiosk::writer::Options options{.state_folder = folder / "state",
        .outbox_folder = folder / "outbox",
        .inbox_folder = folder / "inbox",
        .clock = clock};
    double settled_kib = 0;
    double last_kib = 0;
    {
        Recorder recorder(options, [](const kiosk::writer::Event&) {});
        recorder.attend();
        bench::print_figure("backlog.memory_at_the_start", held_kib(), "KiB");
        for (int number = 1; number <= visits_counted; ++number) {
            visit(recorder, *clock, number);
            if (number == visits_settled) settled_kib = held_kib();
            if (number % visits_a_sample != 0) continue;
            last_kib = held_kib();
            bench::print_figure(format("backlog.memory_after_{}", number), last_kib, "KiB");
        }
        const kiosk::writer::Status status = recorder.status();
        if (!status.backlog || status.backlog->rows_unsent != visits_counted) std::exit(1);
        bench::print_figure(
            "backlog.batches_waiting", static_cast<double>(status.backlog->batches_unsent), "");
        bench::print_figure("backlog.memory_growth_when_settled", last_kib - settled_kib, "KiB",
            bench::Bar{.better = bench::Better::Lower, .value = growth_kib_max});
        recorder.finish();
    }
    std::error_code ignored;  // a left-over in the temporary folder is no reason to fail a figure
    std::filesystem::remove_all(folder, ignored);
    return 0;
}
