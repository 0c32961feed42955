#include "kiosk/shell/settings.h"

#include <algorithm>
#include <limits>
#include <string_view>

#include "core/base/random.h"
#include "kiosk/look/panel.h"

namespace otk::kiosk::shell {
namespace {

/// Who reads slowly or looks for his glasses must have so long to answer "still here?" (EN 301
/// 549).
constexpr std::int64_t reset_ms_min = 20'000;

constexpr std::int64_t mebibyte = std::int64_t{1} << 20;

/// The setting allows no other words.
PresenterKind presenter_of(std::string_view word) {
    if (word == "software") return PresenterKind::Software;
    if (word == "kms") return PresenterKind::Kms;
    return word == "gles" ? PresenterKind::Gles : PresenterKind::Auto;
}

/// SDL's names are written as SDL writes them.
std::string display_of(std::string_view word) {
    if (word == "auto") return {};
    return word == "kmsdrm" ? "KMSDRM" : std::string(word);
}

model::Options model_options(const config::Config& config) {
    model::Options options;
    options.place = config.text("kiosk.place");
    options.language = config.text("kiosk.language");
    options.idle_warning_ms = config.integer("kiosk.idle_warning_s") * 1000;
    options.idle_reset_ms = config.integer("kiosk.idle_reset_s") * 1000;
    options.thanks_ms = config.integer("kiosk.thanks_s") * 1000;
    options.test = config.boolean("kiosk.test");
    options.reduced_motion = config.boolean("kiosk.reduced_motion");
    options.seed = SystemRandom().below(std::numeric_limits<std::uint64_t>::max());
    return options;
}

}  // namespace

Result<Settings> settings_from(const config::Config& config) {
    Settings settings;
    settings.production = config.boolean("kiosk.production");
    settings.place = config.text("kiosk.place");
    settings.language = config.text("kiosk.language");
    settings.bundle_folder = config.path("kiosk.bundle_folder");
    settings.shelf_folder = config.path("kiosk.shelf_folder");
    settings.bundle_keys_file = config.path("kiosk.bundle_keys_file");
    settings.status_file = config.path("kiosk.status_file");
    settings.printd_socket = config.path("kiosk.printd_socket");
    settings.syncd_status_file = config.path("kiosk.syncd_status_file");
    settings.place_plan = PlacePlan(settings.place);
    settings.planned_place = settings.place;
    settings.window = {config.boolean("kiosk.windowed"), config.decimal("kiosk.width_mm"),
        config.decimal("kiosk.height_mm"), presenter_of(config.text("kiosk.presenter")),
        display_of(config.text("kiosk.display")), config.text("kiosk.connector")};
    settings.has_speech = config.text("kiosk.speech") != "none";
    settings.has_headset_socket = config.boolean("kiosk.headset_socket");
    settings.brightness =
        OTK_TRY(in("kiosk.brightness", BrightnessPlan::read(config.text("kiosk.brightness"))));
    settings.volume = static_cast<int>(config.integer("kiosk.volume"));
    settings.keys = OTK_TRY(KeyMap::read(config));
    settings.model = model_options(config);
    settings.writer.state_folder = config.path("kiosk.state_folder");
    settings.writer.outbox_folder = config.path("kiosk.outbox_folder");
    settings.writer.inbox_folder = config.path("kiosk.inbox_folder");
    settings.writer.reserve_bytes = config.integer("kiosk.reserve_mib") * mebibyte;
    settings.writer.budget = {.disk_free_mib_min = config.integer("kiosk.disk_free_mib_min"),
        .buffer_mib_max = config.integer("kiosk.buffer_mib_max")};
    const bool at_once = config.text("kiosk.freeze") == "at-once";
    settings.writer.freeze = at_once ? writer::Freeze::AtOnce : writer::Freeze::Batched;
    if (settings.production) {
        if (at_once) {
            return fail(ErrorKind::InvalidInput,
                "kiosk.freeze = \"at-once\" shows the time of each visit: not with production = "
                "true");
        }
        if (settings.model.idle_reset_ms < reset_ms_min) {
            return fail(ErrorKind::InvalidInput,
                "kiosk.idle_reset_s: under 20 s is too short for a person, not with production = "
                "true");
        }
        // Nobody waits for a receipt: a kiosk at rest looks for one now and then.
        settings.writer.inbox_poll_ms = 5'000;
    }
    const bool one_side = (settings.window.width_mm > 0) != (settings.window.height_mm > 0);
    if (one_side) {
        return fail(
            ErrorKind::InvalidInput, "kiosk.width_mm and kiosk.height_mm: give both or none");
    }
    if (settings.window.width_mm > 0) {
        OTK_TRY(in("kiosk.width_mm and kiosk.height_mm",
            look::check_millimetres(static_cast<float>(settings.window.width_mm),
                static_cast<float>(settings.window.height_mm))));
    }
    return settings;
}

}  // namespace otk::kiosk::shell
