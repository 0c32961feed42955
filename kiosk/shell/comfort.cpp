#include "kiosk/shell/comfort.h"

#include <charconv>
#include <string>
#include <string_view>

#include "core/base/bytes.h"
#include "core/base/json.h"
#include "core/base/log.h"
#include "kiosk/shell/brightness_plan.h"
#include "kiosk/speech/samples.h"

namespace otk::kiosk::shell {
namespace {

constexpr const char* file_name = "comfort.json";
constexpr std::size_t bytes_max = 4'096;
constexpr int minutes_a_day = 24 * 60;

bool is_within(std::int64_t number, std::int64_t least, std::int64_t most) {
    return number >= least && number <= most;
}

std::optional<int> minute_in(std::string_view text) {
    int minute = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), minute);
    const bool is_whole = error == std::errc() && end == text.data() + text.size();
    return is_whole && is_within(minute, 0, minutes_a_day - 1) ? std::optional(minute)
                                                               : std::nullopt;
}

std::map<int, int> brightness_in(const Json& json) {
    std::map<int, int> brightness;
    const Json* const table = json.find("brightness");
    const Json::Object* const steps = table != nullptr ? table->if_object() : nullptr;
    if (steps == nullptr) return brightness;
    for (const auto& [name, value] : *steps) {
        const std::optional<int> minute = minute_in(name);
        const std::int64_t percent = table->integer_at(name).value_or(0);
        if (!minute ||
            !is_within(percent, BrightnessPlan::percent_min, BrightnessPlan::percent_max)) {
            continue;
        }
        brightness[*minute] = static_cast<int>(percent);
    }
    return brightness;
}

}  // namespace

Comfort read_comfort(const Path& state_folder) {
    const Result<Bytes> bytes = read_file(state_folder / file_name, bytes_max);
    if (!bytes) {
        if (bytes.error().kind != ErrorKind::NotFound) {
            log::warning("staff's brightness and volume not read", {{"error", bytes.error()}});
        }
        return {};
    }
    const Result<Json> json = Json::parse(text_of(*bytes), {.size_bytes_max = bytes_max});
    if (!json) {
        log::warning("staff's brightness and volume not read", {{"error", json.error()}});
        return {};
    }
    Comfort comfort{brightness_in(*json), {}};
    const std::int64_t volume = json->integer_at("volume").value_or(0);
    if (is_within(volume, 1, speech::volume_steps)) comfort.volume = static_cast<int>(volume);
    return comfort;
}

Result<void> write_comfort(const Path& state_folder, const Comfort& comfort) {
    Json brightness = Json::object();
    for (const auto& [minute, percent] : comfort.brightness)
        brightness.set(std::to_string(minute), percent);
    Json json = Json::object();
    json.set("brightness", std::move(brightness));
    if (comfort.volume) json.set("volume", *comfort.volume);
    return write_atomically(state_folder / file_name, bytes_of(json.dump_pretty()));
}

}  // namespace otk::kiosk::shell
