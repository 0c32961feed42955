#include <algorithm>
#include <cmath>

#include "core/base/assert.h"
#include "core/base/format.h"
#include "kiosk/look/tokens.h"
#include "kiosk/look/tracks.h"
#include "kiosk/screens/page.h"
#include "kiosk/widgets/parts.h"

namespace otk::kiosk::screens {
namespace {

namespace tokens = look::tokens;
using look::Icon;
using look::Track;
using look::Type;
using widgets::Canvas;

Icon icon_of(model::Surroundings::Elsewhere::Way way) {
    using Way = model::Surroundings::Elsewhere::Way;
    switch (way) {
        case Way::Screen:
            return Icon::Here;
        case Way::Paper:
            return Icon::Paper;
    }
    OTK_UNREACHABLE();
}

/// Another place to answer; no target.
void draw_elsewhere(const Canvas& canvas, const Rect& where, std::size_t number) {
    const Rect rect = widgets::snapped(where);
    const look::Colors& colors = canvas.colors();
    const auto& place = canvas.state().surroundings.elsewhere[number];
    canvas.box(rect, {canvas.px(tokens::radius_toast), colors.card, true, colors.line,
                         canvas.look().line(tokens::edge)});
    const float side = canvas.px(12);
    const float y = rect.y + rect.height / 2;
    canvas.icon(icon_of(place.way), {rect.x + canvas.px(6), y - side / 2, side, side}, colors.ink);
    const float left = rect.x + canvas.px(6 + 12 + 6);
    const float room = rect.x + rect.width - canvas.px(4) - left;
    look::LayoutCache& layouts = canvas.look().layouts();
    const std::string_view title = canvas.in_language(place.title);
    const std::string_view detail = canvas.in_language(place.detail);
    const look::TextLayout& head = layouts.fit(
        title, {Type::ToastTitle, Type::LabelTight, Type::LabelSmall}, room, 1, rect.height / 2);
    const look::TextLayout& line =
        layouts.fit(detail, {Type::Small, Type::KeyTight}, room, 1, rect.height / 2);
    const float top = y - (head.height() + line.height()) / 2;
    canvas.text(head, left, top, room, colors.ink);
    canvas.text(line, left, top + head.height(), room, colors.ink);
    widgets::add_text(canvas, format("elsewhere-{}", number + 1), Role::Text,
        std::string(title) + ". " + std::string(detail),
        {left, top, std::max(head.width, line.width), head.height() + line.height()}, colors.ink,
        colors.card);
}

/// The places and the QR panel in one column.
struct Ways {
    std::size_t places = 0;
    bool has_link = false;
    float symbol_mm = 92;
    bool is_empty() const { return places == 0 && !has_link; }
};

float place_height(const Canvas& canvas) {
    return canvas.px(canvas.look().is_large() ? 40 : 27);
}

float ways_height(const Canvas& canvas, const Ways& ways, float title) {
    float height = title + canvas.px(6);
    height += static_cast<float>(ways.places) * (place_height(canvas) + canvas.px(3));
    if (ways.has_link) {
        height += canvas.px(2) + widgets::qr_panel_height(canvas, ways.symbol_mm);
    }
    return height;
}

void draw_ways(const Canvas& canvas, const Ways& ways, const Rect& rect) {
    const look::Colors& colors = canvas.colors();
    const std::string_view title = canvas.words("Where else to answer");
    const look::TextLayout& heading = canvas.look().layouts().fit(
        title, {Type::PanelTitle, Type::Label}, rect.width, 1, rect.height);
    float y = rect.y;
    canvas.text(heading, rect.x, y, rect.width, colors.ink);
    widgets::add_text(canvas, "elsewhere", Role::Heading, title,
        {rect.x, y, heading.width, heading.height()}, colors.ink, colors.paper2);
    y += heading.height() + canvas.px(6);
    for (std::size_t at = 0; at < ways.places; ++at) {
        draw_elsewhere(canvas, {rect.x, y, rect.width, place_height(canvas)}, at);
        y += place_height(canvas) + canvas.px(3);
    }
    if (!ways.has_link) return;
    y += canvas.px(2);
    const model::Surroundings& around = canvas.state().surroundings;
    const widgets::QrPanel panel{.title = canvas.words("On your phone"),
        .detail = canvas.words("Point the camera or type the address"),
        .link = around.link,
        .address = around.link_to_type,
        .symbol_mm = ways.symbol_mm};
    widgets::draw_qr_panel(
        canvas, {rect.x, y, rect.width, widgets::qr_panel_height(canvas, ways.symbol_mm)}, panel);
}

}  // namespace

void draw_out_of_service(const Canvas& canvas) {
    widgets::draw_ground(canvas);
    const Rect panel = canvas.panel();
    const float margin = canvas.px(tokens::margin);
    const bool is_wide = canvas.look().is_landscape();
    const float header = header_height(canvas);
    const float footer = std::round(widgets::footer_height(canvas));
    const float column = is_wide ? panel.width * 5 / 11 : panel.width;
    const float width = column - 2 * margin;
    const model::Surroundings& around = canvas.state().surroundings;
    Ways ways{.places = std::min<std::size_t>(around.elsewhere.size(), 3),
        .has_link = !around.link.empty()};
    const float bottom = panel.height - footer - canvas.px(is_wide ? 6 : 18);
    const float title_height =
        canvas.set(canvas.words("Where else to answer"), Type::PanelTitle, 9999).height();
    Heading heading;
    heading.title = canvas.words("This screen is not working now");
    heading.hint = canvas.words("Earlier answers are safe");
    heading.icon = Icon::Info;
    heading.hint_type = Type::LeadWide;
    heading.hint_gap_mm = is_wide ? 6 : 9;

    const float top = header + canvas.px(is_wide ? 4 : 14);
    SetHeading set;
    for (const Type type : {Type::Poster2, Type::Poster3, Type::Title1, Type::Title2, Type::Title3,
             Type::Title4, Type::Title5, Type::Title6}) {
        if (!canvas.look().glyphs().has(type)) continue;
        set = set_heading(canvas, heading, type, width);
        const float room =
            is_wide ? bottom - top
                    : bottom - top - canvas.px(6) -
                          (ways.is_empty() ? 0 : ways_height(canvas, ways, title_height));
        if (set.fits && set.height <= room) break;
    }
    const float ways_top = is_wide ? canvas.px(8) : top + set.height + canvas.px(6);
    while (ways.symbol_mm > 40 && ways_height(canvas, ways, title_height) > bottom - ways_top) {
        ways.symbol_mm -= 4;
    }
    widgets::draw_header(canvas, {0, 0, column, header});
    draw_heading(canvas, heading, set, margin, top, width);
    if (!ways.is_empty()) {
        const float height = ways_height(canvas, ways, title_height);
        const Rect place =
            is_wide ? Rect{column + margin, ways_top, panel.width - column - 2 * margin, height}
                    : Rect{margin, bottom - height, width, height};
        draw_ways(canvas, ways, place);
    }
    widgets::draw_footer(canvas, widgets::FooterKeys::LanguageOnly);
}

}  // namespace otk::kiosk::screens
