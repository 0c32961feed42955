// otklik-sync-sim: kiosks, couriers and a server live through faults; nothing may be lost or
// doubled.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <iostream>
#include <map>
#include <string>
#include <thread>
#include <vector>

#include <CLI/CLI.hpp>

#include "core/base/format.h"
#include "tools/sync_sim/worlds.h"

namespace {

using namespace otk;
using namespace otk::sync_sim;

constexpr int exit_ok = 0;
constexpr int exit_failed = 1;
constexpr int exit_usage = 2;

/// A folder of its own, in memory where there is such a place; gone with the run.
class WorkFolder {
  public:
    WorkFolder() {
        std::error_code problem;
        const Path base = std::filesystem::exists("/dev/shm", problem)
                              ? Path("/dev/shm")
                              : std::filesystem::temp_directory_path();
        std::string name = (base / "otklik-sync-sim-XXXXXX").string();
        if (::mkdtemp(name.data()) != nullptr) m_path = name;
    }
    WorkFolder(const WorkFolder&) = delete;
    WorkFolder& operator=(const WorkFolder&) = delete;
    ~WorkFolder() {
        std::error_code problem;
        if (!m_path.empty()) std::filesystem::remove_all(m_path, problem);
    }
    const Path& path() const { return m_path; }

  private:
    Path m_path;
};

const MutationRow* mutation_named(const std::string& name) {
    for (const MutationRow& row : mutations) {
        if (row.name == name) return &row;
    }
    return nullptr;
}

void tell_words(std::string_view what, const std::vector<std::string>& words) {
    constexpr std::size_t shown_max = 10;
    for (std::size_t index = 0; index < words.size() && index < shown_max; ++index)
        std::cout << format("{}: {}\n", what, words[index]);
}

bool is_life_well(const Outcome& outcome) {
    return outcome.verdict.is_clean() && outcome.is_drained && outcome.nonces_reused == 0 &&
           outcome.gaps == 0;
}

void tell_trouble(const Outcome& outcome) {
    tell_words("lost", outcome.verdict.lost);
    tell_words("doubled", outcome.verdict.doubled);
    tell_words("hit on a disk, and not noticed", outcome.verdict.unseen);
    tell_words("taken back, and on the server", outcome.verdict.unwanted);
    if (outcome.nonces_reused > 0)
        std::cout << format("nonce used twice: {} times\n", outcome.nonces_reused);
    if (outcome.gaps > 0) std::cout << format("gap in the numbers: {} buffers\n", outcome.gaps);
    if (!outcome.is_drained) std::cout << "not everything was delivered in the end\n";
}

/// What all worlds saw together.
struct Sum {
    std::map<std::string, int> faults;
    std::int64_t kiosk_hours = 0;
    std::size_t thanked = 0;
    std::size_t set_aside = 0;
    std::size_t lost = 0;
    std::size_t doubled = 0;
    bool is_well = true;

    void add(const Outcome& outcome) {
        for (const auto& [fault, times] : outcome.faults)
            faults[fault] += times;
        kiosk_hours += outcome.kiosk_hours;
        thanked += outcome.thanked;
        set_aside += outcome.set_aside;
        lost += outcome.verdict.lost.size();
        doubled += outcome.verdict.doubled.size();
        is_well = is_well && is_life_well(outcome);
    }
};

/// Says of each world that is not well what befell it and how it is lived again.
Sum add_up(const Run& run, const std::vector<Result<Outcome>>& outcomes) {
    const std::vector<WorldOfRun> worlds = worlds_of(run);
    Sum sum;
    for (std::size_t index = 0; index < worlds.size(); ++index) {
        const Result<Outcome>& outcome = outcomes[index];
        if (outcome) sum.add(*outcome);
        if (outcome && is_life_well(*outcome)) continue;
        sum.is_well = false;
        if (outcome) tell_trouble(*outcome);
        if (!outcome) std::cout << format("trouble: {}\n", outcome.error().context);
        std::cout << format("again, alone: otklik-sync-sim --seed {} --hours {} --kiosks {}\n",
            worlds[index].seed, worlds[index].hours, run.kiosks);
    }
    return sum;
}

int tell(const Run& run, const Sum& sum, double seconds, double processor_seconds) {
    for (const auto& [fault, times] : sum.faults)
        std::cout << format("{:6} {}\n", times, fault);
    std::cout << format("{:6} answers set aside, each a flipped bit that was found\n", sum.set_aside);
    const auto hours = static_cast<double>(sum.kiosk_hours);
    std::cout << format("{:.0f} kiosk-hours a minute, {:.0f} a second of processor time\n",
        hours / seconds * 60, hours / processor_seconds);
    std::cout << format("seed {}: {} hours, {} thanked, lost {}, doubled {}\n", run.seed,
        sum.kiosk_hours, sum.thanked, sum.lost, sum.doubled);
    return sum.is_well ? exit_ok : exit_failed;
}

}  // namespace

int main(int count, char** words) {
    CLI::App app(
        "Kiosks, couriers and a server live through faults drawn from a seed; the last line says "
        "what was lost and doubled.");
    app.footer(
        "Exit codes: 0 nothing lost or doubled, all delivered; 1 else; 2 wrong command line.");
    Run run;
    run.threads = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
    std::string mutation = "none";
    app.add_option("--seed", run.seed, "The same seed lives the same lives")->capture_default_str();
    app.add_option("--hours", run.hours, "Hours of all worlds together, each kiosk lives its world's")
        ->capture_default_str()
        ->check(CLI::Range(1, 100'000'000));
    app.add_option("--world-hours", run.world_hours,
           "More hours than these are shared out to several worlds, with seeds of their own")
        ->capture_default_str()
        ->check(CLI::Range(1, 100'000'000));
    app.add_option("--kiosks", run.kiosks, "Kiosks of a world")
        ->capture_default_str()
        ->check(CLI::Range(1, 100));
    app.add_option("--threads", run.threads, "Worlds at a time; what they live does not change")
        ->capture_default_str()
        ->check(CLI::Range(1, 256));
    app.add_option("--mutation", mutation, "A part that is broken on purpose")
        ->capture_default_str();
    bool logs = false;
    app.add_flag("--logs", logs, "Let every part say on standard error what befalls it");
    CLI11_PARSE(app, count, words);
    const MutationRow* const chosen = mutation_named(mutation);
    if (chosen == nullptr) {
        std::cerr << "error: no mutation of that name; there are:";
        for (const MutationRow& row : mutations)
            std::cerr << " " << row.name;
        std::cerr << "\n";
        return exit_usage;
    }
    run.mutation = chosen->mutation;
    const WorkFolder folder;
    run.folder = folder.path();
    // The worlds' faults are no news, and there are thousands a second.
    if (!logs && std::freopen("/dev/null", "w", stderr) == nullptr) return exit_failed;
    const auto began = std::chrono::steady_clock::now();
    const Sum sum = add_up(run, live_all(run));
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
    return tell(run, sum, took.count(), static_cast<double>(std::clock()) / CLOCKS_PER_SEC);
}
