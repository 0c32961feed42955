#include <string>

#include <CLI/CLI.hpp>

#include "core/base/log.h"
#include "core/config/config.h"
#include "drivers/service/service.h"

namespace {

constexpr int exit_ok = 0;
constexpr int exit_failed = 1;
constexpr int exit_configuration = 78;  // EX_CONFIG: systemd must not try the same file for ever

int run(const std::string& file) {
    const auto config = otk::config::Config::load(otk::config::Process::Printd, file);
    if (!config) {
        otk::log::error("the configuration is refused", {{"error", config.error()}});
        return exit_configuration;
    }
    const auto ended = otk::service::run_service(*config);
    if (!ended) {
        otk::log::error("otklik-printd cannot work", {{"error", ended.error()}});
        return exit_failed;
    }
    return exit_ok;
}

}  // namespace

int main(int count, char** words) {
    CLI::App app("Owns the printer: takes orders for slips on a socket and prints each once.");
    std::string file = "/etc/otklik/printd.toml";
    app.add_option("--config", file, "The configuration file")->capture_default_str();
    app.set_version_flag("--version", "otklik-printd " OTK_VERSION);
    CLI11_PARSE(app, count, words);
    return run(file);
}
