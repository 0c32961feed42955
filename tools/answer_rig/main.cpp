// otklik-answer-rig: visitors without a screen give answers to the kiosk's real writer, as fast as
// its disk takes them; a journal on another disk keeps what they were told.

#include <algorithm>
#include <chrono>
#include <iostream>
#include <string>
#include <thread>

#include <CLI/CLI.hpp>

#include "core/base/format.h"
#include "core/form/form_json.h"
#include "tools/answer_rig/journal.h"
#include "tools/answer_rig/visit_plan.h"

namespace {

using namespace otk;
using namespace otk::answer_rig;

constexpr int exit_ok = 0;
constexpr int exit_failed = 1;
constexpr int exit_impatient = 3;
/// How often the writer's own numbers are looked at while it delivers.
constexpr std::chrono::milliseconds look_every{10};

struct Wishes {
    Path disk;  ///< kiosk/, outbox/ and inbox/ in it
    Path form_file;
    Path journal_file;
    std::string place = "hall";
    std::uint64_t seed = 1;
    std::uint64_t first_visit = 1;
    std::uint64_t visits = 0;
    std::int64_t patience_s = 60;
    std::int64_t retry_ms = 100;
    bool drains = false;
    bool batched = false;
};

/// Milliseconds that are left of a run's patience.
class Patience {
  public:
    explicit Patience(std::int64_t seconds)
        : m_ends(std::chrono::steady_clock::now() + std::chrono::seconds(seconds)) {}
    std::int64_t left_ms() const {
        const auto left = m_ends - std::chrono::steady_clock::now();
        return std::max<std::int64_t>(
            0, std::chrono::duration_cast<std::chrono::milliseconds>(left).count());
    }

  private:
    std::chrono::steady_clock::time_point m_ends;
};

/// One visit from the first page to the last word; false if the words did not come in time.
Result<bool> receive_visitor(kiosk::writer::Writer& writer, const Journal& journal, Words& words,
    const Place& place, std::uint64_t visit, Random& random, const Patience& patience) {
    std::uint64_t revision = 0;
    for (const Save& save : plan_visit(random)) {
        ++revision;
        OTK_TRY(journal.given(visit, revision, save.kind));
        writer.save(visit, revision, response_of(place, visit, revision, save.kind), save.kind);
        if (save.waits && !words.wait_for(visit, revision, patience.left_ms())) return false;
    }
    return true;
}

/// Until nothing is on its way any more.
bool deliver(const kiosk::writer::Writer& writer, const Patience& patience) {
    for (;;) {
        const kiosk::writer::Status status = writer.status();
        if (status.recording && status.backlog->rows_unsent == 0 &&
            status.backlog->batches_unsent == 0) {
            return true;
        }
        if (patience.left_ms() == 0) return false;
        std::this_thread::sleep_for(look_every);
    }
}

void tell(const kiosk::writer::Status& status) {
    const kiosk::writer::Backlog backlog = status.backlog.value_or(kiosk::writer::Backlog{});
    std::cout << format(
        "{{\"unsent\": {}, \"rows_damaged\": {}, \"files_set_aside\": {}, \"receipts_refused\": "
        "{}, "
        "\"last_number\": {}}}\n",
        backlog.rows_unsent, status.rows_damaged, status.files_set_aside, status.receipts_refused,
        backlog.last_number);
}

Result<int> run(const Wishes& wishes) {
    const Bytes json = OTK_TRY(read_file(wishes.form_file, form::FormLimits::size_bytes_max));
    const form::Form form = OTK_TRY(form::decode_form(text_of(json)));
    const Place place{form.id, form.version, wishes.place};
    const Journal journal = OTK_TRY(Journal::open(wishes.journal_file));
    Words words(journal);
    kiosk::writer::Options options;
    options.state_folder = wishes.disk / "kiosk";
    options.outbox_folder = wishes.disk / "outbox";
    options.inbox_folder = wishes.disk / "inbox";
    options.freeze =
        wishes.batched ? kiosk::writer::Freeze::Batched : kiosk::writer::Freeze::AtOnce;
    options.retry_ms = wishes.retry_ms;
    const auto writer = kiosk::writer::Writer::start(
        options, [&words](const kiosk::writer::Event& event) { words.take(event); });
    SeededRandom random(wishes.seed);
    const Patience patience(wishes.patience_s);
    bool in_time = true;
    const std::uint64_t end = wishes.first_visit + wishes.visits;
    for (std::uint64_t visit = wishes.first_visit; in_time && visit < end; ++visit)
        in_time = OTK_TRY(receive_visitor(*writer, journal, words, place, visit, random, patience));
    if (wishes.drains && in_time) in_time = deliver(*writer, patience);
    const bool all_durable = writer->stop();
    tell(writer->status());
    if (words.has_failed()) return fail(ErrorKind::Io, "the journal cannot be written");
    return in_time && all_durable ? exit_ok : exit_impatient;
}

}  // namespace

int main(int count, char** arguments) {
    CLI::App app(
        "Visitors without a screen give answers to the kiosk's real writer; a journal keeps what "
        "they were told. The last line is the writer's status.");
    app.footer(
        "Exit codes: 0 all recorded; 1 the rig itself failed; 3 not recorded or delivered in "
        "time.");
    Wishes wishes;
    app.add_option("--disk", wishes.disk, "Folder of kiosk/, outbox/ and inbox/")->required();
    app.add_option("--form", wishes.form_file, "Compiled form with «rating» and «wish»")
        ->required();
    app.add_option("--journal", wishes.journal_file, "On another disk; appended to")->required();
    app.add_option("--place", wishes.place, "Code of the place")->capture_default_str();
    app.add_option("--seed", wishes.seed, "What visitors do")->capture_default_str();
    app.add_option("--first", wishes.first_visit, "Number of the first visit")
        ->capture_default_str();
    app.add_option("--visits", wishes.visits, "How many")->capture_default_str();
    app.add_option("--patience-s", wishes.patience_s, "For everything")->capture_default_str();
    app.add_option("--retry-ms", wishes.retry_ms, "Of the writer, after a failed commit")
        ->capture_default_str();
    app.add_flag("--batched", wishes.batched, "Freeze as in service, not each response at once");
    app.add_flag("--drain", wishes.drains, "Stay until everything is delivered");
    CLI11_PARSE(app, count, arguments);
    const Result<int> code = run(wishes);
    if (code) return *code;
    std::cerr << format("error: {}\n", code.error().context);
    return exit_failed;
}
