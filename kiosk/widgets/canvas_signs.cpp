// What the canvas draws of lines and pictures: faces, icons, the emblem, a form's own.

#include <algorithm>
#include <cmath>

#include <imgui.h>

#include "kiosk/look/emblem.h"
#include "kiosk/look/faces.h"
#include "kiosk/widgets/canvas.h"
#include "kiosk/widgets/ink.h"
#include "kiosk/widgets/pictures.h"

namespace otk::kiosk::widgets {

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
    Rect picture = rect;
    if (m_look.theme() != look::Theme::Light) {
        // An emblem is made for light paper: on a dark ground it keeps a piece of it, at the same
        // left edge as the words.
        box(rect, {px(2), 0xFFFFFF, true, 0, 0});
        picture = inset(rect, px(1.5F));
    }
    ImDrawList& list = *m_frame.draw;
    list.PushTextureID(m_frame.emblem);
    list.PrimReserve(6, 4);
    list.PrimRectUV({picture.x, picture.y}, {picture.x + picture.width, picture.y + picture.height},
        {0, 0}, {1, 1}, packed(0xFFFFFF));
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

}  // namespace otk::kiosk::widgets
