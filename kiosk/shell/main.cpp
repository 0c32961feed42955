#include <string>

#include <CLI/CLI.hpp>

#include "kiosk/shell/bundle_check.h"
#include "kiosk/shell/form_check.h"
#include "kiosk/shell/form_sentences.h"
#include "kiosk/shell/program.h"

int main(int count, char** words) {
    CLI::App app("Asks visitors for their opinion on a touchscreen.");
    std::string config = "/etc/otklik/kiosk.toml";
    std::string inspect;
    app.add_option("--config", config, "The configuration file")->capture_default_str();
    app.add_option("--inspect", inspect,
        "Socket that tells what is on the screen (refused when production = true)");
    otk::kiosk::shell::FormCheck check;
    CLI::Option* const checks = app.add_option("--check-form", check.form,
        "Instead of running: draw every page of this compiled form without a display, and tell "
        "what "
        "does not fit and which letters are missing");
    app.add_flag("--json", check.as_json, "The check's report as JSON")->needs(checks);
    app.add_option("--texts", check.texts,
        "The folder of .po files with the interface's words, for --check-form and --sentences");
    app.add_option("--fonts", check.fonts,
        "The folder with PTS55F.ttf and PTS75F.ttf, for --check-form and --sentences");
    app.add_option("--panel", check.panels,
           "A class of panels to check on, as 10.1:800x1280 (inches, pixels); may be repeated")
        ->allow_extra_args(false);
    otk::kiosk::shell::BundleCheck bundle;
    CLI::Option* const checks_bundle = app.add_option("--check-bundle", bundle.folder,
        "Instead of running: draw every page of this bundle's folder that the configured place "
        "asks, "
        "without a display, on one --panel, and tell what a kiosk would refuse it for");
    checks_bundle->excludes(checks);
    otk::kiosk::shell::FormSentences sentences;
    CLI::Option* const says = app.add_option("--sentences", sentences.form,
        "Instead of running: print what is said of this compiled form to whoever listens, for a "
        "person who reads it to be recorded");
    app.add_option("--lang", sentences.language, "The sentences' language")->needs(says);
    says->needs("--lang")->excludes(checks)->excludes(checks_bundle);
    app.set_version_flag("--version", "otklik-kiosk " OTK_VERSION);
    CLI11_PARSE(app, count, words);
    if (checks->count() > 0) return otk::kiosk::shell::check_form(check);
    if (checks_bundle->count() > 0) {
        bundle.config = config;
        bundle.panel = check.panels.empty() ? "21.5:1080x1920" : check.panels.front();
        return otk::kiosk::shell::check_bundle(bundle);
    }
    if (says->count() > 0) {
        sentences.texts = check.texts;
        sentences.fonts = check.fonts;
        return otk::kiosk::shell::print_sentences(sentences);
    }
    return otk::kiosk::shell::run_program({config, inspect});
}
