#include "tests/kiosk/kms/fake_card.h"

#include <utility>

namespace otk::test {

using namespace kiosk::kms;

void FakeCard::refresh() {
    if (!m_next) return;
    m_shown = std::exchange(m_next, std::nullopt);
    ++m_flips_done;
}

std::vector<std::uint32_t> FakeCard::shown() const {
    return m_shown ? m_buffers.at(*m_shown) : std::vector<std::uint32_t>();
}

Result<Buffer> FakeCard::make_buffer(int width_px, int height_px) {
    if (m_buffers.size() >= buffers_max) return fail(ErrorKind::NoSpace, "no memory");
    const std::uint32_t id = ++m_last_id;
    std::vector<std::uint32_t>& pixels = m_buffers[id];
    pixels.assign(static_cast<std::size_t>(width_px) * static_cast<std::size_t>(height_px), 0);
    return Buffer{id, id, {pixels.data(), width_px, height_px, width_px}};
}

void FakeCard::drop_buffer(const Buffer& buffer) {
    m_buffers.erase(buffer.id);
}

Result<void> FakeCard::set_mode(const Output&, const Buffer& buffer) {
    if (set_mode_fails) return fail(*set_mode_fails, "set mode");
    m_shown = buffer.id;
    m_next.reset();
    ++m_modes_set;
    return {};
}

Result<void> FakeCard::flip(const Output&, const Buffer& buffer) {
    if (flip_fails) return fail(*flip_fails, "flip");
    if (m_next) return fail(ErrorKind::Unavailable, "flip: busy");
    m_next = buffer.id;
    return {};
}

Result<int> FakeCard::flips_done() {
    return std::exchange(m_flips_done, 0);
}

Result<void> FakeCard::take_display() {
    if (take_display_fails) return fail(*take_display_fails, "take the display");
    return {};
}

Connector panel_at(const char* name, int width_px, int height_px) {
    Connector connector;
    connector.id = 7;
    connector.name = name;
    connector.is_connected = true;
    connector.modes = {{width_px, height_px, 60, false, true}};
    connector.controllers = {40};
    return connector;
}

}  // namespace otk::test
