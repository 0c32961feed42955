#include "server/rollout/rollout.h"

#include <algorithm>
#include <array>

#include "core/base/assert.h"
#include "core/base/format.h"
#include "core/base/json.h"
#include "core/crypto/hash.h"

namespace otk::rollout {
namespace {

constexpr std::array waves{Wave::Canary, Wave::Share, Wave::All};
constexpr std::string_view everybody = "all";

Json json_of(const std::vector<std::string>& texts) {
    Json json = Json::array();
    for (const std::string& text : texts)
        json.push_back(text);
    return json;
}

Result<std::vector<std::string>> texts_at(const Json& json, std::string_view name) {
    const Json::Array* const array = OTK_TRY(json.array_at(name));
    if (array->size() > RolloutLimits::names_max)
        return fail(ErrorKind::InvalidInput, format("{}: too many", name));
    std::vector<std::string> texts;
    for (const Json& text : *array) {
        if (!text.is_string()) return fail(ErrorKind::InvalidInput, format("{}: texts", name));
        texts.push_back(*text.if_string());
    }
    return texts;
}

Result<int> number_at(const Json& json, std::string_view name, int largest) {
    const std::int64_t number = OTK_TRY(json.integer_at(name));
    if (number < 0 || number > largest)
        return fail(ErrorKind::InvalidInput, format("{}: 0 to {}", name, largest));
    return static_cast<int>(number);
}

bool has(const std::vector<std::string>& texts, std::string_view text) {
    return std::find(texts.begin(), texts.end(), text) != texts.end();
}

bool is_in_share(const Rollout& rollout, const wire::KioskId& kiosk) {
    Bytes lot(kiosk.bytes.begin(), kiosk.bytes.end());
    const ByteView name = bytes_of(rollout.bundle.name);
    lot.insert(lot.end(), name.begin(), name.end());
    const crypto::Hash128 hash = crypto::blake2b_128(lot);
    const unsigned drawn = hash[0] | static_cast<unsigned>(hash[1]) << 8U;
    constexpr unsigned lots = 1U << 16U;
    return drawn * 100U < static_cast<unsigned>(rollout.share_percent) * lots;
}

}  // namespace

std::string_view name_of(Wave wave) {
    switch (wave) {
        case Wave::Canary:
            return "canary";
        case Wave::Share:
            return "share";
        case Wave::All:
            return "all";
    }
    OTK_UNREACHABLE();
}

Result<Wave> parse_wave(std::string_view word) {
    const auto found = std::find_if(
        waves.begin(), waves.end(), [word](Wave wave) { return name_of(wave) == word; });
    if (found != waves.end()) return *found;
    return fail(ErrorKind::InvalidInput, "a wave is canary, share or all");
}

std::string encode_rollout(const Rollout& rollout) {
    Json json = Json::object();
    json.set("version", 1);
    json.set("bundle", rollout.bundle.name);
    json.set("bytes", static_cast<std::int64_t>(rollout.bundle.bytes));
    json.set("groups", json_of(rollout.groups));
    json.set("canaries", json_of(rollout.canaries));
    json.set("share_percent", rollout.share_percent);
    json.set("bad_max", rollout.bad_max);
    json.set("wave", name_of(rollout.wave));
    json.set("halted", rollout.halted);
    return json.dump_pretty() + "\n";
}

Result<Rollout> decode_rollout(std::string_view text) {
    const Json json = OTK_TRY(Json::parse(text, {.size_bytes_max = RolloutLimits::text_bytes_max}));
    const std::int64_t version = OTK_TRY(json.integer_at("version"));
    if (version != 1) return fail(ErrorKind::Unsupported, format("version {}", version));
    Rollout rollout;
    rollout.bundle.name = OTK_TRY(json.string_at("bundle"));
    const std::int64_t bytes = OTK_TRY(json.integer_at("bytes"));
    if (!wire::is_bundle_name(rollout.bundle.name) || bytes < 1 ||
        bytes > static_cast<std::int64_t>(wire::bundle_transfer_bytes_max)) {
        return fail(ErrorKind::InvalidInput, "no bundle's name and size");
    }
    rollout.bundle.bytes = static_cast<std::size_t>(bytes);
    rollout.groups = OTK_TRY(texts_at(json, "groups"));
    rollout.canaries = OTK_TRY(texts_at(json, "canaries"));
    rollout.share_percent =
        OTK_TRY(number_at(json, "share_percent", RolloutLimits::share_percent_max));
    rollout.bad_max = OTK_TRY(number_at(json, "bad_max", RolloutLimits::bad_max_max));
    const std::string wave = OTK_TRY(json.string_at("wave"));
    rollout.wave = OTK_TRY(parse_wave(wave));
    rollout.halted = OTK_TRY(json.string_at("halted"));
    if (rollout.halted.size() > RolloutLimits::why_bytes_max) {
        return fail(ErrorKind::InvalidInput,
            format("why it is halted: at most {} bytes", RolloutLimits::why_bytes_max));
    }
    return rollout;
}

bool reaches(const Rollout& rollout, const wire::KioskId& kiosk, std::string_view place) {
    if (!rollout.halted.empty()) return false;
    if (!has(rollout.groups, everybody) && !has(rollout.groups, place)) return false;
    switch (rollout.wave) {
        case Wave::Canary:
            return has(rollout.canaries, place);
        case Wave::Share:
            return has(rollout.canaries, place) || is_in_share(rollout, kiosk);
        case Wave::All:
            return true;
    }
    OTK_UNREACHABLE();
}

wire::BundleOffer offer_for(
    const Rollout& rollout, const wire::BundleReport& report, std::string_view place) {
    const std::string& name = rollout.bundle.name;
    const bool is_known = report.shown == name || report.next == name || report.refused == name;
    if (is_known || !reaches(rollout, report.kiosk, place)) return {};
    return rollout.bundle;
}

}  // namespace otk::rollout
