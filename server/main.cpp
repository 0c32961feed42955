#include <CLI/CLI.hpp>

#include "core/base/log.h"
#include "server/program/commands.h"

namespace {

using otk::program::ExitCode;

constexpr const char* exit_codes =
    "Exit codes: 0 done; 1 failed (database, keys, network; one line on standard error says why); "
    "2 wrong command line; 3 the given key, place or file is refused; 78 the configuration is "
    "refused.";

template <typename Command>
int with_config(const std::string& file, Command command) {
    const auto config = otk::config::Config::load(otk::config::Process::Server, file);
    if (!config) {
        otk::log::error("the configuration is refused", {{"error", config.error()}});
        return static_cast<int>(ExitCode::Configuration);
    }
    return static_cast<int>(command(*config));
}

}  // namespace

int main(int count, char** words) {
    CLI::App app("Takes answers in, counts them and shows the figures.");
    app.footer(exit_codes);
    app.require_subcommand(0, 1);
    app.fallthrough();
    app.set_version_flag("--version", "otklik-server " OTK_VERSION);
    std::string file = "/etc/otklik/server.toml";
    app.add_option("--config", file, "The configuration file")->capture_default_str();
    app.add_subcommand("run", "Serve until SIGTERM (also without a subcommand)");
    CLI::App* const add =
        app.add_subcommand("add-kiosk", "Enrol a kiosk: writes the file for its inbox");
    CLI::App* const retry =
        app.add_subcommand("retry-parked", "Count rows whose form or key has arrived");
    CLI::App* const rebuild =
        app.add_subcommand("rebuild", "Count the roll-ups anew from the kept responses");
    CLI::App* const import = app.add_subcommand("import",
        "Take batches from a USB stick (otklik queue export) and lay receipts beside them");
    std::string import_folder;
    import->add_option("FOLDER", import_folder, "The folder on the stick")->required();
    CLI::App* const backup = app.add_subcommand(
        "backup", "Copy the database into a file and read it back; the server goes on");
    CLI::App* const restore = app.add_subcommand("restore",
        "Put a backup in the database's place; kiosks then send again what is missing in it");
    otk::program::Backup copy;
    std::string copy_file;
    backup->add_option("FILE", copy_file, "File to make; on another disk than the database's")
        ->required();
    backup->add_flag("--tell-kiosks", copy.tells_kiosks,
        "The file is safe where it lies: kiosks may forget what is in it before their 30 days");
    restore->add_option("FILE", copy_file, "The newest backup")->required();
    otk::program::AddKiosk wish;
    std::string out;
    add->add_option("PUBKEY", wish.key,
           "The kiosk's public key (64 hexadecimal digits) or its file kiosk.pub")
        ->required();
    add->add_option(
           "--place", wish.place, "Where the kiosk stands: a code in the bundle's places.toml")
        ->required();
    add->add_option("--out", out, "File to write; standard output without it");
    try {
        app.parse(count, words);
    } catch (const CLI::ParseError& error) {
        const bool asked_for_help = app.exit(error) == 0;
        return static_cast<int>(asked_for_help ? ExitCode::Ok : ExitCode::Usage);
    }
    wish.out = out;
    if (add->parsed()) {
        return with_config(file, [&](const otk::config::Config& config) {
            return otk::program::add_kiosk(config, wish);
        });
    }
    if (import->parsed()) {
        return with_config(file, [&](const otk::config::Config& config) {
            return otk::program::import_batches(config, import_folder);
        });
    }
    if (backup->parsed()) {
        copy.file = copy_file;
        return with_config(file,
            [&](const otk::config::Config& config) { return otk::program::back_up(config, copy); });
    }
    if (restore->parsed()) {
        return with_config(file, [&](const otk::config::Config& config) {
            return otk::program::restore(config, copy_file);
        });
    }
    if (retry->parsed()) return with_config(file, otk::program::retry_parked);
    if (rebuild->parsed()) return with_config(file, otk::program::rebuild);
    return with_config(file, otk::program::run);
}
