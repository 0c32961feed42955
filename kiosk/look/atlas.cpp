#include "kiosk/look/atlas.h"

#include <sys/mman.h>

#include <atomic>
#include <cstddef>
#include <cstring>

#include "core/base/assert.h"

namespace otk::kiosk::look {
namespace {

constexpr int rim = 1;
constexpr int white_side = 3;
/// Heights of shelves: near ones share, so that a shelf fills up before the next one opens.
constexpr int shelf_step = 8;

/// Of this program, so that no two atlases share one: a new atlas often lies where an old one lay, and
/// who keeps a copy of its letters tells them apart by this number alone.
std::uint64_t next_revision() {
    static std::atomic<std::uint64_t> newest{0};
    return ++newest;
}

}  // namespace

Atlas::Atlas(int width) : m_width(width), m_revision(next_revision()) {
    void* const reserved = ::mmap(nullptr, size_bytes(), PROT_READ | PROT_WRITE,
        MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    // As with bad_alloc: without address space there is nothing to go on with.
    OTK_ASSERT(reserved != MAP_FAILED);  // NOLINT(performance-no-int-to-ptr): mmap(2)'s own macro
    m_pixels = static_cast<std::uint8_t*>(reserved);
    paint_white();
}

Atlas::~Atlas() {
    ::munmap(m_pixels, size_bytes());
}

std::size_t Atlas::size_bytes() const {
    return static_cast<std::size_t>(m_width) * static_cast<std::size_t>(height);
}

std::optional<Atlas::Place> Atlas::take(int box_width, int box_height) {
    const int needed_width = box_width + rim;
    const int needed_height = box_height + rim;
    for (Shelf& shelf : m_shelves) {
        const bool is_right_height =
            needed_height <= shelf.height && needed_height > shelf.height - 2 * shelf_step;
        if (!is_right_height || shelf.next_x + needed_width > m_width) continue;
        const Place place{shelf.next_x, shelf.y};
        shelf.next_x += needed_width;
        return note(place, needed_height);
    }
    const int shelf_height = (needed_height + shelf_step - 1) / shelf_step * shelf_step;
    if (needed_width > m_width || m_next_y + shelf_height > height) return std::nullopt;
    m_shelves.push_back({m_next_y, shelf_height, needed_width});
    const Place place{0, m_next_y};
    m_next_y += shelf_height;
    return note(place, needed_height);
}

Atlas::Place Atlas::note(const Place& place, int box_height) {
    const int last = place.y + box_height - 1;
    for (int band = place.y / band_rows; band <= last / band_rows; ++band)
        ++m_bands[static_cast<std::size_t>(band)];
    return place;
}

std::uint8_t* Atlas::row(const Place& place, int down) {
    OTK_ASSERT(place.y + down < height);
    return m_pixels + static_cast<std::ptrdiff_t>(place.y + down) * m_width + place.x;
}

void Atlas::clear() {
    // The kernel takes the pages back and gives empty ones when they are next written.
    OTK_ASSERT(::madvise(m_pixels, size_bytes(), MADV_DONTNEED) == 0);
    m_shelves.clear();
    m_next_y = 0;
    m_revision = next_revision();
    m_bands = {};
    paint_white();
}

void Atlas::paint_white() {
    const std::optional<Place> place = take(white_side, white_side);
    OTK_ASSERT(place && place->x == 0 && place->y == 0);
    for (int down = 0; down < white_side; ++down)
        std::memset(row(*place, down), 0xFF, white_side);
}

}  // namespace otk::kiosk::look
