#include "kiosk/raster/damage.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace otk::kiosk::raster {
namespace {

constexpr int tile = DamageFinder::tile_size;

std::uint64_t mixed(std::uint64_t hash, std::uint64_t value) {
    hash = (hash ^ value) * 0x94D049BB133111EBULL;
    return hash ^ (hash >> 31U);
}

/// What two areas cost together beyond what they cost apart; negative where they overlap.
std::int64_t waste_of(const Area& a, const Area& b) {
    return hull(a, b).size() - a.size() - b.size();
}

bool overlaps(const Area& a, const Area& b) {
    return !intersection(a, b).is_empty();
}

void unite(std::vector<Area>& areas, std::size_t kept, std::size_t gone) {
    areas[kept] = hull(areas[kept], areas[gone]);
    areas.erase(areas.begin() + static_cast<std::ptrdiff_t>(gone));
}

/// Unites the pair that wastes least; pairs that overlap or waste less than `free` go always.
bool unite_best(std::vector<Area>& areas, std::size_t count_max) {
    constexpr std::int64_t free = std::int64_t{tile} * tile * 4;
    std::pair<std::size_t, std::size_t> best;
    std::int64_t least = std::numeric_limits<std::int64_t>::max();
    for (std::size_t a = 0; a < areas.size(); ++a) {
        for (std::size_t b = a + 1; b < areas.size(); ++b) {
            const std::int64_t waste = overlaps(areas[a], areas[b])
                                           ? std::numeric_limits<std::int64_t>::min()
                                           : waste_of(areas[a], areas[b]);
            if (waste < least) {
                least = waste;
                best = {a, b};
            }
        }
    }
    if (areas.size() < 2 || (areas.size() <= count_max && least > free)) return false;
    unite(areas, best.first, best.second);
    return true;
}

/// Adds a run of damaged tiles; one of the same width right above it grows downwards instead.
void add_run(std::vector<Area>& areas, const Area& run) {
    for (Area& area : areas) {
        if (area.left == run.left && area.right == run.right && area.bottom == run.top) {
            area.bottom = run.bottom;
            return;
        }
    }
    areas.push_back(run);
}

}  // namespace

std::vector<Area> DamageFinder::update(const Picture& next) {
    const Area& bounds = next.bounds();
    const int columns = (bounds.width() + tile - 1) / tile;
    const int rows = (bounds.height() + tile - 1) / tile;
    std::vector<std::uint64_t> tiles(static_cast<std::size_t>(columns * rows), 0);
    for (const Picture::Primitive& primitive : next.primitives()) {
        const Area& area = primitive.area;
        for (int row = (area.top - bounds.top) / tile; row * tile < area.bottom - bounds.top;
             ++row) {
            for (int column = (area.left - bounds.left) / tile;
                 column * tile < area.right - bounds.left; ++column) {
                std::uint64_t& hash =
                    tiles[static_cast<std::size_t>(row) * static_cast<std::size_t>(columns) +
                          static_cast<std::size_t>(column)];
                hash = mixed(hash, primitive.hash);
            }
        }
    }
    const bool is_first = m_tiles.empty() || bounds != m_bounds;
    std::swap(m_tiles, tiles);
    m_bounds = bounds;
    if (is_first) return {bounds};

    std::vector<Area> areas;
    const auto changed = [&](int row, int column) {
        const auto at = static_cast<std::size_t>(row) * static_cast<std::size_t>(columns) +
                        static_cast<std::size_t>(column);
        return m_tiles[at] != tiles[at];
    };
    for (int row = 0; row < rows; ++row) {
        for (int column = 0; column < columns; ++column) {
            if (!changed(row, column)) continue;
            const int first = column;
            while (column < columns && changed(row, column))
                ++column;
            add_run(
                areas, intersection({bounds.left + first * tile, bounds.top + row * tile,
                                        bounds.left + column * tile, bounds.top + (row + 1) * tile},
                           bounds));
        }
        // A picture that changed all over must not make hundreds of areas to compare.
        while (areas.size() > areas_max * 4 && unite_best(areas, areas_max)) {
        }
    }
    while (unite_best(areas, areas_max)) {
    }
    return areas;
}

}  // namespace otk::kiosk::raster
