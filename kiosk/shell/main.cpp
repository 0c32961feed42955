#include <string>

#include <CLI/CLI.hpp>

#include "kiosk/shell/program.h"

int main(int count, char** words) {
    CLI::App app("Asks visitors for their opinion on a touchscreen.");
    std::string config = "/etc/otklik/kiosk.toml";
    std::string inspect;
    app.add_option("--config", config, "The configuration file")->capture_default_str();
    app.add_option("--inspect", inspect,
        "Socket that tells what is on the screen (refused when production = true)");
    app.set_version_flag("--version", "otklik-kiosk " OTK_VERSION);
    CLI11_PARSE(app, count, words);
    return otk::kiosk::shell::run_program({config, inspect});
}
