#include "kiosk/shell/burn_in_shift.h"

#include <algorithm>
#include <array>

#include <imgui.h>

namespace otk::kiosk::shell {
namespace {

constexpr int far = BurnInShift::furthest_px;
/// The middle, and once around it.
constexpr std::array<Shift, 9> places{Shift{0, 0}, Shift{far, 0}, Shift{far, far}, Shift{0, far},
    Shift{-far, far}, Shift{-far, 0}, Shift{-far, -far}, Shift{0, -far}, Shift{far, -far}};

/// A coordinate along one axis; edges of the panel stay covered.
float moved(float at, int by, float panel) {
    const float there = at + static_cast<float>(by);
    if (at <= 0) return std::min(there, 0.0F);
    return at >= panel ? std::max(there, panel) : there;
}

}  // namespace

bool BurnInShift::step(bool is_at_rest, std::int64_t now_ms) {
    if (now_ms < m_next_ms) return false;
    // A visit that is under way when the time comes keeps its place, and the shift is due after it.
    if (!is_at_rest) return false;
    m_next_ms = now_ms + every_ms;
    m_place = (m_place + 1) % places.size();
    m_shift = places[m_place];
    return true;
}

void move_by(const Shift& shift, Frame& frame, float panel_width, float panel_height) {
    if (shift == Shift{}) return;
    for (ImDrawVert& vertex : frame.draw->VtxBuffer) {
        vertex.pos.x = moved(vertex.pos.x, shift.right, panel_width);
        vertex.pos.y = moved(vertex.pos.y, shift.down, panel_height);
    }
    for (ImDrawCmd& command : frame.draw->CmdBuffer) {
        command.ClipRect.x = moved(command.ClipRect.x, shift.right, panel_width);
        command.ClipRect.z = moved(command.ClipRect.z, shift.right, panel_width);
        command.ClipRect.y = moved(command.ClipRect.y, shift.down, panel_height);
        command.ClipRect.w = moved(command.ClipRect.w, shift.down, panel_height);
    }
    for (Item& item : frame.items) {
        item.rect.x += static_cast<float>(shift.right);
        item.rect.y += static_cast<float>(shift.down);
    }
}

}  // namespace otk::kiosk::shell
