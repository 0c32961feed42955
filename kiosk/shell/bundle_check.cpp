#include "kiosk/shell/bundle_check.h"

#include <iostream>
#include <set>
#include <vector>

#include "core/base/format.h"
#include "core/config/config.h"
#include "kiosk/fit/form_fit.h"
#include "kiosk/fit/missing_letters.h"
#include "kiosk/look/fonts.h"
#include "kiosk/shell/content.h"
#include "kiosk/shell/settings.h"

namespace otk::kiosk::shell {
namespace {

constexpr int exit_draws = 0;
constexpr int exit_faulty = 1;
constexpr int exit_not_tried = 2;

/// A whole minute a place on a slow machine; what is not drawn by then is a fault.
constexpr std::int64_t measure_ms_max = 90'000;

using Faults = std::vector<std::string>;

Faults faults_of(const fit::FitReport& report) {
    Faults faults;
    for (const fit::FitRemark& remark : report.remarks) {
        if (!remark.is_note) faults.push_back(format("{}: {}", remark.where, remark.message));
    }
    if (report.not_measured > 0) {
        faults.push_back(format("its pages were not all drawn within {} s; make the form smaller",
            measure_ms_max / 1000));
    }
    return faults;
}

/// The interface's own words, in the languages that are offered.
Result<Faults> faults_of_wording(const Content& content, const Path& font_folder) {
    const std::shared_ptr<look::Fonts> fonts = OTK_TRY(look::Fonts::open(font_folder));
    Faults faults;
    for (const std::string& language : content.surroundings.languages) {
        const auto catalogue = content.wording.find(language);
        if (catalogue == content.wording.end()) continue;
        for (const std::string_view text : catalogue->second->all_texts()) {
            const std::string letters = fit::letters_missing_in(text, *fonts);
            if (letters.empty()) continue;
            faults.push_back(
                format("texts/{}.po: the kiosk's fonts have no picture for {}: write it without",
                    language, letters));
        }
    }
    return faults;
}

Result<Faults> faults_at(const std::string& place, const BundleCheck& check,
    const Settings& settings, const fit::PanelClass& panel) {
    const Result<Content> content = load_content(check.folder, place, settings.language);
    if (!content) return Faults{content.error().context};
    fit::FitOptions options;
    options.panels = {panel};
    options.ms_max = measure_ms_max;
    options.wording = content->wording;
    Faults faults = OTK_TRY(faults_of_wording(*content, options.font_folder));
    const fit::FitReport report = OTK_TRY(fit::measure(content->form, options));
    for (std::string& fault : faults_of(report))
        faults.push_back(std::move(fault));
    return faults;
}

Result<Faults> faults_of_bundle(const BundleCheck& check) {
    const config::Config config =
        OTK_TRY(config::Config::load(config::Process::Kiosk, check.config));
    const Settings settings = OTK_TRY(settings_from(config));
    const fit::PanelClass panel = OTK_TRY(fit::parse_panel_class(check.panel));
    const PlacePlan plan = read_place_plan(settings.writer.state_folder, settings.place);
    const std::string planned = plan.place_on(day_of(SystemClock().unix_seconds()));
    Faults faults;
    for (const std::string& place : std::set<std::string>{settings.place, planned}) {
        for (std::string& fault : OTK_TRY(faults_at(place, check, settings, panel)))
            faults.push_back(std::move(fault));
    }
    return faults;
}

}  // namespace

int check_bundle(const BundleCheck& check) {
    const Result<Faults> faults = faults_of_bundle(check);
    if (!faults) {
        std::cerr << format("otklik-kiosk: {}\n", faults.error().context);
        return exit_not_tried;
    }
    for (const std::string& fault : *faults)
        std::cout << fault << "\n";
    return faults->empty() ? exit_draws : exit_faulty;
}

}  // namespace otk::kiosk::shell
