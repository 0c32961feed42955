#include "kiosk/widgets/canvas.h"

#include <algorithm>
#include <cmath>

#include <imgui.h>

#include "kiosk/look/shadow.h"
#include "kiosk/look/tokens.h"
#include "kiosk/widgets/ink.h"

namespace otk::kiosk::widgets {
namespace {

/// A quarter circle from `angle` on. Where two of them meet without a straight line between, the
/// point that both have is put once: a line of no length has no direction to smooth.
void quarter_path(ImDrawList& list, float x, float y, float radius, float angle, int segments) {
    for (int at = 0; at <= segments; ++at) {
        const float turned =
            angle + pi * 0.5F * static_cast<float>(at) / static_cast<float>(segments);
        const ImVec2 point{x + radius * std::cos(turned), y + radius * std::sin(turned)};
        const ImVector<ImVec2>& path = list._Path;
        const auto is_near = [&](const ImVec2& other) {
            return std::abs(other.x - point.x) + std::abs(other.y - point.y) < 0.05F;
        };
        if (!path.empty() && (is_near(path.back()) || is_near(path.front()))) continue;
        list.PathLineTo(point);
    }
}

void round_path(ImDrawList& list, const Rect& rect, float radius) {
    const float r = std::min({radius, rect.width / 2, rect.height / 2});
    if (r < 0.5F) {
        list.PathRect({rect.x, rect.y}, {rect.x + rect.width, rect.y + rect.height});
        return;
    }
    const int segments = quarter_segments(r);
    const float right = rect.x + rect.width - r;
    const float bottom = rect.y + rect.height - r;
    quarter_path(list, rect.x + r, rect.y + r, r, pi, segments);
    quarter_path(list, right, rect.y + r, r, pi * 1.5F, segments);
    quarter_path(list, right, bottom, r, 0, segments);
    quarter_path(list, rect.x + r, bottom, r, pi * 0.5F, segments);
}

/// The places of answers ("${name}") are left out.
std::string without_answers(std::string_view text) {
    std::string rest;
    while (!text.empty()) {
        const std::size_t begin = text.find("${");
        rest += text.substr(0, begin);
        const std::size_t end = begin == std::string_view::npos ? begin : text.find('}', begin);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return rest;
}

}  // namespace

std::uint32_t packed(look::Color color, unsigned alpha) {
    return IM_COL32((color >> 16U) & 0xFFU, (color >> 8U) & 0xFFU, color & 0xFFU, alpha);
}

int quarter_segments(float radius) {
    return std::clamp(static_cast<int>(std::ceil(std::sqrt(std::max(radius, 0.0F)) * 1.8F)), 3, 40);
}

Rect snapped(const Rect& rect) {
    const float left = std::round(rect.x);
    const float top = std::round(rect.y);
    return {
        left, top, std::round(rect.x + rect.width) - left, std::round(rect.y + rect.height) - top};
}

Rect inset(const Rect& rect, float by) {
    return {rect.x + by, rect.y + by, rect.width - 2 * by, rect.height - 2 * by};
}

Rect Canvas::panel() const {
    return {0, 0, static_cast<float>(m_look.panel().width_px),
        static_cast<float>(m_look.panel().height_px)};
}

std::string_view Canvas::words(std::string_view key) const {
    return m_look.text(m_state.view.language, key);
}

std::string_view Canvas::in_language(const form::Texts& texts) const {
    const std::string_view text = texts.in(m_state.view.language);
    if (m_state.visit == nullptr || text.find("${") == std::string_view::npos) return text;
    if (m_frame.discreet) return m_frame.said.emplace_back(without_answers(text));
    return m_frame.said.emplace_back(m_state.visit->said(texts, m_state.view.language));
}

void Canvas::fill(const Rect& rect, look::Color color) const {
    m_frame.draw->AddRectFilled(
        {rect.x, rect.y}, {rect.x + rect.width, rect.y + rect.height}, packed(color));
}

void Canvas::gradient(const Rect& rect, look::Color top, look::Color bottom) const {
    if (top == bottom) return fill(rect, top);
    m_frame.draw->AddRectFilledMultiColor({rect.x, rect.y},
        {rect.x + rect.width, rect.y + rect.height}, packed(top), packed(top), packed(bottom),
        packed(bottom));
}

void Canvas::veil(const Rect& rect, look::Shade shade) const {
    m_frame.draw->AddRectFilled({rect.x, rect.y}, {rect.x + rect.width, rect.y + rect.height},
        packed(shade.color, shade.alpha));
}

void Canvas::box(const Rect& rect, const Box& box) const {
    ImDrawList& list = *m_frame.draw;
    if (box.has_fill) {
        // Under the edge only to its middle: no fringe of the fill shows outside of it.
        const float under = box.edge_width / 2;
        round_path(list, inset(rect, under), box.radius - under);
        list.PathFillConvex(packed(box.fill));
    }
    if (box.edge_width > 0) {
        const float half = box.edge_width / 2;
        round_path(list, inset(rect, half), box.radius - half);
        list.PathStroke(packed(box.edge), ImDrawFlags_Closed, box.edge_width);
    }
}

void Canvas::shadow(const Rect& rect, float radius, Lift lift) const {
    const look::Shade shade = colors().shadow;
    if (lift == Lift::Flat || shade.alpha == 0) return;
    namespace tokens = look::tokens;
    const bool is_pressed = lift == Lift::Pressed;
    const bool is_dialog = lift == Lift::Dialog;
    const float sigma = is_pressed  ? tokens::shadow_sigma_pressed
                        : is_dialog ? tokens::shadow_sigma_dialog
                                    : tokens::shadow_sigma;
    const float down = is_pressed  ? tokens::shadow_down_pressed
                       : is_dialog ? tokens::shadow_down_dialog
                                   : tokens::shadow_down;
    const look::Shadows::Baked* baked = m_look.shadows().find(radius, px(sigma));
    if (baked == nullptr) return;
    const ImU32 color = packed(shade.color, is_dialog ? 102U : shade.alpha);
    const float left = rect.x - baked->reach;
    const float top = std::round(rect.y + px(down)) - baked->reach;
    const float right = rect.x + rect.width + baked->reach;
    const float bottom = top + rect.height + 2 * baked->reach;
    // A box narrower than two corners takes less of each; the rest of them would be the same.
    const float cell_x = std::min(baked->cell, (right - left) / 2);
    const float cell_y = std::min(baked->cell, (bottom - top) / 2);
    const float u = baked->u0 + (baked->u1 - baked->u0) * cell_x / baked->cell;
    const float v = baked->v0 + (baked->v1 - baked->v0) * cell_y / baked->cell;
    const float xs[] = {left, left + cell_x, right - cell_x, right};
    const float ys[] = {top, top + cell_y, bottom - cell_y, bottom};
    const float us[] = {baked->u0, u, u, baked->u0};
    const float vs[] = {baked->v0, v, v, baked->v0};
    ImDrawList& list = *m_frame.draw;
    for (int row = 0; row < 3; ++row) {
        for (int column = 0; column < 3; ++column) {
            const bool is_middle = row == 1 && column == 1;
            const bool is_empty =
                xs[column + 1] - xs[column] < 0.5F || ys[row + 1] - ys[row] < 0.5F;
            if (is_middle || is_empty) continue;  // the box itself covers the middle
            list.PrimReserve(6, 4);
            list.PrimRectUV({xs[column], ys[row]}, {xs[column + 1], ys[row + 1]},
                {us[column], vs[row]}, {us[column + 1], vs[row + 1]}, color);
        }
    }
}

void Canvas::disc(float x, float y, float radius, look::Color color) const {
    m_frame.draw->AddCircleFilled({x, y}, radius, packed(color), 4 * quarter_segments(radius));
}

void Canvas::ring(float x, float y, float radius, float width, float part, look::Color color,
    look::Color rest) const {
    ImDrawList& list = *m_frame.draw;
    const int segments = 4 * quarter_segments(radius);
    list.AddCircle({x, y}, radius, packed(rest), segments, width);
    if (part <= 0) return;
    if (part >= 1) {
        list.AddCircle({x, y}, radius, packed(color), segments, width);
        return;
    }
    const int steps = std::max(2, static_cast<int>(static_cast<float>(segments) * part));
    list.PathArcTo({x, y}, radius, -pi / 2, -pi / 2 + part * 2 * pi, steps);
    list.PathStroke(packed(color), 0, width);
}

std::size_t Canvas::mark() const {
    return static_cast<std::size_t>(m_frame.draw->VtxBuffer.Size);
}

void Canvas::sink_since(std::size_t mark, std::string_view id, const Rect& rect) const {
    const bool moves = m_interaction.pressed == id || m_interaction.let_go == id;
    if (!moves || m_interaction.depth <= 0) return;
    const float factor = 1 - (1 - look::tokens::press_scale) * m_interaction.depth;
    const float x = rect.x + rect.width / 2;
    const float y = rect.y + rect.height / 2;
    for (int at = static_cast<int>(mark); at < m_frame.draw->VtxBuffer.Size; ++at) {
        ImVec2& position = m_frame.draw->VtxBuffer[at].pos;
        position.x = x + (position.x - x) * factor;
        position.y = y + (position.y - y) * factor;
    }
}

}  // namespace otk::kiosk::widgets
