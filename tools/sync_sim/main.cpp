// otklik-sync-sim: kiosks, couriers and a server live through faults; nothing may be lost or
// doubled.

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <string>

#include <CLI/CLI.hpp>

#include "core/base/format.h"
#include "tools/sync_sim/world.h"

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

int tell(const Options& options, const Outcome& outcome, double seconds) {
    for (const auto& [fault, times] : outcome.faults)
        std::cout << format("{:6} {}\n", times, fault);
    tell_words("lost", outcome.verdict.lost);
    tell_words("doubled", outcome.verdict.doubled);
    tell_words("taken back, and on the server", outcome.verdict.unwanted);
    if (outcome.nonces_reused > 0)
        std::cout << format("nonce used twice: {} times\n", outcome.nonces_reused);
    if (outcome.gaps > 0) std::cout << format("gap in the numbers: {} buffers\n", outcome.gaps);
    if (!outcome.is_drained) std::cout << "not everything was delivered in the end\n";
    std::cout << format(
        "{:.0f} kiosk-hours a minute\n", static_cast<double>(outcome.kiosk_hours) / seconds * 60);
    std::cout << format("seed {}: {} hours, {} thanked, lost {}, doubled {}\n", options.seed,
        outcome.kiosk_hours, outcome.thanked, outcome.verdict.lost.size(),
        outcome.verdict.doubled.size());
    const bool is_well = outcome.verdict.is_clean() && outcome.is_drained &&
                         outcome.nonces_reused == 0 && outcome.gaps == 0;
    return is_well ? exit_ok : exit_failed;
}

}  // namespace

int main(int count, char** words) {
    CLI::App app(
        "Kiosks, couriers and a server live through faults drawn from a seed; the last line says "
        "what was lost and doubled.");
    app.footer(
        "Exit codes: 0 nothing lost or doubled, all delivered; 1 else; 2 wrong command line.");
    Options options;
    std::string mutation = "none";
    app.add_option("--seed", options.seed, "The same seed lives the same life")
        ->capture_default_str();
    app.add_option("--hours", options.hours, "Hours of the world, each kiosk lives them")
        ->capture_default_str()
        ->check(CLI::Range(1, 100'000'000));
    app.add_option("--kiosks", options.kiosks, "Kiosks")
        ->capture_default_str()
        ->check(CLI::Range(1, 100));
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
    options.mutation = chosen->mutation;
    const WorkFolder folder;
    options.folder = folder.path();
    // The world's faults are no news, and there are thousands a second.
    if (!logs && std::freopen("/dev/null", "w", stderr) == nullptr) return exit_failed;
    const auto began = std::chrono::steady_clock::now();
    World world(options);
    const auto outcome = world.live();
    if (!outcome) {
        std::cout << format("seed {}: {}\n", options.seed, outcome.error().context);
        return exit_failed;
    }
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
    return tell(options, *outcome, took.count());
}
