#include "kiosk/kms/flip_chain.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "core/base/assert.h"

namespace otk::kiosk::kms {
namespace {

constexpr std::size_t buffer_count = 2;

void copy_area(const raster::Surface& from, const raster::Surface& to, const raster::Area& area) {
    for (int y = area.top; y < area.bottom; ++y) {
        std::memcpy(to.row(y) + area.left, from.row(y) + area.left,
            static_cast<std::size_t>(area.width()) * sizeof(std::uint32_t));
    }
}

}  // namespace

Result<std::unique_ptr<FlipChain>> FlipChain::start(Card& card, const Output& output) {
    std::unique_ptr<FlipChain> chain(new FlipChain(card, output));
    OTK_TRY(chain->make_buffers());
    OTK_TRY(card.set_mode(output, chain->m_buffers[chain->m_front]));
    return chain;
}

FlipChain::~FlipChain() {
    for (const Buffer& buffer : m_buffers)
        m_card.drop_buffer(buffer);
}

Result<void> FlipChain::make_buffers() {
    const Mode& mode = m_output.shown_mode();
    for (std::size_t count = 0; count < buffer_count; ++count)
        m_buffers.push_back(OTK_TRY(m_card.make_buffer(mode.width_px, mode.height_px)));
    return {};
}

raster::Area FlipChain::bounds() const {
    const Mode& mode = m_output.shown_mode();
    return {0, 0, mode.width_px, mode.height_px};
}

Result<void> FlipChain::show(
    const raster::Surface& picture, const std::vector<raster::Area>& damage) {
    OTK_ASSERT(picture.width == bounds().width() && picture.height == bounds().height());
    m_picture = picture;
    m_waiting.insert(m_waiting.end(), damage.begin(), damage.end());
    return m_is_flipping ? Result<void>() : flip();
}

Result<void> FlipChain::flip() {
    m_history.add(std::exchange(m_waiting, {}));
    // Neither buffer has ever held a picture at first; then the back one holds the last but one.
    copy(m_history.missing(m_frames < static_cast<int>(buffer_count) ? 0 : 2, bounds()));
    const Result<void> flipped = m_card.flip(m_output, back());
    if (!flipped && flipped.error().kind == ErrorKind::Unavailable) {
        // The kernel has not done the flip before, whatever we think: its end will be told, and the
        // buffer is copied whole then, for its age has come out of step.
        m_is_flipping = true;
        m_frames = 0;
        m_waiting = {bounds()};
        return {};
    }
    OTK_TRY(flipped);
    ++m_frames;
    m_front = 1 - m_front;
    m_is_flipping = true;
    return {};
}

void FlipChain::copy(const std::vector<raster::Area>& areas) {
    for (const raster::Area& area : areas)
        copy_area(*m_picture, back().surface, intersection(area, bounds()));
}

Result<void> FlipChain::take_flips() {
    if (OTK_TRY(m_card.flips_done()) == 0) return {};
    m_is_flipping = false;
    return m_waiting.empty() ? Result<void>() : flip();
}

Result<void> FlipChain::restore() {
    m_is_flipping = false;
    m_frames = 0;
    m_history.forget();
    m_waiting.clear();
    if (m_picture) copy_area(*m_picture, m_buffers[m_front].surface, bounds());
    return m_card.set_mode(m_output, m_buffers[m_front]);
}

}  // namespace otk::kiosk::kms
