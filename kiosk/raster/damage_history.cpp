#include "kiosk/raster/damage_history.h"

#include <algorithm>
#include <utility>

namespace otk::kiosk::raster {

void DamageHistory::add(std::vector<Area> damage) {
    std::rotate(m_frames.begin(), m_frames.end() - 1, m_frames.end());
    m_frames.front() = std::move(damage);
    m_count = std::min(m_count + 1, frames_max);
}

std::vector<Area> DamageHistory::missing(int age, const Area& bounds) const {
    if (age <= 0 || static_cast<std::size_t>(age) > m_count) return {bounds};
    std::vector<Area> areas;
    for (std::size_t frame = 0; frame < static_cast<std::size_t>(age); ++frame) {
        for (const Area& damaged : m_frames[frame]) {
            const Area area = intersection(damaged, bounds);
            const bool is_known = std::find(areas.begin(), areas.end(), area) != areas.end();
            if (!area.is_empty() && !is_known) areas.push_back(area);
        }
    }
    return areas;
}

}  // namespace otk::kiosk::raster
