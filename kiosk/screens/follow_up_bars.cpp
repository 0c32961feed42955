#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "core/base/format.h"
#include "kiosk/look/tokens.h"
#include "kiosk/screens/bars.h"
#include "kiosk/screens/finder.h"
#include "kiosk/screens/follow_up.h"
#include "kiosk/widgets/parts.h"

namespace otk::kiosk::screens {
namespace {

namespace tokens = look::tokens;
using look::Icon;
using look::Type;
using model::Intent;
using model::IntentKind;
using widgets::Canvas;
using widgets::Key;
using widgets::KeyStyle;

/// What a page keeps. The rows of `gives_way` go from everything to the least.
struct Kept {
    bool header;
    bool more;  ///< «Осталось 2 вопроса»
    bool hint;
    bool one_sheet;
};
constexpr std::array gives_way{
    Kept{true, true, true, true},
    Kept{false, true, true, true},
    Kept{false, false, true, true},
    Kept{false, false, true, false},
    Kept{false, false, false, false},
};

/// A page with its places; pixels from the panel's top.
struct Plan {
    Kept kept{};
    std::size_t sheets = 1;
    std::size_t per_sheet = Portion::all;
    std::string title = {};
    std::string line = {};
    const look::TextLayout* line_set = nullptr;
    bars::Words words = {};
    float words_top = 0;
    float line_top = 0;
    float line_height = 0;
    float body_top = 0;
    float body_bottom = 0;
    bool fits = false;
    bool says_hidden = false;  ///< the words say that, in the question's place
};

/// Two lines of header, as pages without bars have them: in low reach, and where doubled words lie
/// on sheets of a panel with room.
bool has_whole_header(const Canvas& canvas) {
    return is_low(canvas) ||
           (canvas.look().is_large() && arrangement_of(canvas) != Arrangement::Bars);
}

/// What does not change while a plan is sought.
struct Bounds {
    float margin;
    float width;
    float view_width;  ///< of the view keys beside the words, with their gap; 0: they stand below
    float keys_top;
};

std::string with_sheet(
    const Canvas& canvas, std::string_view title, std::size_t sheet, std::size_t sheets) {
    std::string number(canvas.words("{n} of {count}"));
    const auto put = [&number](std::string_view name, std::size_t value) {
        const std::size_t at = number.find(name);
        if (at != std::string::npos) number.replace(at, name.size(), std::to_string(value));
    };
    put("{n}", sheet + 1);
    put("{count}", sheets);
    return format("{} ({})", title, number);
}

bool is_shown(const model::State& state) {
    return state.toast.has_value() && state.toast->left_steps > 0;
}

std::string_view said_hidden_on(const Canvas& canvas, const FollowUp& page) {
    return said_hidden(canvas, canvas.state().visit->value(page.question));
}

/// The letters of the list stand in its place.
bool is_finding(const Canvas& canvas, const FollowUp& page) {
    return page.finding != nullptr && canvas.state().finder.is_typing;
}

/// What the line under the words says, of all that it could.
std::string line_of(const Canvas& canvas, const FollowUp& page, const Kept& kept, float width) {
    if (!page.heading.note.empty()) return page.heading.note;
    if (is_finding(canvas, page)) return kept.more ? page.heading.hint : std::string();
    std::string found =
        page.finding != nullptr ? said_found(canvas, page.question, *page.finding) : std::string();
    if (!found.empty()) return found;
    if (page.body.is_text) {
        const std::string_view hidden = said_hidden_on(canvas, page);
        if (!hidden.empty()) return kept.more ? std::string(hidden) : std::string();
        return kept.more ? page.heading.hint : std::string();
    }
    std::string hint = kept.hint ? page.heading.hint : std::string();
    if (!page.heading.group.empty() && kept.more) {
        const std::string group(page.heading.group);
        hint = hint.empty() ? group : group + ". " + hint;
    }
    if (!kept.more || page.heading.more.empty()) return hint;
    if (hint.empty()) return page.heading.more;
    const std::string both = page.heading.more + " · " + hint;
    return bars::set_line(canvas, both, width).lines.size() == 1 ? both : hint;
}

/// Whether every sheet has room for its parts.
bool have_room(const Canvas& canvas, const FollowUp& page, float width, const Plan& plan) {
    for (std::size_t sheet = 0; sheet < plan.sheets; ++sheet) {
        const Portion portion{sheet * plan.per_sheet, plan.per_sheet, true, {}, page.finding};
        const float room = plan.body_bottom - plan.body_top;
        if (body_of(canvas, width, portion).least > room + 0.5F) return false;
    }
    return true;
}

/// In low reach the upper half holds words only: of what is free there, the toast takes its due.
void give_line_room(const Canvas& canvas, Plan& plan, float free) {
    plan.line_top += std::min(free / 4, canvas.px(tokens::gap));
    plan.line_height = std::max(
        plan.line_height, std::min(plan.line_height + free / 2, canvas.px(tokens::toast_height)));
}

Plan plan_with(const Canvas& canvas, const FollowUp& page, const Bounds& bounds, const Kept& kept,
    std::size_t sheets) {
    const bool is_wide = canvas.look().is_landscape();
    const float panel = canvas.panel().height;
    Plan plan{.kept = kept};
    // As many parts on each sheet as on the others.
    const std::size_t parts = std::max<std::size_t>(page.body.parts, 1);
    plan.per_sheet = (parts + sheets - 1) / sheets;
    plan.sheets = (parts + plan.per_sheet - 1) / plan.per_sheet;
    const std::size_t sheet = std::min(canvas.state().sheet, plan.sheets - 1);
    plan.title = plan.sheets > 1 ? with_sheet(canvas, page.heading.title, sheet, plan.sheets)
                                 : std::string(page.heading.title);
    plan.words_top = bars::edge(canvas);
    if (kept.header && has_whole_header(canvas)) {
        plan.words_top = header_height(canvas);
    } else if (kept.header && !is_wide) {
        plan.words_top += canvas.px(12);
    }
    const bool is_one_line = is_wide && page.body.is_text;
    // Doubled letters want keys as high as the words can spare.
    const bool is_low_title = is_one_line || (page.body.is_text && canvas.look().is_large());
    const float highest = is_low_title ? panel * 0.1F
                          : is_wide    ? std::max(bars::height(canvas), panel * 0.17F)
                                       : panel * 0.2F;
    const auto set_words = [&](std::string_view said) {
        const std::size_t lines = is_one_line ? 1 : is_wide ? 2 : 3;
        // Beside a whole header the view keys leave the words their line.
        const float beside = kept.header && has_whole_header(canvas) ? 0 : bounds.view_width;
        const float least = beside > 0 ? bars::height(canvas) : 0;
        return bars::set_words(
            canvas, said, bounds.width - beside, lines, highest, least);
    };
    plan.words = set_words(plan.title);
    if (!kept.more && is_finding(canvas, page)) {
        // What was found matters more here than what was asked.
        plan.title = page.heading.hint;
        plan.words = set_words(plan.title);
    } else if (!kept.more && page.body.is_text) {
        // The lock in the field says it, too; in words it stands here if it has room.
        const std::string_view hidden = said_hidden_on(canvas, page);
        const bars::Words words = set_words(hidden);
        if (!hidden.empty() && words.fits) {
            plan.title = hidden;
            plan.words = words;
            plan.says_hidden = true;
        }
    }
    plan.line_top = plan.words_top + plan.words.height +
                    canvas.px(page.body.is_text && !is_low(canvas) ? 1.0F : 1.5F);
    plan.line = line_of(canvas, page, kept, bounds.width);
    if (!plan.line.empty()) {
        plan.line_set = &bars::set_line(canvas, plan.line, bounds.width);
        plan.line_height = plan.line_set->height();
    }
    // Over the letters its undo is enough: there is no room for its words on a low panel.
    const bool has_toast_line = page.has_toast_slot && !is_finding(canvas, page);
    const bool has_high_toast = is_low(canvas) && page.body.is_text && !canvas.look().is_large();
    if (has_toast_line) {
        plan.line_height = std::max(plan.line_height, canvas.px(has_high_toast ? 18.0F : 9.0F));
    }
    plan.body_top = plan.line_height > 0
                        ? plan.line_top + plan.line_height + canvas.px(1.5F)
                        : plan.words_top + plan.words.height + canvas.px(tokens::gap_least);
    // A field is not touched: it may stand above the middle, over its keyboard.
    if (is_low(canvas) && !page.body.is_text) {
        const float free = std::max(panel / 2 - plan.body_top, 0.0F);
        if (has_toast_line) give_line_room(canvas, plan, free);
        plan.body_top += free;
    }
    plan.body_bottom = bounds.keys_top - canvas.px(page.body.is_text ? 2 : tokens::gap_least);
    plan.fits = plan.words.fits && have_room(canvas, page, bounds.width, plan);
    return plan;
}

/// With fewer sheets than these a list fits for certain not: two targets beside each other would
/// stand over the whole panel. Saves trying them one by one for a list of a thousand.
std::size_t fewest_sheets(const Canvas& canvas, const FollowUp& page) {
    if (page.finding == nullptr || is_finding(canvas, page)) return 2;
    const float row = canvas.px(tokens::target_least + tokens::gap_least);
    const std::size_t most = 2 * static_cast<std::size_t>(canvas.panel().height / row + 1);
    return std::max<std::size_t>((page.body.parts + most - 1) / most, 2);
}

/// The fullest plan that fits; the barest if none does.
Plan plan_of(const Canvas& canvas, const FollowUp& page, const Bounds& bounds) {
    const std::size_t parts = std::max<std::size_t>(page.body.parts, 1);
    const std::size_t fewest = std::min(fewest_sheets(canvas, page), parts);
    Plan plan;
    std::vector<Kept> ways(gives_way.begin(), gives_way.end());
    // Where words are doubled and have room, sheets come before anything is lost.
    if (has_whole_header(canvas) && !is_low(canvas)) {
        ways.insert(ways.begin() + 1, Kept{true, true, true, false});
    }
    for (const Kept& kept : ways) {
        const std::size_t first = kept.one_sheet ? 1 : fewest;
        if (kept.one_sheet && fewest > 2) continue;
        const std::size_t last = kept.one_sheet ? 1 : parts;
        for (std::size_t sheets = first; sheets <= last; ++sheets) {
            plan = plan_with(canvas, page, bounds, kept, sheets);
            if (plan.fits) return plan;
        }
    }
    return plan;
}

Key turn_key(const Canvas& canvas, std::string id, std::string_view words, Icon icon,
    KeyStyle style, std::size_t sheet) {
    return {.id = std::move(id),
        .label = canvas.words(words),
        .style = style,
        .type = Type::Action,
        .tight = Type::ActionTight,
        .icon = icon,
        .intent = Intent{.kind = IntentKind::TurnTo, .value = std::to_string(sheet)}};
}

/// Between sheets «Дальше» and «Назад» turn those.
std::vector<Key> keys_of(
    const Canvas& canvas, const FollowUp& page, std::size_t sheet, std::size_t sheets) {
    std::vector<Key> keys;
    for (const Key& key : page.actions) {
        const bool turns = key.id == "next" && sheet + 1 < sheets;
        keys.push_back(
            turns ? turn_key(canvas, "next", "More", Icon::Right, KeyStyle::Primary, sheet + 1)
                  : key);
    }
    const bool has_next =
        std::any_of(keys.begin(), keys.end(), [](const Key& key) { return key.id == "next"; });
    if (!has_next && sheet + 1 < sheets) {
        // What was found is the aim of the letters; elsewhere the way leads on.
        const bool leads_on = !is_finding(canvas, page);
        for (Key& key : keys) {
            if (leads_on) key.style = KeyStyle::Card;
        }
        keys.push_back(turn_key(canvas, "next", "More", Icon::Right,
            leads_on ? KeyStyle::Primary : KeyStyle::Card, sheet + 1));
    }
    if (sheet > 0) {
        std::erase_if(keys, [](const Key& key) { return key.id == "back"; });
        keys.insert(
            keys.begin(), turn_key(canvas, "back", "Back", Icon::Left, KeyStyle::Card, sheet - 1));
    } else if (page.has_toast_slot) {
        // Its place is empty before the commit and once its time is over.
        Key undo{.id = "undo",
            .label = canvas.words("Correct"),
            .type = Type::Action,
            .tight = Type::ActionTight,
            .icon = Icon::Undo};
        if (is_shown(canvas.state())) undo.intent = Intent{.kind = IntentKind::Undo, .value = {}};
        keys.insert(keys.begin(), std::move(undo));
    }
    if (page.finding != nullptr && !is_finding(canvas, page)) {
        keys.push_back({.id = "find",
            .label = canvas.words("Find"),
            .type = Type::Action,
            .icon = Icon::Search,
            .intent = Intent{IntentKind::Find, page.question, {}}});
    }
    keys.push_back(page.next_visitor);
    keys.back().type = Type::Action;
    for (Key& key : keys)
        key.tight = Type::LabelLeast;
    return keys;
}

/// «Оценка записана», its undo standing among the keys.
void draw_toast_line(const Canvas& canvas, const Rect& where) {
    const Rect rect = widgets::snapped(where);
    const look::Colors& colors = canvas.colors();
    const model::Toast& toast = *canvas.state().toast;
    canvas.box(rect, {canvas.px(2), colors.primary, true, 0, 0});
    const float side = rect.height * 0.72F;
    const float y = rect.y + rect.height / 2;
    const float ring_x = rect.x + std::max(canvas.px(2) + side / 2, rect.height / 2);
    canvas.ring(ring_x, y, side * 0.44F, side * 0.12F, static_cast<float>(toast.left_steps) / 28.0F,
        colors.on_primary, look::blend(colors.primary, {colors.on_primary, 64}));
    const std::string said =
        format("{}: {} — {}", canvas.words("Rating recorded"), toast.mark, word_of_toast(canvas));
    const float left = ring_x + side / 2 + canvas.px(3);
    const float room = rect.x + rect.width - canvas.px(2) - left;
    const look::TextLayout& words = canvas.look().layouts().fit(
        said, {Type::ToastTitle, Type::LabelSmall, Type::LabelLeast}, room, 1, rect.height);
    canvas.text(words, left, y - words.height() / 2, room, colors.on_primary);
    const std::string_view label =
        canvas.is_discreet() ? canvas.words("Rating recorded") : std::string_view(said);
    widgets::add_text(
        canvas, "toast", Role::Status, label, rect, colors.on_primary, colors.primary);
}

void draw_line(const Canvas& canvas, const FollowUp& page, const Plan& plan, const Bounds& bounds) {
    if (is_shown(canvas.state()) && !is_finding(canvas, page)) {
        draw_toast_line(canvas, {bounds.margin, plan.line_top, bounds.width, plan.line_height});
        return;
    }
    if (plan.line_set == nullptr) return;
    const bool is_problem = !page.heading.note.empty();
    const bool is_hidden = !is_problem && page.body.is_text && plan.line != page.heading.hint;
    const char* const id = is_problem                       ? "problem"
                           : is_hidden                      ? "hidden"
                           : plan.line == page.heading.more ? "left"
                                                            : "hint";
    bars::draw_line(canvas, id, is_problem || is_hidden ? Role::Status : Role::Text, plan.line,
        *plan.line_set, bounds.margin, plan.line_top);
}

}  // namespace

void draw_follow_up_bars(const Canvas& canvas, const FollowUp& page) {
    const bool is_wide = canvas.look().is_landscape();
    const Rect panel = canvas.panel();
    Bounds bounds{.margin = canvas.margin(),
        .width = panel.width - 2 * canvas.margin(),
        .view_width = 0,
        .keys_top = 0};
    const bool has_view_bar = is_wide && !page.body.is_text;
    const bars::ViewBar view = bars::set_view_bar(canvas, widgets::ViewKeys::All);
    if (has_view_bar && view.width > 0) {
        bounds.view_width = view.width + canvas.px(tokens::gap_least);
    }
    const float bottom =
        is_wide ? panel.height - bars::edge(canvas)
                : panel.height - std::round(widgets::footer_height(canvas)) - canvas.px(2);
    const auto set_keys = [&](std::size_t sheet, std::size_t sheets) {
        std::vector<Key> keys = keys_of(canvas, page, sheet, sheets);
        if (is_wide && page.body.is_text) {
            for (Key& key : widgets::view_keys(canvas, widgets::ViewKeys::LanguageOnly)) {
                keys.push_back(std::move(key));
            }
        }
        return bars::set_keys(canvas, std::move(keys), bounds.width, is_wide ? 1 : 2);
    };
    // How many sheets there are decides about the keys, and the rows of keys about the sheets:
    // there is room for the first sheet's keys, for a middle one's and for the last one's.
    float keys_room = bars::keys_height(canvas, set_keys(0, 1));
    for (const std::size_t sheet : {std::size_t{0}, std::size_t{1}, std::size_t{2}}) {
        if (page.body.parts <= 1) break;
        keys_room = std::max(keys_room, bars::keys_height(canvas, set_keys(sheet, 3)));
    }
    bounds.keys_top = bottom - keys_room;
    const Plan plan = plan_of(canvas, page, bounds);
    const std::size_t sheet = std::min(canvas.state().sheet, plan.sheets - 1);
    const bars::Keys keys = set_keys(sheet, plan.sheets);

    if (plan.kept.header && has_whole_header(canvas)) {
        widgets::draw_header(
            canvas, {0, 0, panel.width - bounds.view_width, header_height(canvas)});
    } else if (plan.kept.header && !is_wide) {
        widgets::draw_header_line(canvas, {0, bars::edge(canvas), panel.width, canvas.px(10)});
    }
    const look::TextLayout& title = *plan.words.title;
    const float title_top = plan.words_top + (plan.words.height - title.height()) / 2;
    canvas.text(title, bounds.margin, title_top, title.width, canvas.colors().ink);
    widgets::add_text(canvas, plan.says_hidden ? "hidden" : "question",
        plan.says_hidden ? Role::Status : Role::Heading, plan.title,
        {bounds.margin, title_top, title.width, title.height()}, canvas.colors().ink,
        canvas.colors().paper2);
    if (has_view_bar) bars::draw_view_bar(canvas, view);
    draw_line(canvas, page, plan, bounds);

    const Portion portion{sheet * plan.per_sheet, plan.per_sheet, true,
        plan.line.empty() ? std::string_view(page.heading.hint) : std::string_view(), page.finding};
    const Body body = body_of(canvas, bounds.width, portion);
    const float room = plan.body_bottom - plan.body_top;
    if (body.is_text) {
        body.draw({0, plan.body_top, panel.width, room});
    } else {
        // Controls sink: what is free lies between the words and them.
        const float used = std::min(room, std::max(body.most, body.least));
        body.draw({bounds.margin, plan.body_bottom - used, bounds.width, used});
    }
    const float keys_height = bars::keys_height(canvas, keys);
    bars::draw_keys(canvas, keys, {bounds.margin, bottom - keys_height, bounds.width, keys_height});
    if (!is_wide) widgets::draw_footer(canvas, widgets::ViewKeys::All);
}

}  // namespace otk::kiosk::screens
