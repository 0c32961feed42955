#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/wire/bundle_report.h"

/// Which kiosk may have the published bundle: first those of a few places, then a share of all,
/// then all; and none while it is halted.
namespace otk::rollout {

enum class Wave { Canary, Share, All };

std::string_view name_of(Wave wave);
/// InvalidInput names the three words.
Result<Wave> parse_wave(std::string_view word);

struct RolloutLimits {
    static constexpr std::size_t text_bytes_max = std::size_t{64} << 10U;
    static constexpr std::size_t names_max = 1000;     ///< groups, and places of the first wave
    static constexpr std::size_t why_bytes_max = 500;  ///< of a halt
    static constexpr int share_percent_max = 99;
    static constexpr int bad_max_max = 1000;
};

/// rollout.json beside the published file.
struct Rollout {
    wire::BundleOffer bundle;
    std::vector<std::string> groups;    ///< of the manifest: "all", or codes of places
    std::vector<std::string> canaries;  ///< codes of places
    int share_percent = 10;             ///< of the kiosks, in the second wave
    int bad_max = 2;                    ///< so many kiosks may refuse it; with one more it halts
    Wave wave = Wave::Canary;
    std::string halted;  ///< why; empty: it goes on

    friend bool operator==(const Rollout&, const Rollout&) = default;
};

std::string encode_rollout(const Rollout& rollout);
Result<Rollout> decode_rollout(std::string_view json);

/// True if the wave has come to the kiosk. Who is in the share is chosen by a hash of kiosk and
/// bundle: the same kiosks each time they ask, others for another bundle.
bool reaches(const Rollout& rollout, const wire::KioskId& kiosk, std::string_view place);

/// What a kiosk that says this of itself is to be given: nothing if it has the bundle, refused it,
/// or the wave has not come to it.
wire::BundleOffer offer_for(
    const Rollout& rollout, const wire::BundleReport& report, std::string_view place);

}  // namespace otk::rollout
