#include <algorithm>
#include <cmath>

#include "core/base/assert.h"
#include "core/base/format.h"
#include "kiosk/look/tokens.h"
#include "kiosk/look/tracks.h"
#include "kiosk/screens/bars.h"
#include "kiosk/screens/notice.h"
#include "kiosk/widgets/parts.h"

namespace otk::kiosk::screens {
namespace {

namespace tokens = look::tokens;
using look::Icon;
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

/// Where a place's words stand: from `left`, around the height `y`.
struct Spot {
    float left;
    float y;
    float room;
};

/// The two lines that name another place.
void write_place(const Canvas& canvas, std::size_t number, const Spot& spot,
    const look::TextLayout& head, const look::TextLayout& line) {
    const look::Colors& colors = canvas.colors();
    const auto& place = canvas.state().surroundings.elsewhere[number];
    const float height = head.height() + line.height();
    const float top = spot.y - height / 2;
    canvas.text(head, spot.left, top, spot.room, colors.ink);
    canvas.text(line, spot.left, top + head.height(), spot.room, colors.ink);
    widgets::add_text(canvas, format("elsewhere-{}", number + 1), Role::Text,
        std::string(canvas.in_language(place.title)) + ". " +
            std::string(canvas.in_language(place.detail)),
        {spot.left, top, std::max(head.width, line.width), height}, colors.ink, colors.card);
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
    const look::TextLayout& head = layouts.fit(canvas.in_language(place.title),
        {Type::ToastTitle, Type::LabelTight, Type::LabelSmall}, room, 1, rect.height / 2);
    const look::TextLayout& line = layouts.fit(
        canvas.in_language(place.detail), {Type::Small, Type::KeyTight}, room, 1, rect.height / 2);
    write_place(canvas, number, {left, y, room}, head, line);
}

/// The places and the QR panel in one column.
struct Ways {
    const Notice& notice;
    std::size_t places = 0;
    bool has_link = false;
    float symbol_mm = 112;  ///< with its white
    bool is_empty() const { return places == 0 && !has_link; }
};

widgets::QrPanel link_panel(const Canvas& canvas, const Notice& notice, float symbol_mm) {
    const model::Surroundings& around = canvas.state().surroundings;
    return {.title = notice.link_title,
        .detail = notice.link_detail,
        .link = around.link,
        .address = around.link_to_type,
        .symbol_mm = symbol_mm};
}

float place_height(const Canvas& canvas) {
    return canvas.px(canvas.look().is_large() ? 40 : 27);
}

float ways_height(const Canvas& canvas, const Ways& ways, float title) {
    float height = title > 0 ? title + canvas.px(6) : 0;
    height += static_cast<float>(ways.places) * (place_height(canvas) + canvas.px(3));
    if (ways.has_link) {
        height += canvas.px(2) + widgets::qr_panel_height(canvas, ways.symbol_mm);
    }
    return height;
}

void draw_ways(const Canvas& canvas, const Ways& ways, const Rect& rect) {
    float y = rect.y;
    if (!ways.notice.ways.empty()) {
        const look::Colors& colors = canvas.colors();
        const std::string_view title = ways.notice.ways;
        const look::TextLayout& heading = canvas.look().layouts().fit(
            title, {Type::PanelTitle, Type::Label}, rect.width, 1, rect.height);
        canvas.text(heading, rect.x, y, rect.width, colors.ink);
        widgets::add_text(canvas, "elsewhere", Role::Heading, title,
            {rect.x, y, heading.width, heading.height()}, colors.ink, colors.paper2);
        y += heading.height() + canvas.px(6);
    }
    for (std::size_t at = 0; at < ways.places; ++at) {
        draw_elsewhere(canvas, {rect.x, y, rect.width, place_height(canvas)}, at);
        y += place_height(canvas) + canvas.px(3);
    }
    if (!ways.has_link) return;
    y += canvas.px(2);
    widgets::draw_qr_panel(canvas,
        {rect.x, y, rect.width, widgets::qr_panel_height(canvas, ways.symbol_mm)},
        link_panel(canvas, ways.notice, ways.symbol_mm));
}

/// Between a low row's edges and its words.
constexpr float row_padding_mm = 2.5F;

/// Another place in a low panel's row: its sign gives way to its words.
void draw_elsewhere_row(const Canvas& canvas, const Rect& where, std::size_t number) {
    const Rect rect = widgets::snapped(where);
    const look::Colors& colors = canvas.colors();
    const auto& place = canvas.state().surroundings.elsewhere[number];
    canvas.box(rect, {canvas.px(tokens::radius_letter), colors.card, true, colors.line,
                         canvas.look().line(tokens::edge)});
    const std::string_view title = canvas.in_language(place.title);
    const std::string_view detail = canvas.in_language(place.detail);
    const float padding = canvas.px(row_padding_mm);
    const float whole = rect.width - 2 * padding;
    const float sign = canvas.px(9 + 3);
    look::LayoutCache& layouts = canvas.look().layouts();
    const auto has_room = [&](float room) {
        return layouts.set(title, Type::LabelLeast, room).lines.size() == 1 &&
               layouts.set(detail, Type::KeyTight, room).lines.size() == 1;
    };
    const bool has_sign = has_room(whole - sign);
    const float room = has_sign ? whole - sign : whole;
    const look::TextLayout& head = layouts.fit(
        title, {Type::ToastTitle, Type::LabelSmall, Type::LabelLeast}, room, 1, rect.height / 2);
    const look::TextLayout& line =
        layouts.fit(detail, {Type::Small, Type::KeyTight}, room, 1, rect.height / 2);
    const float left = rect.x + padding + (has_sign ? sign : 0);
    const float y = rect.y + rect.height / 2;
    if (has_sign) {
        const float side = canvas.px(9);
        canvas.icon(icon_of(place.way), {rect.x + padding, y - side / 2, side, side}, colors.ink);
    }
    write_place(canvas, number, {left, y, room}, head, line);
}

float row_height(const Canvas& canvas) {
    return canvas.set("0", Type::LabelLeast, 9999).height() +
           canvas.set("0", Type::KeyTight, 9999).height() + canvas.px(2);
}

/// What is left beside or over the link: the note, in what size has room.
void draw_note(const Canvas& canvas, const Notice& notice, const Rect& rect) {
    if (notice.note.empty()) return;
    const look::TextLayout& note = canvas.look().layouts().fit(
        notice.note, {Type::FieldHint, Type::Small, Type::KeyTight}, rect.width, 4, rect.height);
    // Not a promise: it gives way where there is no room for it.
    if (note.height() > rect.height) return;
    canvas.text(note, rect.x, rect.y, note.width, canvas.colors().ink2);
    widgets::add_text(canvas, "note", Role::Text, notice.note,
        {rect.x, rect.y, note.width, note.height()}, canvas.colors().ink2, canvas.colors().paper2);
}

/// Whether all places say their words in rows of that width.
bool say_their_words(const Canvas& canvas, std::size_t places, float width) {
    const float room = width - 2 * canvas.px(row_padding_mm);
    look::LayoutCache& layouts = canvas.look().layouts();
    for (std::size_t at = 0; at < places; ++at) {
        const auto& place = canvas.state().surroundings.elsewhere[at];
        const look::TextLayout& head =
            layouts.set(canvas.in_language(place.title), Type::LabelLeast, room);
        const look::TextLayout& line =
            layouts.set(canvas.in_language(place.detail), Type::KeyTight, room);
        if (head.lines.size() > 1 || line.lines.size() > 1) return false;
    }
    return true;
}

/// An address in two lines cannot be typed: what stands beside it is narrower then, if its own
/// words allow it.
float width_of_link(const Canvas& canvas, const Notice& notice, const Rect& rect, float between) {
    const float usual =
        notice.places > 0 ? std::min(rect.height, rect.width * 0.42F) : rect.width * 0.48F;
    const float wanted =
        widgets::upright_qr_panel_width(canvas, canvas.state().surroundings.link_to_type);
    const bool has_room = wanted <= rect.width * 0.6F &&
                          say_their_words(canvas, notice.places, rect.width - wanted - between);
    return has_room ? std::max(usual, wanted) : usual;
}

/// As many places as have room, and the link beside them on a lying panel, under them else.
void draw_ways_low(const Canvas& canvas, const Notice& notice, const Rect& rect) {
    const model::Surroundings& around = canvas.state().surroundings;
    const bool is_wide = canvas.look().is_landscape();
    const bool has_link = !around.link.empty();
    const float gap = canvas.px(2);
    const float row = row_height(canvas);
    const float symbol_least = canvas.px(has_link && !is_wide ? 44.0F : 0.0F);
    const auto fitting =
        static_cast<std::size_t>(std::max(0.0F, (rect.height - symbol_least + gap) / (row + gap)));
    const std::size_t shown = std::min(notice.places, fitting);
    const float link_most = width_of_link(canvas, notice, rect, 2 * gap);
    const float link_width = is_wide && has_link ? link_most : 0;
    const float width = rect.width - link_width - (link_width > 0 ? 2 * gap : 0);
    const float rows_height = shown > 0 ? static_cast<float>(shown) * (row + gap) - gap : 0.0F;
    float y = is_wide ? rect.y + rect.height - rows_height : rect.y;
    for (std::size_t at = 0; at < shown; ++at) {
        draw_elsewhere_row(canvas, {rect.x, y, width, row}, at);
        y += row + gap;
    }
    if (is_wide) draw_note(canvas, notice, {rect.x, rect.y, width, rect.height - rows_height});
    if (!has_link) return;
    const Rect place = is_wide ? Rect{rect.x + rect.width - link_width,
                                     rect.y + rect.height - std::min(rect.height, link_width),
                                     link_width, std::min(rect.height, link_width)}
                               : Rect{rect.x, y, rect.width, rect.y + rect.height - y};
    widgets::QrPanel panel = link_panel(canvas, notice, canvas.look().width_mm() * 0.4F);
    panel.is_upright = is_wide;
    widgets::draw_qr_panel(canvas, place, panel);
}

void draw_bars(const Canvas& canvas, const Notice& notice) {
    const Rect panel = canvas.panel();
    const bool is_wide = canvas.look().is_landscape();
    const float margin = canvas.margin();
    const float width = panel.width - 2 * margin;
    bars::ViewBar view;
    if (is_wide) view = bars::set_view_bar(canvas, notice.keys);
    const float beside = view.width > 0 ? view.width + canvas.px(tokens::gap) : 0;
    const std::string_view title = notice.title;
    const bars::Words words = bars::set_words(canvas, title, width - beside, is_wide ? 2 : 3,
        std::max(bars::height(canvas), panel.height * 0.2F), is_wide ? bars::height(canvas) : 0);
    float y = bars::edge(canvas);
    if (!is_wide) {
        widgets::draw_header_line(canvas, {0, y, panel.width, canvas.px(10)});
        y += canvas.px(14);
    }
    const float title_top = y + (words.height - words.title->height()) / 2;
    canvas.text(*words.title, margin, title_top, words.title->width, canvas.colors().ink);
    widgets::add_text(canvas, "question", Role::Heading, title,
        {margin, title_top, words.title->width, words.title->height()}, canvas.colors().ink,
        canvas.colors().paper2);
    bars::draw_view_bar(canvas, view);
    y += words.height + canvas.px(1.5F);
    const look::TextLayout& line = bars::set_line(canvas, notice.hint, width);
    bars::draw_line(canvas, "hint", Role::Text, notice.hint, line, margin, y);
    y += line.height() + canvas.between(2, 8);
    const float bottom =
        is_wide ? panel.height - bars::edge(canvas) - canvas.px(1)
                : panel.height - std::round(widgets::footer_height(canvas)) - canvas.px(3);
    if (!is_wide && !notice.note.empty()) {
        const look::TextLayout& note = bars::set_line(canvas, notice.note, width);
        bars::draw_line(canvas, "note", Role::Text, notice.note, note, margin, y);
        y += note.height() + canvas.between(2, 8);
    }
    draw_ways_low(canvas, notice, {margin, y, width, bottom - y});
    if (!is_wide) widgets::draw_footer(canvas, notice.keys);
}

}  // namespace

void draw_notice(const Canvas& canvas, const Notice& notice) {
    widgets::draw_ground(canvas);
    if (arrangement_of(canvas) == Arrangement::Bars) return draw_bars(canvas, notice);
    const Rect panel = canvas.panel();
    const float margin = canvas.margin();
    const bool is_wide = canvas.look().is_landscape();
    const float header = header_height(canvas);
    const float footer = std::round(widgets::footer_height(canvas));
    const float column = is_wide ? panel.width * 5 / 11 : panel.width;
    const float width = column - 2 * margin;
    const model::Surroundings& around = canvas.state().surroundings;
    Ways ways{.notice = notice, .places = notice.places, .has_link = !around.link.empty()};
    const float bottom = panel.height - footer - canvas.px(is_wide ? 6 : 18);
    const float title_height =
        notice.ways.empty() ? 0 : canvas.set(notice.ways, Type::PanelTitle, 9999).height();
    Heading heading;
    heading.title = notice.title;
    heading.hint = notice.hint;
    heading.icon = notice.icon;
    heading.note = notice.note;
    heading.note_gap_mm = is_wide ? 6 : 9;
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
        if (set.fits && set.height <= room && !set.title->is_parted) break;
    }
    const float ways_top = is_wide ? canvas.px(8) : top + set.height + canvas.px(6);
    while (ways.symbol_mm > 40 && ways_height(canvas, ways, title_height) > bottom - ways_top) {
        ways.symbol_mm -= 4;
    }
    widgets::draw_header(canvas, {0, 0, column, header});
    draw_heading(canvas, heading, set, margin, top, width);
    if (!ways.is_empty()) {
        const float height = ways_height(canvas, ways, title_height);
        // A code alone sinks; a list of places begins where the eye does.
        const float places_top = ways.places > 0 ? ways_top : bottom - height;
        const Rect place =
            is_wide ? Rect{column + margin, places_top, panel.width - column - 2 * margin, height}
                    : Rect{margin, bottom - height, width, height};
        draw_ways(canvas, ways, place);
    }
    widgets::draw_footer(canvas, notice.keys);
}

}  // namespace otk::kiosk::screens
