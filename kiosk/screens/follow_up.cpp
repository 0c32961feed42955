#include "kiosk/screens/follow_up.h"
#include "kiosk/screens/finder.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

#include "core/base/assert.h"
#include "kiosk/look/tokens.h"
#include "kiosk/look/tracks.h"
#include "kiosk/widgets/key.h"
#include "kiosk/widgets/key_row.h"
#include "kiosk/widgets/keyboard.h"
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

/// A picture above the question where rows are tight.
constexpr float tight_picture_mm = 26;

bool is_answered(const form::Visit& visit) {
    for (const std::size_t index : visit.shown_questions()) {
        if (!visit.value(index).empty()) return true;
    }
    return false;
}

/// Nothing is answered yet, and nothing has to be: the key that leads on only skips.
bool may_be_skipped(const form::Visit& visit) {
    const std::vector<std::size_t> shown = visit.shown_questions();
    const bool asks = std::any_of(shown.begin(), shown.end(), [&visit](std::size_t index) {
        const form::Question& question = visit.form().questions[index];
        return form::traits_of(question.kind).takes_answer && !question.read_only;
    });
    return asks && !is_answered(visit) && visit.problems().empty();
}

/// The page that a mark leads to: where the toast has its place, and from where nothing leads back.
bool is_first_follow_up(const form::Visit& visit) {
    std::size_t before = 0;
    for (std::size_t page = 0; page < visit.page_index(); ++page) {
        const auto& questions = visit.pages()[page].questions;
        const bool is_shown = std::any_of(questions.begin(), questions.end(),
            [&](std::size_t question) { return visit.is_relevant(question); });
        if (is_shown) ++before;
    }
    return before == 1;
}

Key key(const Canvas& canvas, std::string id, std::string_view words, Icon icon, KeyStyle style,
    IntentKind kind) {
    return {.id = std::move(id),
        .label = canvas.words(words),
        .style = style,
        .type = Type::Action,
        .tight = Type::ActionTight,
        .icon = icon,
        .intent = Intent{.kind = kind, .value = {}}};
}

/// Its place is empty while nothing is typed.
Key erase_key(const Canvas& canvas) {
    Key erase = key(canvas, "key-erase", "Erase", Icon::Erase, KeyStyle::Card, IntentKind::Erase);
    erase.sign_only = true;
    if (canvas.state().finder.query.empty()) erase.intent.reset();
    return erase;
}

/// Beside the letters of a long list.
std::vector<Key> finder_actions(const Canvas& canvas) {
    const form::Visit& visit = *canvas.state().visit;
    std::vector<Key> keys;
    if (visit.pages_left() > 0) {
        keys.push_back(key(canvas, "skip", is_answered(visit) ? "Next" : "Skip", Icon::Right,
            KeyStyle::Card, IntentKind::Next));
    }
    keys.push_back(erase_key(canvas));
    keys.push_back(
        key(canvas, "show-found", "Show", Icon::Tick, KeyStyle::Primary, IntentKind::ShowFound));
    return keys;
}

std::vector<Key> actions_of(const Canvas& canvas, bool has_back) {
    const form::Visit& visit = *canvas.state().visit;
    if (canvas.state().finder.is_typing) return finder_actions(canvas);
    const bool is_last = visit.pages_left() == 0;
    const bool only_skips = may_be_skipped(visit);
    std::vector<Key> keys;
    if (has_back) {
        keys.push_back(key(canvas, "back", "Back", Icon::Left, KeyStyle::Card, IntentKind::Back));
    }
    keys.push_back(key(canvas, "done", "Done", Icon::Tick,
        is_last ? KeyStyle::Primary : KeyStyle::Card, IntentKind::Done));
    if (!is_last) {
        keys.push_back(key(canvas, "next", only_skips ? "Skip" : "Next", Icon::Right,
            only_skips ? KeyStyle::Card : KeyStyle::Primary, IntentKind::Next));
    }
    return keys;
}

void draw_toast_in(const Canvas& canvas, const Rect& rect) {
    const auto& toast = canvas.state().toast;
    if (!toast || toast->left_steps <= 0) return;
    widgets::draw_toast(canvas, rect, toast->mark, word_of_toast(canvas),
        static_cast<float>(toast->left_steps) / 28.0F);
}

/// Heights of what surrounds the answers. Tight where the panel is small or the texts are large.
struct Measures {
    float header;
    float action = tokens::action_height;
    float next = tokens::next_height;
    float toast = tokens::toast_height;
    float around = 6;
    float gap = tokens::gap;
    float free_basis = 8;
};

Measures measures_of(const Canvas& canvas, bool is_tight) {
    Measures measures{.header = header_height(canvas)};
    if (!is_tight) return measures;
    const bool is_large = canvas.look().is_large();
    measures.header = std::min(measures.header, canvas.px(is_large ? 38 : 30));
    measures.action = is_large ? tokens::key_large_least : 20;
    measures.next = is_large ? tokens::key_large_least : 18;
    measures.toast = 26;
    measures.around = 4;
    measures.gap = tokens::gap_least;
    measures.free_basis = 2;
    return measures;
}

/// The toast's height in pixels: doubled words say theirs.
float toast_of(const Canvas& canvas, float mm, float width) {
    return std::max(canvas.px(mm), widgets::toast_height(canvas, width));
}

std::vector<Track> portrait_tracks(const Canvas& canvas, const FollowUp& page,
    const Measures& measures, const SetHeading& set, float footer, float least) {
    const float width = canvas.panel().width - 2 * canvas.margin();
    const auto mm = [&](float length) { return canvas.px(length); };
    const float before_toast = page.has_toast_slot ? measures.around : 0;
    const float after_toast = page.has_toast_slot ? measures.gap : measures.around + 3;
    std::vector<Track> tracks{
        Track{.least = measures.header},
        Track{.least = mm(2)},
        Track{.least = set.height},
        Track{.least = mm(measures.free_basis / 2), .weight = 1, .basis = mm(measures.free_basis)},
        Track{.least = least, .weight = page.body.weight, .most = std::max(page.body.most, least)},
        Track{.least = mm(before_toast)},
        Track{.least = page.has_toast_slot ? toast_of(canvas, measures.toast, width) : 0},
        Track{
            .least = mm(page.body.is_text && !page.has_toast_slot ? measures.around : after_toast)},
        Track{.least = mm(measures.action)},
        Track{.least = mm(measures.gap)},
        Track{.least = mm(measures.next)},
        Track{.least = mm(measures.around)},
        Track{.least = footer},
    };
    if (page.body.is_text) {
        tracks[3] = Track{.least = mm(measures.around)};
        tracks[4] = Track{.least = least, .weight = 1};
        tracks[11] = Track{.least = mm(measures.around + 1)};
    }
    return tracks;
}

/// Where an answer changes how many questions remain, nothing moves under the finger. Faces in rows
/// and doubled letters need the line themselves.
bool keeps_place_of_more(const Canvas& canvas) {
    return !canvas.look().is_large() && !is_matrix(*canvas.state().visit);
}

/// Two rows of two keys each, all of one size.
void draw_four_keys(
    const Canvas& canvas, const Rect& rect, std::array<Key, 2> first, std::array<Key, 2> second) {
    second[1].type = first[0].type;
    const float gap = canvas.px(tokens::gap);
    const float half = (rect.height - gap) / 2;
    std::vector<widgets::PlacedKey> all = widgets::placed_in_row(
        canvas, {rect.x, rect.y, rect.width, half}, {first[0], first[1]});
    for (widgets::PlacedKey& one : widgets::placed_in_row(canvas,
             {rect.x, rect.y + half + gap, rect.width, half}, {second[0], second[1]})) {
        all.push_back(std::move(one));
    }
    widgets::draw_keys(canvas, all);
}

/// «Я следующий» under the actions; doubled words of three of those want its row, too.
void draw_portrait_keys(
    const Canvas& canvas, const FollowUp& page, const Rect& actions, const Rect& next) {
    const bool has_room =
        widgets::stand_in_row(canvas, page.actions, actions.width, actions.height);
    if (canvas.look().is_large() && page.actions.size() == 3 && !has_room) {
        return draw_four_keys(canvas,
            {actions.x, actions.y, actions.width, next.y + next.height - actions.y},
            {page.actions[0], page.actions[2]}, {page.actions[1], page.next_visitor});
    }
    widgets::draw_key_row(canvas, actions, page.actions);
    widgets::draw_key(canvas, next, page.next_visitor);
}

/// Tiles of one question can lie on sheets where they have no room together.
bool may_lie_on_sheets(const Canvas& canvas, const FollowUp& page) {
    return page.body.parts > 1 && !is_of_group(*canvas.state().visit);
}

/// False, and nothing drawn, if the answers have no room and can lie on sheets.
bool draw_portrait(const Canvas& canvas, const FollowUp& page) {
    const Rect panel = canvas.panel();
    const float margin = canvas.margin();
    const float width = panel.width - 2 * margin;
    const float footer = std::round(widgets::footer_height(canvas));
    SetHeading set;
    std::vector<look::Span> rows;
    // The largest title with which everything has its place; then the same with tighter rows.
    std::array headings{page.heading, page.heading};
    headings[0].keeps_place_of_more = keeps_place_of_more(canvas);
    headings[1].picture_mm = tight_picture_mm;
    const Heading* shown = &headings[0];
    bool fits = false;
    const auto find = [&](float least) {
        for (const bool is_tight : {false, true}) {
            const Measures measures = measures_of(canvas, is_tight);
            Heading& heading = headings[is_tight ? 1 : 0];
            std::vector<Type> titles = page.body.titles;
            if (is_tight) titles.insert(titles.end(), {Type::Title5, Type::Title6, Type::Title7});
            for (const Type title : titles) {
                if (!canvas.look().glyphs().has(title)) continue;
                shown = &heading;
                set = set_heading(canvas, heading, title, width);
                rows = look::divide(0, panel.height,
                    portrait_tracks(canvas, page, measures, set, footer, least), &fits);
                fits = fits && set.fits;
                if (fits) return;
            }
        }
    };
    find(std::max(page.body.wanted, page.body.least));
    if (!fits && page.body.wanted > page.body.least) find(page.body.least);
    if (!fits && may_lie_on_sheets(canvas, page)) return false;
    widgets::draw_header(canvas, {0, 0, panel.width, rows[0].length});
    draw_heading(canvas, *shown, set, margin, rows[2].begin, width);
    if (page.body.is_text) {
        page.body.draw({0, rows[4].begin, panel.width, rows[4].length});
    } else {
        page.body.draw({margin, rows[4].begin, width, rows[4].length});
    }
    draw_toast_in(canvas, {margin, rows[6].begin, width, rows[6].length});
    draw_portrait_keys(canvas, page, {margin, rows[8].begin, width, rows[8].length},
        {margin, rows[10].begin, width, rows[10].length});
    widgets::draw_footer(canvas, widgets::ViewKeys::All);
    return true;
}

/// «Я следующий» under two keys, or beside three of them. What leads on stays in its corner:
/// whoever taps twice in a hurry does not end the survey.
void draw_landscape_keys(const Canvas& canvas, const FollowUp& page, const Rect& rect) {
    if (page.actions.size() == 3) {
        const auto& [back, done, next] =
            std::tie(page.actions[0], page.actions[1], page.actions[2]);
        return draw_four_keys(canvas, rect, {back, next}, {done, page.next_visitor});
    }
    // Doubled words are as large in both rows.
    const bool is_large = canvas.look().is_large();
    const std::array tracks{Track{.least = 0, .weight = is_large ? 22.0F : 26.0F},
        Track{.least = canvas.px(tokens::gap)}, Track{.least = 0, .weight = 22}};
    const std::vector<look::Span> rows = look::divide(rect.y, rect.height, tracks);
    widgets::draw_key_row(canvas, {rect.x, rows[0].begin, rect.width, rows[0].length}, page.actions);
    widgets::draw_key(
        canvas, {rect.x, rows[2].begin, rect.width, rows[2].length}, page.next_visitor);
}

/// As draw_portrait.
bool draw_landscape(const Canvas& canvas, const FollowUp& page) {
    const Rect panel = canvas.panel();
    const float margin = canvas.margin();
    const float header = header_height(canvas);
    const float footer = std::round(widgets::footer_height(canvas));
    const float split = panel.width * 5 / 11;
    const float width = split - 2 * margin;
    const float bottom = panel.height - footer - canvas.px(canvas.look().is_large() ? 4 : 6);
    const float top = header + canvas.px(canvas.look().is_large() ? 1 : 2);
    if (page.body.least > bottom - canvas.px(6) && may_lie_on_sheets(canvas, page)) return false;
    const bool is_large = canvas.look().is_large();
    Heading heading = page.heading;
    SetHeading set;
    std::vector<look::Span> rows;
    for (const bool is_tight : {false, true}) {
        bool fits = false;
        heading.keeps_place_of_more = !is_tight && keeps_place_of_more(canvas);
        for (const Type title :
            {Type::Title3, Type::Title4, Type::Title5, Type::Title6, Type::Title7}) {
            if (!canvas.look().glyphs().has(title)) continue;
            // Air gives way before the question is as small as the doubled words around it.
            if (is_large && !is_tight && title >= Type::Title6) break;
            set = set_heading(canvas, heading, title, width);
            const Measures measures = measures_of(canvas, is_tight);
            const float keys = measures.action + tokens::gap + measures.next;
            const float toast = page.has_toast_slot ? toast_of(canvas, measures.toast, width) : 0.0F;
            const std::array tracks{
                Track{.least = set.height},
                Track{.least = canvas.px(2), .weight = 1},
                Track{.least = toast},
                Track{.least = canvas.px(page.has_toast_slot ? tokens::gap : 0)},
                Track{.least = canvas.px(is_tight && !is_large ? 38 : keys)},
            };
            rows = look::divide(top, bottom - top, tracks, &fits);
            fits = fits && set.fits;
            if (fits) break;
        }
        if (fits) break;
    }
    widgets::draw_header(canvas, {0, 0, panel.width, top});
    draw_heading(canvas, heading, set, margin, rows[0].begin, width);
    const float body_top = page.body.least > bottom - top ? canvas.px(6) : top;
    const float body = std::min(bottom - body_top, page.body.most);
    page.body.draw({split + margin, bottom - body, panel.width - split - 2 * margin, body});
    draw_toast_in(canvas, {margin, rows[2].begin, width, rows[2].length});
    draw_landscape_keys(canvas, page, {margin, rows[4].begin, width, rows[4].length});
    widgets::draw_footer(canvas, widgets::ViewKeys::All);
    return true;
}

/// The keyboard goes from edge to edge; words on the left of the field, keys in one line.
void draw_landscape_text(const Canvas& canvas, const FollowUp& page) {
    const Rect panel = canvas.panel();
    const float margin = canvas.margin();
    const bool is_large = canvas.look().is_large();
    const float header = std::min(header_height(canvas), canvas.px(is_large ? 38 : 24));
    const float footer = std::round(widgets::footer_height(canvas));
    const float split = panel.width * text_split(canvas);
    const float width = split - 2 * margin;
    const float key = canvas.px(is_large ? tokens::key_large_least : 20);
    const float keys_top = panel.height - footer - canvas.px(4) - key;
    widgets::draw_header(canvas, {0, 0, split, header});
    Heading heading = page.heading;
    if (is_large) {
        // Above the field: its words and their hint need the height.
        const float left = split + margin;
        Heading remaining;
        remaining.more = std::exchange(heading.more, {});
        draw_heading(canvas, remaining,
            set_heading(canvas, remaining, Type::Title6, panel.width - left - margin), left,
            canvas.px(5), panel.width - left - margin);
    }
    SetHeading set;
    const float room =
        keys_top - canvas.px(4) - header - widgets::keyboard_height(canvas, lying_key_mm(canvas));
    bool fits = false;
    const Type small = is_large ? Type::KeyTight : Type::LetterFunction;
    for (const Type hint : {heading.hint_type, small}) {
        heading.hint_type = hint;
        for (const Type title :
            {Type::Title3, Type::Title4, Type::Title5, Type::Title6, Type::Title7}) {
            if (!canvas.look().glyphs().has(title)) continue;
            set = set_heading(canvas, heading, title, width);
            fits = set.fits && set.height <= room;
            if (fits) break;
        }
        if (fits) break;
    }
    draw_heading(canvas, heading, set, margin, header, width);
    // Field and keyboard are drawn by the body in one column; here the field stands beside the
    // words.
    page.body.draw({0, 0, panel.width, keys_top - canvas.px(3)});
    std::vector<Key> keys = page.actions;
    keys.push_back(page.next_visitor);
    keys.back().type = Type::Action;
    const float toast_width = page.has_toast_slot && canvas.state().toast ? width : 0;
    if (toast_width > 0) {
        draw_toast_in(canvas, {margin, keys_top - canvas.px(3), width, key + canvas.px(5)});
    }
    const float left = toast_width > 0 ? split : margin;
    widgets::draw_key_row(canvas, {left, keys_top, panel.width - left - margin, key}, keys);
    widgets::draw_footer(canvas, widgets::ViewKeys::All);
}

}  // namespace

Body body_of(const Canvas& canvas, float width, const Portion& portion) {
    const form::Visit& visit = *canvas.state().visit;
    if (portion.finding != nullptr && canvas.state().finder.is_typing) {
        return letters_body(canvas, main_question(visit), width, *portion.finding, portion);
    }
    if (!is_of_group(visit)) return answers_body(canvas, main_question(visit), width, portion);
    if (!is_matrix(visit)) return stack_body(canvas, width, portion);
    if (has_faces(visit)) return matrix_body(canvas, width, portion);
    // The words of a line alone need no column.
    const bool is_one_line = asked_questions(visit).size() == 1;
    return is_one_line ? stack_body(canvas, width, portion) : table_body(canvas, width);
}

std::string_view word_of_toast(const Canvas& canvas) {
    const auto& toast = canvas.state().toast;
    if (!toast || toast->left_steps <= 0) return {};
    const auto words = mark_words(canvas, canvas.state().visit->pages().front().questions.back());
    return words[static_cast<std::size_t>(toast->mark - 1)];
}

void draw_follow_up(const Canvas& canvas) {
    widgets::draw_ground(canvas);
    OTK_ASSERT(canvas.state().visit != nullptr);
    const form::Visit& visit = *canvas.state().visit;
    const bool is_landscape = canvas.look().is_landscape();
    const float panel = canvas.panel().width;
    const float width = (is_landscape ? panel * 6 / 11 : panel) - 2 * canvas.margin();
    const bool is_first = is_first_follow_up(visit);
    const std::size_t question = main_question(visit);
    const bool has_search = !is_of_group(visit) && is_long_list(visit, question);
    const Finding finding = has_search ? finding_of(canvas, question) : Finding();
    const bool finds = has_search && canvas.state().finder.is_typing;
    Body body;
    if (has_search) {
        body.parts = parts_of(canvas, question, finding);  // all else its sheets have
    } else {
        body = body_of(canvas, width);
    }
    const FollowUp page{
        .heading = finds ? finder_heading(canvas, question, finding) : heading_of(canvas),
        .question = question,
        .actions = actions_of(canvas, !is_first && !visit.is_first_page()),
        .next_visitor = widgets::next_visitor_key(canvas),
        .has_toast_slot = is_first || canvas.state().toast.has_value(),
        .finding = has_search ? &finding : nullptr,
        .body = std::move(body),
    };
    // Answers on sheets: low reach has them in what the lower half has room for, and a long list
    // has their keys in one bar on every panel.
    const Arrangement arrangement =
        is_low(canvas) || has_search ? Arrangement::Bars : arrangement_of(canvas);
    switch (arrangement) {
        case Arrangement::Stack:
            if (draw_portrait(canvas, page)) return;
            break;
        case Arrangement::Split:
            if (page.body.is_text) return draw_landscape_text(canvas, page);
            if (draw_landscape(canvas, page)) return;
            break;
        case Arrangement::Bars:
            break;
    }
    draw_follow_up_bars(canvas, page);
}

}  // namespace otk::kiosk::screens
