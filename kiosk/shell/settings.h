#pragma once

#include <cstdint>
#include <string>

#include "core/base/file.h"
#include "core/base/result.h"
#include "core/config/config.h"
#include "kiosk/model/model.h"
#include "kiosk/shell/brightness_plan.h"
#include "kiosk/shell/key_map.h"
#include "kiosk/shell/place_plan.h"
#include "kiosk/shell/window.h"
#include "kiosk/writer/writer.h"

namespace otk::kiosk::shell {

/// The configuration as the parts of the program want it.
struct Settings {
    bool production = true;
    std::string place;
    std::string language;
    Path bundle_folder;
    Path shelf_folder;  ///< empty: bundles are looked after by hand
    Path bundle_keys_file;
    Path status_file;
    Path printd_socket;
    Path syncd_status_file;
    PlacePlan place_plan{std::string()};  ///< of the state folder, once it is read
    std::string planned_place;            ///< what the plan said at the start
    WindowOptions window;
    KeyMap keys;
    bool has_speech = true;
    bool has_headset_socket = false;  ///< the machine's own is the visitors'
    BrightnessPlan brightness;
    int volume = 3;  ///< step of speech at which a visit begins
    model::Options model;
    writer::Options writer;
};

/// InvalidInput for settings that contradict each other.
Result<Settings> settings_from(const config::Config& config);

}  // namespace otk::kiosk::shell
