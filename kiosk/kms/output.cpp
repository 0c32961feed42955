#include "kiosk/kms/output.h"

#include <algorithm>
#include <optional>
#include <tuple>

#include "core/base/format.h"

namespace otk::kiosk::kms {
namespace {

auto rank(const Mode& mode) {
    return std::tuple(mode.is_preferred, static_cast<std::int64_t>(mode.width_px) * mode.height_px,
        mode.refresh_hz);
}

std::optional<std::size_t> best_mode(const std::vector<Mode>& modes) {
    std::optional<std::size_t> best;
    for (std::size_t at = 0; at < modes.size(); ++at) {
        if (modes[at].is_interlaced || modes[at].width_px <= 0 || modes[at].height_px <= 0)
            continue;
        if (!best || rank(modes[*best]) < rank(modes[at])) best = at;
    }
    return best;
}

std::optional<Output> output_of(const Connector& connector) {
    const std::optional<std::size_t> mode = best_mode(connector.modes);
    if (!connector.is_connected || !mode || connector.controllers.empty()) return std::nullopt;
    return Output{connector, connector.controllers.front(), *mode};
}

}  // namespace

Result<Output> choose_output(const std::vector<Connector>& connectors, std::string_view name) {
    std::optional<Output> chosen;
    for (const Connector& connector : connectors) {
        if (!name.empty() && connector.name != name) continue;
        std::optional<Output> output = output_of(connector);
        if (!output) continue;
        const bool is_better = !chosen || (connector.is_built_in && !chosen->connector.is_built_in);
        if (is_better) chosen = std::move(output);
    }
    if (chosen) return *chosen;
    std::string known;
    for (const Connector& connector : connectors) {
        known += format("{}{}{}", known.empty() ? "" : ", ", connector.name,
            connector.is_connected ? "" : " (nothing plugged in)");
    }
    return fail(ErrorKind::NotFound,
        name.empty() ? format("no panel: {}", known) : format("no panel at {}: {}", name, known));
}

}  // namespace otk::kiosk::kms
