// otklik-fleet-sim: a fleet of kiosks against a real otklik-server, over TLS on loopback.

#include <sys/resource.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <iostream>
#include <optional>
#include <string>

#include <CLI/CLI.hpp>

#include "bench/figure.h"
#include "core/base/format.h"
#include "core/base/log.h"
#include "tools/fleet_sim/ledger.h"
#include "tools/fleet_sim/scenario.h"

namespace {

using namespace otk;
using namespace otk::fleet_sim;

constexpr int exit_ok = 0;
constexpr int exit_failed = 1;
constexpr int exit_usage = 2;
constexpr int exit_limits = 3;

/// Beside its connections a process has files, its log, timers, the database.
constexpr std::size_t descriptors_beside = 100;

struct Options {
    std::string server;
    std::string keep;
    std::string mutation = "none";
    FleetPlan plan;
    std::size_t connections = 0;
    int minutes_max = 10;
};

struct ScenarioRow {
    const char* name;
    const char* about;
    Result<bool> (*play)(const Stage&);
    FleetPlan plan;           ///< unless said otherwise
    std::size_t connections;  ///< beside the kiosks'; --kiosks says them if there are any
};

const std::array<ScenarioRow, 4> scenarios{{
    {"load", "Every kiosk sends full batches over a kept connection: rows a second", play_load,
        {.kiosks = 64, .batches = 40, .rows = 0}, 0},
    {"idle", "Connections are held: memory of each, answers beside them", play_idle,
        {.kiosks = 20, .batches = 1, .rows = 20}, 18'000},
    {"storm", "The server ends and comes back; all kiosks come at once and drain", play_storm,
        {.kiosks = 18'000, .batches = 1, .rows = 20}, 0},
    {"slow", "Clients that hold their part of the talk back are cut", play_slow,
        {.kiosks = 20, .batches = 1, .rows = 20}, 200},
}};

struct MutationRow {
    const char* name;
    Mutation mutation;
};
constexpr std::array<MutationRow, 5> mutations{{{"none", Mutation::None},
    {"forget-response", Mutation::ForgetResponse}, {"keep-twice", Mutation::KeepTwice},
    {"forget-count", Mutation::ForgetCount}, {"forget-claim", Mutation::ForgetClaim}}};

std::optional<Mutation> mutation_named(const std::string& name) {
    for (const MutationRow& row : mutations) {
        if (row.name == name) return row.mutation;
    }
    return std::nullopt;
}

/// A folder of its own, gone with the run unless it is kept.
class WorkFolder {
  public:
    static Result<WorkFolder> make(const std::string& kept) {
        if (!kept.empty()) {
            OTK_TRY(make_folder(kept, 0700));
            return WorkFolder(kept, true);
        }
        std::error_code problem;
        std::string name =
            (std::filesystem::temp_directory_path(problem) / "otklik-fleet-XXXXXX").string();
        if (problem || ::mkdtemp(name.data()) == nullptr)
            return fail(ErrorKind::Io, "no temporary folder can be made");
        return WorkFolder(name, false);
    }
    WorkFolder(WorkFolder&& other) noexcept
        : m_path(std::exchange(other.m_path, {})), m_is_kept(other.m_is_kept) {}
    WorkFolder& operator=(WorkFolder&&) = delete;
    ~WorkFolder() {
        std::error_code problem;
        if (!m_is_kept && !m_path.empty()) std::filesystem::remove_all(m_path, problem);
        if (problem) log::warning("the run's folder stays");
    }
    const Path& path() const { return m_path; }

  private:
    WorkFolder(Path path, bool is_kept) : m_path(std::move(path)), m_is_kept(is_kept) {}
    Path m_path;
    bool m_is_kept;
};

/// Raises our own limit to what the administrator allows; the server, our child, gets the same.
Result<void> raise_descriptor_limit(std::size_t connections) {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return fail(ErrorKind::Io, "getrlimit");
    limit.rlim_cur = limit.rlim_max;
    if (setrlimit(RLIMIT_NOFILE, &limit) != 0) return fail(ErrorKind::Io, "setrlimit");
    const std::size_t wanted = connections + descriptors_beside;
    if (limit.rlim_cur >= wanted) return {};
    return fail(ErrorKind::Unsupported,
        format("{} connections want {} open files, and the limit of this machine is {} "
               "(ulimit -Hn): fewer --kiosks, or a higher limit",
            connections, wanted, limit.rlim_cur));
}

Result<bool> tell_ledger(const Path& database, const Fleet& fleet) {
    const Ledger ledger = OTK_TRY(compare(database, fleet));
    const auto tell = [](const char* name, std::int64_t rows, std::int64_t wanted) {
        const auto better = wanted == 0 ? bench::Better::Lower : bench::Better::Higher;
        bench::print_figure(name, static_cast<double>(rows), "rows",
            bench::Bar{better, static_cast<double>(wanted)});
    };
    tell("fleet: rows held by the server, of those sent", ledger.held, ledger.sent);
    tell("fleet: rows lost", ledger.lost, 0);
    tell("fleet: rows doubled", ledger.doubled, 0);
    tell("fleet: rows that nobody sent", ledger.strange, 0);
    tell("fleet: rows taken but not counted", ledger.parked, 0);
    return ledger.is_even();
}

Result<bool> play(const ScenarioRow& scenario, const Options& options, Mutation mutation) {
    OTK_TRY(raise_descriptor_limit(options.connections + options.plan.kiosks));
    const WorkFolder folder = OTK_TRY(WorkFolder::make(options.keep));
    ServerProcess server = OTK_TRY(ServerProcess::prepare(options.server, folder.path()));
    const Fleet fleet = OTK_TRY(make_fleet(server.place(), options.plan));
    OTK_TRY(server.start());
    bool went_well = false;
    {
        const auto network =
            OTK_TRY(Network::create({.port = server.port(), .authority = server.authority()}));
        SeededRandom random(options.plan.seed);
        went_well = OTK_TRY(scenario.play({.fleet = fleet,
            .server = server,
            .network = *network,
            .random = random,
            .connections = options.connections,
            .minutes_max = options.minutes_max}));
    }
    OTK_TRY(server.stop());
    OTK_TRY(mutate(server.place().database, mutation));
    const bool is_even = OTK_TRY(tell_ledger(server.place().database, fleet));
    return went_well && is_even;
}

/// Where our own program lies, the server's lies too.
std::string server_beside() {
    std::error_code problem;
    const Path own = std::filesystem::read_symlink("/proc/self/exe", problem);
    return (own.parent_path() / "otklik-server").string();
}

void add_options(CLI::App& command, const ScenarioRow& scenario, Options& options) {
    const bool holds_others = scenario.connections > 0;
    command
        .add_option("--kiosks", holds_others ? options.connections : options.plan.kiosks,
            holds_others ? "Connections; twenty kiosks deliver beside them" : "Kiosks")
        ->default_val(holds_others ? scenario.connections : scenario.plan.kiosks)
        ->check(CLI::Range(1, 100'000));
    if (holds_others) options.plan = scenario.plan;
    if (!holds_others) {
        command.add_option("--batches", options.plan.batches, "Batches of each kiosk")
            ->default_val(scenario.plan.batches)
            ->check(CLI::Range(1, 10'000));
        command.add_option("--rows", options.plan.rows, "Rows of each batch; 0: as many as fit")
            ->default_val(scenario.plan.rows)
            ->check(CLI::Range(0, 300));
    }
    command.add_option("--seed", options.plan.seed, "Of ids, answers and waits")->default_val(1);
    command
        .add_option("--minutes", options.minutes_max, "Then it ends, whatever was not delivered")
        ->default_val(10)
        ->check(CLI::Range(1, 600));
    command.add_option("--server", options.server, "The program otklik-server")
        ->default_val(server_beside());
    command.add_option(
        "--keep", options.keep, "An empty folder that keeps all that the server has");
    command
        .add_option("--mutation", options.mutation,
            "Break the server's database before it is compared: none, forget-response, keep-twice, "
            "forget-count, forget-claim")
        ->default_val("none");
}

}  // namespace

int main(int count, char** words) {
    CLI::App app(
        "A fleet of kiosks with keys of their own sends sealed and signed batches to a real "
        "otklik-server over TLS 1.3 on loopback; at the end the server's database must hold each "
        "row "
        "once. One line a figure: name, value, unit, bar, ok|short|-, separated by tabs.");
    app.footer(
        "Exit codes: 0 all went as promised (a figure may be short of its bar); 1 a row is lost or "
        "doubled, a batch was not taken, a connection not held, or the run failed; 2 wrong command "
        "line; 3 a limit of this machine is too low.");
    app.require_subcommand(1);
    std::array<Options, scenarios.size()> choices;
    for (std::size_t index = 0; index < scenarios.size(); ++index) {
        CLI::App* const command = app.add_subcommand(scenarios[index].name, scenarios[index].about);
        add_options(*command, scenarios[index], choices[index]);
    }
    try {
        app.parse(count, words);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? exit_ok : exit_usage;
    }
    for (std::size_t index = 0; index < scenarios.size(); ++index) {
        if (!app.got_subcommand(scenarios[index].name)) continue;
        const auto mutation = mutation_named(choices[index].mutation);
        if (!mutation) {
            std::cerr << "error: --mutation: no such one\n";
            return exit_usage;
        }
        const auto played = play(scenarios[index], choices[index], *mutation);
        if (played) return *played ? exit_ok : exit_failed;
        std::cerr << format("error: {}\n", played.error().context);
        return played.error().kind == ErrorKind::Unsupported ? exit_limits : exit_failed;
    }
    return exit_usage;
}
