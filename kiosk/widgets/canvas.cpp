#include "kiosk/widgets/canvas.h"

#include <algorithm>
#include <cmath>

#include <imgui.h>

#include "core/base/assert.h"
#include "kiosk/look/emblem.h"
#include "kiosk/look/faces.h"
#include "kiosk/look/shadow.h"
#include "kiosk/look/tokens.h"
#include "kiosk/widgets/pictures.h"

namespace otk::kiosk::widgets {
namespace {

constexpr float pi = 3.14159265F;

ImU32 packed(look::Color color, unsigned alpha = 255) {
    return IM_COL32((color >> 16U) & 0xFFU, (color >> 8U) & 0xFFU, color & 0xFFU, alpha);
}

/// Segments of a quarter circle: the chord stays within a tenth of a pixel. A page that is tried
/// and does not fit may have no room at all for a circle.
int quarter_segments(float radius) {
    return std::clamp(static_cast<int>(std::ceil(std::sqrt(std::max(radius, 0.0F)) * 1.8F)), 3, 40);
}

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

void Canvas::polyline(const look::Polyline& line, float x, float y, float scale, look::Color color,
    float width) const {
    ImDrawList& list = *m_frame.draw;
    for (const look::Point& point : line.points) {
        list.PathLineTo({x + point.x * scale, y + point.y * scale});
    }
    list.PathStroke(packed(color), line.closed ? ImDrawFlags_Closed : 0, width);
    if (line.closed) return;
    for (const look::Point& point : {line.points.front(), line.points.back()}) {
        disc(x + point.x * scale, y + point.y * scale, width / 2, color);
    }
}

void Canvas::polygon(
    const look::Polyline& line, float x, float y, float scale, look::Color color) const {
    // ImGui smooths the edges of clockwise polygons only.
    float area = 0;
    const std::size_t count = line.points.size();
    for (std::size_t at = 0; at < count; ++at) {
        const look::Point& one = line.points[at];
        const look::Point& two = line.points[(at + 1) % count];
        area += one.x * two.y - two.x * one.y;
    }
    ImDrawList& list = *m_frame.draw;
    for (std::size_t at = 0; at < count; ++at) {
        const look::Point& point = line.points[area > 0 ? at : count - 1 - at];
        list.PathLineTo({x + point.x * scale, y + point.y * scale});
    }
    list.PathFillConvex(packed(color));
}

void Canvas::face(int mark, float x, float y, float size) const {
    const look::Face& face = look::face_of(mark);
    const look::FaceColors& fills = colors().faces[static_cast<std::size_t>(mark - 1)];
    const look::Color ink = colors().face_ink;
    const float scale = size / 100;
    const float left = x - size / 2;
    const float top = y - size / 2;
    const float outer = (look::face_radius + look::face_outline / 2) * scale;
    disc(x, y, outer, colors().face_outline ? ink : fills.fill);
    if (colors().face_outline) {
        disc(x, y, (look::face_radius - look::face_outline / 2) * scale, fills.fill);
    }
    for (const look::Face::Eye& eye : face.eyes) {
        ImDrawList& list = *m_frame.draw;
        constexpr int segments = 24;
        for (int at = 0; at < segments; ++at) {
            const float angle = 2 * pi * static_cast<float>(at) / segments;
            list.PathLineTo({left + (eye.x + eye.radius_x * std::cos(angle)) * scale,
                top + (eye.y + eye.radius_y * std::sin(angle)) * scale});
        }
        list.PathFillConvex(packed(ink));
    }
    for (const look::Polyline& stroke : face.strokes) {
        polyline(stroke, left, top, scale, ink, look::face_stroke * scale);
    }
    for (const look::Polyline& mouth : face.mouth) {
        polygon(mouth, left, top, scale, ink);
        polyline(mouth, left, top, scale, ink, look::face_mouth_round * scale);
    }
    for (const look::Polyline& tongue : face.tongue) {
        polygon(tongue, left, top, scale, look::face_tongue);
    }
}

float Canvas::emblem_shape() const {
    const look::Emblem* const owners = m_look.emblem();
    return owners != nullptr ? owners->width_of_height() : 80.0F / 96;
}

void Canvas::emblem(const Rect& rect) const {
    if (m_look.emblem() == nullptr || m_frame.emblem == nullptr) return neutral_emblem(rect);
    if (m_look.theme() != look::Theme::Light) {
        // An emblem is made for light paper: on a dark ground it keeps a piece of it.
        box(inset(rect, -px(1.5F)), {px(2), 0xFFFFFF, true, 0, 0});
    }
    ImDrawList& list = *m_frame.draw;
    list.PushTextureID(m_frame.emblem);
    list.PrimReserve(6, 4);
    list.PrimRectUV({rect.x, rect.y}, {rect.x + rect.width, rect.y + rect.height}, {0, 0}, {1, 1},
        packed(0xFFFFFF));
    list.PopTextureID();
}

std::string_view Canvas::picture_of(const form::Texts& image) const {
    if (image.is_empty() || m_state.visit == nullptr) return {};
    return image.in(m_state.view.language, m_state.visit->form().default_language);
}

bool Canvas::has_picture(std::string_view file) const {
    if (file.empty()) return false;
    return m_frame.pictures == nullptr || m_frame.pictures->size_of(file).is_there();
}

float Canvas::picture_height(std::string_view file, float width, float most) const {
    if (m_frame.pictures == nullptr) return most;
    const Pictures::Size own = m_frame.pictures->size_of(file);
    const auto height = static_cast<float>(own.height);
    return std::min({most, height, height * width / static_cast<float>(own.width)});
}

void Canvas::picture(std::string_view file, const Rect& rect, Align align) const {
    if (m_frame.pictures == nullptr || !has_picture(file)) return;
    const Pictures::Size own = m_frame.pictures->size_of(file);
    const float scale = std::min({1.0F, rect.width / static_cast<float>(own.width),
        rect.height / static_cast<float>(own.height)});
    const auto side = [scale](int length) {
        return std::max(1, static_cast<int>(std::lround(static_cast<float>(length) * scale)));
    };
    const Pictures::Size size{side(own.width), side(own.height)};
    Pictures::Texture const texture = m_frame.pictures->at(file, size);
    if (texture == nullptr) return;
    const auto width = static_cast<float>(size.width);
    const auto height = static_cast<float>(size.height);
    const float left = align == Align::Left ? rect.x : rect.x + (rect.width - width) / 2;
    const Rect place = {
        std::round(left), std::round(rect.y + (rect.height - height) / 2), width, height};
    if (m_look.theme() != look::Theme::Light) {
        // A picture is made for light paper, like an emblem.
        box(inset(place, -px(1)), {px(1.5F), 0xFFFFFF, true, 0, 0});
    }
    ImDrawList& list = *m_frame.draw;
    list.PushTextureID(texture);
    list.PrimReserve(6, 4);
    list.PrimRectUV(
        {place.x, place.y}, {place.x + width, place.y + height}, {0, 0}, {1, 1}, packed(0xFFFFFF));
    list.PopTextureID();
}

/// Shield, arch, river; 80 × 96.
void Canvas::neutral_emblem(const Rect& rect) const {
    static const auto shield = look::parse_path(
        "M4 4 H76 V50 C76 72 62 86 40 93 C18 86 4 72 4 50 Z", 16, look::Corners::Keep);
    static const auto arch =
        look::parse_path("M25 58 V40 C25 31.72 31.72 25 40 25 C48.28 25 55 31.72 55 40 V58", 12,
            look::Corners::Keep);
    static const auto river = look::parse_path(
        "M15 68 C21 63 27 63 32 68 C37 73 43 73 48 68 C53 63 59 63 65 68 "
        "M22 79 C27 75 32 75 36 79 C40 83 45 83 49 79 C52 76 55 75 58 76",
        12, look::Corners::Keep);
    const float scale = rect.height / 96;
    const look::Color ground = colors().primary;
    const look::Color sign = colors().on_primary;
    for (const look::Polyline& line : shield) {
        polygon(line, rect.x, rect.y, scale, ground);
        polyline(line, rect.x, rect.y, scale, ground, 4 * scale);
    }
    for (const look::Polyline& line : arch) {
        // Butt ends: an arch stands on its feet.
        ImDrawList& list = *m_frame.draw;
        for (const look::Point& point : line.points) {
            list.PathLineTo({rect.x + point.x * scale, rect.y + point.y * scale});
        }
        list.PathStroke(packed(sign), 0, 10 * scale);
    }
    for (const look::Polyline& line : river) {
        polyline(line, rect.x, rect.y, scale, sign, 4 * scale);
    }
}

void Canvas::icon(
    look::Icon icon, const Rect& rect, look::Color color, float weight, float part) const {
    const look::IconDrawing& drawing = look::drawing_of(icon);
    const float scale = rect.height / 24;
    const float left = rect.x + (rect.width - drawing.width * scale) / 2;
    const float width = drawing.stroke * weight * scale;
    for (const look::Polyline& fill : drawing.fills) {
        polygon(fill, left, rect.y, scale, color);
    }
    for (const look::IconDrawing::Circle& circle : drawing.circles) {
        m_frame.draw->AddCircle({left + circle.x * scale, rect.y + circle.y * scale},
            circle.radius * scale, packed(color), 4 * quarter_segments(circle.radius * scale),
            width);
    }
    const auto draw = [&](const std::vector<look::Polyline>& strokes) {
        for (const look::Polyline& stroke : strokes) {
            polyline(stroke, left, rect.y, scale, color, width);
        }
    };
    if (part >= 1) return draw(drawing.strokes);
    draw(look::beginning_of(drawing.strokes, part));
}

const look::TextLayout& Canvas::set(std::string_view text, look::Type type, float width) const {
    return m_look.layouts().set(text, type, width);
}

void Canvas::text(const look::TextLayout& layout, float x, float y, float width, look::Color color,
    Align align) const {
    const float hang =
        align == Align::Left && look::step_of(layout.type).setting == look::Setting::Heading
            ? layout.em_px * 0.03F
            : 0.0F;
    for (std::size_t at = 0; at < layout.lines.size(); ++at) {
        const float left = width - layout.lines[at].width;
        const float shift = align == Align::Left ? -hang : align == Align::Center ? left / 2 : left;
        lines(layout, at, 1, x + shift, y + static_cast<float>(at) * layout.line_height, color);
    }
}

void Canvas::letters(const look::TextLayout& layout, const look::TextLayout::Line& line, float x,
    float base, std::uint32_t ink) const {
    ImDrawList& list = *m_frame.draw;
    look::Glyphs& glyphs = m_look.glyphs();
    for (std::size_t letter = line.first; letter < line.first + line.count; ++letter) {
        const look::TextLayout::Placed& placed = layout.letters[letter];
        const look::Glyph* const found = glyphs.find(layout.type, placed.letter);
        if (found == nullptr) continue;  // a space
        const look::Glyph& glyph = *found;
        const float pen = std::round(x + placed.x);
        list.PrimReserve(6, 4);
        list.PrimRectUV({pen + glyph.x0, base + glyph.y0}, {pen + glyph.x1, base + glyph.y1},
            {glyph.u0, glyph.v0}, {glyph.u1, glyph.v1}, ink);
    }
}

void Canvas::lines(const look::TextLayout& layout, std::size_t first, std::size_t count, float x,
    float y, look::Color color) const {
    OTK_ASSERT(first + count <= layout.lines.size());
    for (std::size_t at = 0; at < count; ++at) {
        const float base =
            std::round(y + layout.baseline + static_cast<float>(at) * layout.line_height);
        letters(layout, layout.lines[first + at], x, base, packed(color));
    }
}

void Canvas::watermark(const look::TextLayout& layout, float x, float y, look::Color color) const {
    constexpr unsigned alpha = 56;  // of 255: what lies under it stays readable
    if (layout.lines.empty()) return;
    const look::TextLayout::Line& line = layout.lines.front();
    // The line's middle is that of its capitals, which rise by 0.7 em.
    letters(layout, line, x - line.width / 2, std::round(y + layout.em_px * 0.35F),
        packed(color, alpha));
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
