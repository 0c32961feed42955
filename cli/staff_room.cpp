#include "cli/staff_room.h"

#include "cli/whole_number.h"
#include "core/config/config.h"
#include "core/staff/people.h"

namespace otk::cli {

Option kiosk_config_option() {
    return {OptionKind::Value, "--config", "The kiosk's configuration file", false,
        "/etc/otklik/kiosk.toml"};
}

Result<Path> kiosk_state_folder(const Arguments& arguments) {
    const config::Config config =
        OTK_TRY(config::Config::load(config::Process::Kiosk, arguments.path("--config")));
    return config.path("kiosk.state_folder");
}

Result<int> person_number(std::string_view option, std::string_view text) {
    const std::uint64_t number = OTK_TRY(whole_number(option, text, {1, staff::number_max}));
    return static_cast<int>(number);
}

}  // namespace otk::cli
