#include <algorithm>
#include <cmath>
#include <deque>
#include <string>
#include <utility>

#include "core/base/assert.h"
#include "kiosk/look/tokens.h"
#include "kiosk/look/tracks.h"
#include "kiosk/model/link.h"
#include "kiosk/screens/bars.h"
#include "kiosk/screens/page.h"
#include "kiosk/widgets/key.h"
#include "kiosk/widgets/key_row.h"
#include "kiosk/widgets/parts.h"

namespace otk::kiosk::screens {
namespace {

namespace tokens = look::tokens;
using look::Icon;
using look::Track;
using look::Type;
using model::Intent;
using model::IntentKind;
using widgets::Canvas;
using widgets::Key;
using widgets::KeyStyle;

/// The form's own words over the QR panel; empty if this visit gets none.
std::string_view panel_title(const Canvas& canvas) {
    const form::Visit* visit = canvas.state().visit;
    if (model::link_of(canvas.state()).link.empty() || visit == nullptr) return {};
    for (std::size_t index = 0; index < visit->form().questions.size(); ++index) {
        const form::Question& question = visit->form().questions[index];
        if (!question.appearance.printer || !visit->is_relevant(index)) continue;
        const std::string_view own = canvas.in_language(question.label);
        return own.empty() ? canvas.words("Tell us more on your phone") : own;
    }
    return {};
}

bool has_only_a_mark(const form::Visit* visit) {
    if (visit == nullptr) return false;
    int given = 0;
    for (std::size_t index = 0; index < visit->form().questions.size(); ++index) {
        const form::Question& question = visit->form().questions[index];
        const bool is_asked = question.kind != form::QuestionKind::Hidden &&
                              question.kind != form::QuestionKind::Calculate &&
                              !question.appearance.printer;
        if (is_asked && !visit->value(index).empty()) ++given;
    }
    return given == 1;
}

/// «Спасибо!» and what is recorded: only after the commit; until then that it is being done.
void draw_words(const Canvas& canvas, const Rect& rect) {
    const look::Colors& colors = canvas.colors();
    if (!canvas.state().recorded) {
        const std::string_view said = canvas.words("Recording");
        const look::TextLayout& line = canvas.set(said, Type::ThanksLead, rect.width);
        canvas.text(line, rect.x, rect.y, rect.width, colors.ink2);
        widgets::add_text(canvas, "recording", Role::Status, said,
            {rect.x, rect.y, line.width, line.height()}, colors.ink2, colors.paper2);
        return;
    }
    const std::string_view thanks = canvas.words("Thank you!");
    const bool is_small = canvas.look().is_landscape() || canvas.look().height_mm() < 300;
    const float disc = canvas.px(is_small ? 34 : 46);
    const float room = rect.width - disc - canvas.px(6);
    const look::TextLayout& title = canvas.look().layouts().fit(thanks,
        {is_small ? Type::Title1 : Type::Thanks, Type::Title1, Type::Title3, Type::Title5}, room, 1,
        rect.height);
    const std::string_view said =
        canvas.words(has_only_a_mark(canvas.state().visit) ? "Your rating is recorded"
                                                           : "Your answers are recorded");
    const look::TextLayout& lead = canvas.set(said, Type::ThanksLead, rect.width);
    const float title_top = rect.y + std::max(0.0F, (disc - title.height()) / 2);
    canvas.text(title, rect.x, title_top, room, colors.ink);
    widgets::add_text(canvas, "thanks", Role::Heading, thanks,
        {rect.x, title_top, title.width, title.height()}, colors.ink, colors.paper2);
    const float x = rect.x + rect.width - disc / 2;
    const float y = rect.y + disc / 2;
    canvas.disc(x, y, disc / 2, colors.primary);
    const float sign = disc * 30 / 46;
    canvas.icon(Icon::Tick, {x - sign / 2, y - sign / 2, sign, sign}, colors.on_primary);
    const float lead_top = std::max(title_top + title.height(), rect.y + disc) + canvas.px(4);
    canvas.text(lead, rect.x, lead_top, rect.width, colors.ink2);
    widgets::add_text(canvas, "recorded", Role::Status, said,
        {rect.x, lead_top, lead.width, lead.height()}, colors.ink2, colors.paper2);
}

std::vector<Key> offers(const Canvas& canvas, bool has_panel) {
    const model::State& state = canvas.state();
    std::vector<Key> keys;
    if (has_panel && state.recorded && state.printer_ready && !state.printing) {
        keys.push_back({.id = "print",
            .label = canvas.words("Print"),
            .style = KeyStyle::Primary,
            .type = Type::PrintKey,
            .tight = Type::ActionTight,
            .icon = Icon::Printer,
            .intent = Intent{.kind = IntentKind::Print, .value = {}}});
    }
    keys.push_back({.id = "what-we-record",
        .label = canvas.words("What we record"),
        .style = KeyStyle::Card,
        .type = keys.empty() ? Type::ActionPlain : Type::PrintKey,
        .tight = keys.empty() ? Type::KeyTight : Type::ActionTight,
        .icon = Icon::Info,
        .intent = Intent{.kind = IntentKind::WhatWeRecord, .value = {}}});
    return keys;
}

/// A status in the key's place, so that nothing jumps.
void draw_printing(const Canvas& canvas, const Rect& rect) {
    const std::string_view said = canvas.words("Printing");
    const look::TextLayout& line = canvas.set(said, Type::PrintKey, rect.width - canvas.px(20));
    const float y = rect.y + rect.height / 2;
    const float side = line.em_px * 1.25F;
    const float left = rect.x + canvas.px(6);
    canvas.icon(Icon::Printer, {left, y - side / 2, side, side}, canvas.colors().ink);
    canvas.text(
        line, left + side + canvas.px(3.4F), y - line.height() / 2, line.width, canvas.colors().ink);
    widgets::add_text(canvas, "printing", Role::Status, said,
        {left, y - line.height() / 2, line.width, line.height()}, canvas.colors().ink,
        canvas.colors().paper2);
}

void draw_offers(const Canvas& canvas, const Rect& rect, const std::vector<Key>& keys) {
    const std::size_t before = canvas.state().printing ? 1 : 0;
    const std::vector<look::Span> spans =
        look::share(rect.x, rect.width, keys.size() + before, canvas.px(tokens::gap));
    if (before > 0) draw_printing(canvas, {rect.x, rect.y, spans[0].length, rect.height});
    const float left = spans[before].begin;
    widgets::draw_key_row(canvas, {left, rect.y, rect.x + rect.width - left, rect.height}, keys);
}

/// Doubled words have no room beside each other.
void draw_stacked(const Canvas& canvas, const Rect& rect, const std::vector<Key>& keys) {
    const std::size_t before = canvas.state().printing ? 1 : 0;
    const std::vector<look::Span> rows =
        look::share(rect.y, rect.height, keys.size() + before, canvas.px(tokens::gap));
    if (before > 0) draw_printing(canvas, {rect.x, rows[0].begin, rect.width, rows[0].length});
    std::vector<widgets::PlacedKey> placed;
    for (std::size_t at = 0; at < keys.size(); ++at) {
        const look::Span& row = rows[at + before];
        placed.push_back({{rect.x, row.begin, rect.width, row.length}, keys[at]});
    }
    widgets::draw_keys(canvas, placed);
}

Key big_next(const Canvas& canvas) {
    Key key = widgets::next_visitor_key(canvas);
    key.style = KeyStyle::Card;
    key.type = Type::NextKey;
    return key;
}

constexpr float countdown_icon_mm = 14;

std::string said_countdown(const Canvas& canvas, int left_s) {
    return canvas.look().plural(
        canvas.state().view.language, "The screen returns to the start in {n} second", left_s);
}

/// A line; doubled words take two where they need them.
std::size_t countdown_lines(const Canvas& canvas) {
    return canvas.look().is_large() ? 2 : 1;
}

/// Its place in pixels, the same for all seconds.
float countdown_height(const Canvas& canvas, float width) {
    constexpr float line_mm = 9.1F;
    constexpr int many_s = 44;
    if (!canvas.look().is_large()) return canvas.px(line_mm);
    return canvas.set(said_countdown(canvas, many_s), Type::Small,
                     width - canvas.px(countdown_icon_mm))
        .height();
}

void draw_countdown(const Canvas& canvas, const Rect& rect) {
    const int left = canvas.state().thanks_left_s;
    if (left <= 0) return;
    const std::string said = said_countdown(canvas, left);
    const look::TextLayout& line =
        canvas.look().layouts().fit(said, {Type::Small, Type::KeyTight},
            rect.width - canvas.px(countdown_icon_mm), countdown_lines(canvas), rect.height);
    // The page ends without it, too.
    if (line.height() > rect.height + 1) return;
    const float side = line.em_px * 1.25F;
    const float total = side + canvas.px(4) + line.width;
    const float x = rect.x + (rect.width - total) / 2;
    const float y = rect.y + rect.height / 2;
    canvas.icon(Icon::Clock, {x, y - side / 2, side, side}, canvas.colors().ink2);
    const float left_x = x + side + canvas.px(4);
    canvas.text(line, left_x, y - line.height() / 2, line.width, canvas.colors().ink2);
    widgets::add_text(canvas, "countdown", Role::Status, said,
        {left_x, y - line.height() / 2, line.width, line.height()}, canvas.colors().ink2,
        canvas.colors().paper2);
}

widgets::QrPanel panel_of(const Canvas& canvas, std::string_view title, float symbol_mm) {
    // The panel holds views; the drawing keeps what they look at.
    model::Link link = model::link_of(canvas.state());
    if (canvas.is_discreet()) {
        // The form may have put answers into its own one.
        const model::Surroundings& around = canvas.state().surroundings;
        link = {around.link, around.link_to_type};
    }
    std::deque<std::string>& said = canvas.frame().said;
    const std::string_view address = said.emplace_back(std::move(link.to_type));
    const std::string_view whole = said.emplace_back(std::move(link.link));
    return {.title = title,
        .detail = canvas.words("Point the camera or type the address"),
        .link = whole,
        .address = address,
        .symbol_mm = symbol_mm};
}

/// Doubled words need some of its room; from an arm's length 100 mm are read as well.
float symbol_most(const Canvas& canvas) {
    return canvas.look().is_large() ? 100 : 112;
}

void draw_portrait(const Canvas& canvas) {
    const Rect panel = canvas.panel();
    const float margin = canvas.margin();
    const float width = panel.width - 2 * margin;
    const float footer = std::round(widgets::footer_height(canvas));
    const std::string_view title = panel_title(canvas);
    // Its place is kept until the commit: what is below does not move.
    const bool is_with_panel = !title.empty();
    const bool has_panel = is_with_panel && canvas.state().recorded;
    const bool is_small = canvas.look().height_mm() < 300;
    const float symbol_mm = std::min(
        is_small ? canvas.look().height_mm() * 0.26F : symbol_most(canvas),
        canvas.look().width_mm() * 0.42F);
    const widgets::QrPanel qr = panel_of(canvas, title, symbol_mm);
    const float mm = canvas.px(1);
    const bool is_large = canvas.look().is_large();
    const std::array tracks{
        Track{.least = header_height(canvas)},
        Track{.least = 4 * mm},
        Track{.least = canvas.px(is_small ? 34 + 4 : 46 + 4) +
                       canvas.set("0", Type::ThanksLead, 9999).height()},
        Track{.least = 4 * mm, .weight = 1},
        Track{.least = is_with_panel
                           ? widgets::qr_panel_height(canvas, qr.address, width, symbol_mm)
                           : 0},
        Track{.least = is_with_panel ? 5 * mm : 0},
        Track{.least = (is_small ? 20.0F : is_large ? 36.0F : 32.0F) * mm},
        Track{.least = 4 * mm, .weight = is_low(canvas) || !is_with_panel ? 0.0F : 1.0F},
        Track{.least = (is_small ? 22.0F : is_large ? 26.0F : 34.0F) * mm},
        Track{.least = 4 * mm},
        Track{.least = countdown_height(canvas, width)},
        Track{.least = (is_small ? 2.0F : 6.0F) * mm},
        Track{.least = footer},
    };
    const std::vector<look::Span> rows = look::divide(0, panel.height, tracks);
    widgets::draw_header(canvas, {0, 0, panel.width, rows[0].length});
    draw_words(canvas, {margin, rows[2].begin, width, rows[2].length});
    if (has_panel) {
        widgets::draw_qr_panel(canvas, {margin, rows[4].begin, width, rows[4].length}, qr);
    }
    draw_offers(canvas, {margin, rows[6].begin, width, rows[6].length}, offers(canvas, has_panel));
    widgets::draw_key(canvas, {margin, rows[8].begin, width, rows[8].length}, big_next(canvas));
    draw_countdown(canvas, {margin, rows[10].begin, width, rows[10].length});
    widgets::draw_footer(canvas, widgets::ViewKeys::All);
}

void draw_landscape(const Canvas& canvas) {
    const Rect panel = canvas.panel();
    const float margin = canvas.margin();
    const float header = header_height(canvas);
    const float footer = std::round(widgets::footer_height(canvas));
    const std::string_view title = panel_title(canvas);
    const bool has_panel = !title.empty() && canvas.state().recorded;
    const float split = has_panel ? panel.width * 5 / 11 : panel.width;
    const float width = split - 2 * margin;
    const float bottom = panel.height - footer - canvas.px(4);
    const bool is_large = canvas.look().is_large();
    const float mm = canvas.px(1);
    const std::vector<Key> keys = offers(canvas, has_panel);
    const bool is_pair = keys.size() > 1 || canvas.state().printing;
    const bool are_stacked =
        is_large && is_pair &&
        (canvas.state().printing || !widgets::stand_in_row(canvas, keys, width, 24 * mm));
    const float offers_height = are_stacked ? 2 * tokens::key_large_least + tokens::gap : 24;
    const std::array tracks{
        Track{.least = canvas.px(34 + 4) + canvas.set("0", Type::ThanksLead, 9999).height()},
        Track{.least = 2 * mm, .weight = 1},
        Track{.least = offers_height * mm},
        Track{.least = 4 * mm},
        Track{.least = (is_large ? 24.0F : 26.0F) * mm},
        Track{.least = 3 * mm},
        Track{.least = countdown_height(canvas, width)},
    };
    const std::vector<look::Span> rows =
        look::divide(header + canvas.px(2), bottom - header - canvas.px(2), tracks);
    widgets::draw_header(canvas, {0, 0, split, header});
    draw_words(canvas, {margin, rows[0].begin, width, rows[0].length});
    const Rect place_of_offers{margin, rows[2].begin, width, rows[2].length};
    if (are_stacked) {
        draw_stacked(canvas, place_of_offers, keys);
    } else {
        draw_offers(canvas, place_of_offers, keys);
    }
    widgets::draw_key(canvas, {margin, rows[4].begin, width, rows[4].length}, big_next(canvas));
    draw_countdown(canvas, {margin, rows[6].begin, width, rows[6].length});
    if (has_panel) {
        const float top = canvas.px(9);
        const Rect place{split + margin, top, panel.width - split - 2 * margin, bottom - top};
        const float symbol = std::min(
            {symbol_most(canvas), place.height / canvas.px(1) - 15.5F,
                place.width / canvas.px(1) * (is_large ? 0.42F : 0.48F)});
        widgets::draw_qr_panel(canvas, place, panel_of(canvas, title, symbol));
    }
    widgets::draw_footer(canvas, widgets::ViewKeys::All);
}

/// What a low panel's last page says beside «Спасибо!».
std::string_view said_in_bars(const Canvas& canvas) {
    if (!canvas.state().recorded) return {};
    return canvas.words(has_only_a_mark(canvas.state().visit) ? "Your rating is recorded"
                                                              : "Your answers are recorded");
}

/// The words on top of a low panel's last page, set; pixels.
struct Opening {
    bars::Words words;
    float left = 0;                          ///< of «Спасибо!»: beside the tick
    const look::TextLayout* line = nullptr;  ///< what is recorded; null: nothing yet
    float line_top = 0;
    float bottom = 0;
};

Opening set_opening(const Canvas& canvas, const bars::ViewBar& view, bool is_small) {
    const float width = canvas.panel().width - 2 * canvas.margin();
    const bool is_recorded = canvas.state().recorded;
    Opening opening;
    opening.left = canvas.margin() + (is_recorded ? bars::height(canvas) + canvas.px(3) : 0);
    const float room =
        canvas.panel().width - opening.left - canvas.margin() - view.width - canvas.px(3);
    const float highest = is_small ? canvas.px(18) : canvas.panel().height * 0.2F;
    opening.words = bars::set_words(canvas, canvas.words(is_recorded ? "Thank you!" : "Recording"),
        room, 1, highest, bars::height(canvas));
    opening.line_top = bars::edge(canvas) + opening.words.height + canvas.px(1.5F);
    opening.bottom = opening.line_top;
    if (const std::string_view said = said_in_bars(canvas); !said.empty()) {
        constexpr float any = 1.0e6F;
        opening.line = is_small ? &canvas.look().layouts().fit(
                                      said, {Type::FieldHintTight, Type::KeyTight}, width, 1, any)
                                : &bars::set_line(canvas, said, width);
        opening.bottom += opening.line->height() + canvas.px(1.5F);
    }
    return opening;
}

/// The tick and «Спасибо!», or that it is being recorded.
void draw_opening(const Canvas& canvas, const Opening& opening) {
    const look::Colors& colors = canvas.colors();
    const float margin = canvas.margin();
    const bool is_recorded = canvas.state().recorded;
    const float y = bars::edge(canvas) + opening.words.height / 2;
    if (is_recorded) {
        const float disc = bars::height(canvas);
        canvas.disc(margin + disc / 2, y, disc / 2, colors.primary);
        canvas.icon(Icon::Tick,
            {margin + disc * 0.18F, y - disc * 0.32F, disc * 0.64F, disc * 0.64F},
            colors.on_primary);
    }
    const look::TextLayout& title = *opening.words.title;
    const float top = y - title.height() / 2;
    canvas.text(title, opening.left, top, title.width, colors.ink);
    widgets::add_text(canvas, is_recorded ? "thanks" : "recording",
        is_recorded ? Role::Heading : Role::Status,
        canvas.words(is_recorded ? "Thank you!" : "Recording"),
        {opening.left, top, title.width, title.height()}, colors.ink, colors.paper2);
}

/// The QR panel, if it has a title, and under it the countdown if that leaves it so much.
void draw_between(
    const Canvas& canvas, std::string_view title, float top, float bottom, float panel_least) {
    const float margin = canvas.margin();
    const float width = canvas.panel().width - 2 * margin;
    const float countdown = canvas.set("0", Type::Small, width).height();
    if (bottom - top - countdown - canvas.px(1) >= panel_least) {
        bottom -= countdown;
        draw_countdown(canvas, {margin, bottom, width, countdown});
        bottom -= canvas.px(1);
    }
    if (title.empty()) return;
    const float room = bottom - top;
    const float most = std::min({112.0F, room / canvas.px(1), width / canvas.px(1) * 0.42F});
    const widgets::QrPanel qr = panel_of(canvas, title, most);
    // Where words have no room beside the symbol, it gets theirs.
    const float most_height = widgets::has_room_beside(canvas, qr.address, width, canvas.px(most))
                                  ? widgets::qr_panel_height(canvas, most)
                                  : widgets::upright_qr_panel_height(canvas);
    const float height = std::min(room, most_height);
    widgets::draw_qr_panel(canvas, {margin, bottom - height, width, height}, qr);
}

/// A panel too low for the design's page: words on top, keys at the bottom, the QR panel between.
void draw_bars(const Canvas& canvas) {
    const Rect panel = canvas.panel();
    const bool is_wide = canvas.look().is_landscape();
    const float margin = canvas.margin();
    const float width = panel.width - 2 * margin;
    const std::string_view title = panel_title(canvas);
    const bool has_panel = !title.empty() && canvas.state().recorded;
    bars::ViewBar view;
    if (is_wide) view = bars::set_view_bar(canvas, widgets::ViewKeys::All);

    std::vector<Key> all = offers(canvas, has_panel);
    const bool is_printing = canvas.state().printing;
    if (is_printing) {
        // Without an intent: a place for the words that stand where the key was.
        all.insert(all.begin(), {.id = "printing", .label = canvas.words("Printing")});
    }
    all.push_back(big_next(canvas));
    for (Key& key : all) {
        if (key.tight != Type::KeyTight) key.tight = Type::LabelLeast;
    }
    const bars::Keys keys = bars::set_keys(canvas, std::move(all), width, is_wide ? 1 : 3);
    const float keys_height = bars::keys_height(canvas, keys);
    const float bottom =
        is_wide ? panel.height - bars::edge(canvas)
                : panel.height - std::round(widgets::footer_height(canvas)) - canvas.px(2);
    const float body_bottom = bottom - keys_height - canvas.px(tokens::gap_least);

    // Doubled words shrink again where the QR panel has no room beside them.
    const float symbol_mm_most = std::min(112.0F, width / canvas.px(1) * 0.42F);
    const float panel_wanted = widgets::qr_panel_height_wanted(
        canvas, model::link_of(canvas.state()).to_type, width, symbol_mm_most);
    const bool may_shrink = has_panel && canvas.look().is_large();
    Opening opening = set_opening(canvas, view, false);
    if (may_shrink && body_bottom - opening.bottom < panel_wanted) {
        opening = set_opening(canvas, view, true);
    }
    draw_opening(canvas, opening);
    if (is_wide) bars::draw_view_bar(canvas, view);
    if (opening.line != nullptr) {
        bars::draw_line(canvas, "recorded", Role::Status, said_in_bars(canvas), *opening.line,
            margin, opening.line_top);
    }
    const std::vector<Rect> places =
        bars::draw_keys(canvas, keys, {margin, bottom - keys_height, width, keys_height});
    if (is_printing) {
        const std::string_view words = canvas.words("Printing");
        const look::TextLayout& line = canvas.set(words, Type::LabelLeast, places[0].width);
        bars::draw_line(canvas, "printing", Role::Status, words, line,
            places[0].x + (places[0].width - line.width) / 2,
            places[0].y + (places[0].height - line.height()) / 2);
    }

    const float panel_least = !has_panel ? 0 : may_shrink ? panel_wanted : canvas.px(40);
    draw_between(
        canvas, has_panel ? title : std::string_view(), opening.bottom, body_bottom, panel_least);
    if (!is_wide) widgets::draw_footer(canvas, widgets::ViewKeys::All);
}

}  // namespace

void draw_thanks(const Canvas& canvas) {
    widgets::draw_ground(canvas);
    switch (arrangement_of(canvas)) {
        case Arrangement::Stack:
            return draw_portrait(canvas);
        case Arrangement::Split:
            return draw_landscape(canvas);
        case Arrangement::Bars:
            return draw_bars(canvas);
    }
    OTK_UNREACHABLE();
}

}  // namespace otk::kiosk::screens
