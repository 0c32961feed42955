#include "kiosk/widgets/parts.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <vector>

#include "kiosk/look/tokens.h"
#include "kiosk/look/tracks.h"
#include "kiosk/widgets/key_row.h"

namespace otk::kiosk::widgets {
namespace {

namespace tokens = look::tokens;
using look::Icon;
using look::Type;
using model::Intent;
using model::IntentKind;

/// The next of the finished languages; empty if there is only one.
std::string other_language(const model::State& state) {
    const auto& offered = state.surroundings.languages;
    const auto now = std::find(offered.begin(), offered.end(), state.view.language);
    if (offered.size() < 2) return {};
    if (now == offered.end() || now + 1 == offered.end()) return offered.front();
    return *(now + 1);
}

bool is_spoken(const model::State& state) {
    const auto& spoken = state.spoken_languages;
    return std::find(spoken.begin(), spoken.end(), state.view.language) != spoken.end();
}

/// What the key says at each step; the step is a part of the words, since they are also said.
constexpr std::array<const char*, model::Comfort::volume_most> volume_words{
    "Volume 1 of 5", "Volume 2 of 5", "Volume 3 of 5", "Volume 4 of 5", "Volume 5 of 5"};

/// From so many keys on each is as wide as its words need; where they do not fit, their signs say
/// enough, but for the language, which is said in its own words.
constexpr std::size_t uneven_keys_min = 4;

/// As wide as they need and what is left in equal parts.
std::vector<look::Span> share_by_need(
    const std::vector<float>& needs, float left, float width, float gap) {
    std::vector<look::Track> tracks;
    for (const float need : needs) {
        if (!tracks.empty()) tracks.push_back({.least = gap});
        tracks.push_back({.least = need, .weight = 1, .basis = need});
    }
    const std::vector<look::Span> all = look::divide(left, width, tracks);
    std::vector<look::Span> spans;
    for (std::size_t at = 0; at < all.size(); at += 2)
        spans.push_back(all[at]);
    return spans;
}

float sum_of(const std::vector<float>& needs, float gap) {
    return std::accumulate(needs.begin(), needs.end(), gap * static_cast<float>(needs.size() - 1));
}

/// What each key's words need at that step to stand in it without their signs, with air around
/// them.
std::vector<float> airy_widths(const Canvas& canvas, const std::vector<Key>& keys, Type type) {
    constexpr float air_mm = 3;
    constexpr float any = 1.0e6F;
    std::vector<float> widths;
    widths.reserve(keys.size());
    for (const Key& key : keys)
        widths.push_back(canvas.set(key.label, type, any).width + 2 * canvas.px(air_mm));
    return widths;
}

/// Few keys are equally wide, as long as the words have air in them; else all words have one step,
/// the largest at which they have it in keys as wide as they need.
std::vector<look::Span> share_among_few(
    const Canvas& canvas, std::vector<Key>& keys, float left, float width, float gap) {
    std::vector<look::Span> equal = look::share(left, width, keys.size(), gap);
    const auto have_air = [&](const std::vector<float>& widths) {
        return std::ranges::all_of(
            widths, [&](float least) { return least <= equal.front().length; });
    };
    if (keys.empty() || have_air(airy_widths(canvas, keys, Type::KeyTight))) return equal;
    std::vector<float> widths;
    for (const Type type : {Type::KeyTight, Type::KeyLeast}) {
        widths = airy_widths(canvas, keys, type);
        for (Key& key : keys)
            key.type = key.tight = type;
        if (sum_of(widths, gap) <= width) break;
    }
    return share_by_need(widths, left, width, gap);
}

std::vector<look::Span> share_footer(
    const Canvas& canvas, std::vector<Key>& keys, float left, float width, float height) {
    const float gap = canvas.px(tokens::gap);
    if (keys.size() < uneven_keys_min) return share_among_few(canvas, keys, left, width, gap);
    const auto needs = [&] {
        std::vector<float> widths;
        widths.reserve(keys.size());
        for (const Key& key : keys)
            widths.push_back(least_width_of(canvas, key, height));
        return widths;
    };
    if (sum_of(needs(), gap) > width) {
        for (Key& key : keys)
            key.sign_only = key.icon != Icon::Globe;
    }
    return share_by_need(needs(), left, width, gap);
}

}  // namespace

void add_text(const Canvas& canvas, std::string_view id, Role role, std::string_view label,
    const Rect& rect, look::Color foreground, look::Color background) {
    canvas.add(
        {std::string(id), role, std::string(label), rect, true, foreground, background, {}, 0});
}

std::vector<Key> view_keys(const Canvas& canvas, ViewKeys which) {
    const model::ViewOptions& view = canvas.state().view;
    const bool can_grow = look::holds_large_text(canvas.look().panel());
    std::vector<Key> keys;
    if (which == ViewKeys::All && can_grow) {
        keys.push_back({.id = "larger",
            .label = canvas.words(view.large ? "Normal size" : "Larger"),
            .style = view.large ? KeyStyle::On : KeyStyle::Quiet,
            .type = view.large ? Type::KeyStrong : Type::Key,
            .icon = Icon::Bigger,
            .intent = Intent{.kind = IntentKind::Larger, .value = {}}});
    }
    if (which == ViewKeys::All && (view.is_any_on() || !can_grow)) {
        keys.push_back({.id = "contrast",
            .label = canvas.words("Contrast"),
            .style = view.high_contrast ? KeyStyle::On : KeyStyle::Quiet,
            .type = view.high_contrast ? Type::KeyStrong : Type::Key,
            .icon = Icon::Contrast,
            .intent = Intent{.kind = IntentKind::Contrast, .value = {}}});
    }
    if (which == ViewKeys::All && view.is_any_on() &&
        look::offers_low_reach(canvas.look().panel())) {
        keys.push_back({.id = "lower",
            .label = canvas.words("Lower"),
            .style = view.low ? KeyStyle::On : KeyStyle::Quiet,
            .type = view.low ? Type::KeyStrong : Type::Key,
            .icon = Icon::Lower,
            .intent = Intent{.kind = IntentKind::Lower, .value = {}}});
    }
    if (is_spoken(canvas.state())) {
        keys.push_back({.id = "listen",
            .label = canvas.words("Listen"),
            .style = view.listening ? KeyStyle::On : KeyStyle::Quiet,
            .type = view.listening ? Type::KeyStrong : Type::Key,
            .icon = Icon::Listen,
            .intent = Intent{.kind = IntentKind::Listen, .value = {}}});
    }
    if (is_spoken(canvas.state()) && view.listening) {
        keys.push_back({.id = "repeat",
            .label = canvas.words("Say again"),
            .style = KeyStyle::Quiet,
            .icon = Icon::Repeat,
            .intent = Intent{.kind = IntentKind::Repeat, .value = {}}});
        keys.push_back({.id = "volume",
            .label = canvas.words(
                volume_words.at(static_cast<std::size_t>(model::volume_of(canvas.state()) - 1))),
            .style = KeyStyle::Quiet,
            .icon = Icon::Louder,
            .intent = Intent{.kind = IntentKind::Volume, .value = "next"}});
    }
    const std::string language = other_language(canvas.state());
    if (!language.empty()) {
        keys.push_back({.id = "language",
            .label = canvas.look().text(language, "Language name"),
            .style = KeyStyle::Quiet,
            .icon = Icon::Globe,
            .intent = Intent{.kind = IntentKind::SwitchLanguage, .value = language}});
    }
    return keys;
}

void draw_ground(const Canvas& canvas) {
    canvas.gradient(canvas.panel(), canvas.colors().paper1, canvas.colors().paper2);
}

void draw_header(const Canvas& canvas, const Rect& rect) {
    const look::Colors& colors = canvas.colors();
    if (rect.height < canvas.px(canvas.look().is_large() ? 24 : 15)) {
        return draw_header_line(canvas, rect);
    }
    const float wanted =
        canvas.px(canvas.look().is_large() ? tokens::emblem_large : tokens::emblem);
    const float height = std::min(wanted, rect.height * 0.72F);
    const Rect emblem = snapped({rect.x + canvas.margin(), rect.y + (rect.height - height) / 2,
        height * canvas.emblem_shape(), height});
    canvas.emblem(emblem);
    add_text(canvas, "emblem", Role::Image, canvas.words("Emblem"), emblem, colors.primary,
        colors.paper1);
    const float left = emblem.x + emblem.width + canvas.px(6);
    const float room = rect.x + rect.width - canvas.margin() - left;
    look::LayoutCache& layouts = canvas.look().layouts();
    const std::string_view owner_text = canvas.in_language(canvas.state().surroundings.owner);
    const std::string_view place_text = canvas.in_language(canvas.state().surroundings.place);
    const float half = rect.height / 2;
    const look::TextLayout& owner =
        layouts.fit(owner_text, {Type::Owner, Type::LabelTight, Type::LabelLeast}, room, 1, half);
    const look::TextLayout& place =
        layouts.fit(place_text, {Type::Small, Type::PanelText, Type::KeyTight}, room, 1, half);
    const float top = rect.y + (rect.height - owner.height() - place.height()) / 2;
    canvas.text(owner, left, top, room, colors.ink);
    canvas.text(place, left, top + owner.height(), room, colors.ink2);
    add_text(canvas, "owner", Role::Text, owner_text, {left, top, owner.width, owner.height()},
        colors.ink, colors.paper1);
    add_text(canvas, "place", Role::Text, place_text,
        {left, top + owner.height(), place.width, place.height()}, colors.ink2, colors.paper1);
}

void draw_header_line(
    const Canvas& canvas, const Rect& rect, std::string_view tail, Type largest) {
    const look::Colors& colors = canvas.colors();
    const float height = rect.height * 0.86F;
    const Rect emblem = snapped({rect.x + canvas.margin(), rect.y + (rect.height - height) / 2,
        height * canvas.emblem_shape(), height});
    const float left = emblem.x + emblem.width + canvas.px(3);
    const float room = rect.x + rect.width - canvas.margin() - left;
    const std::string_view place_text = canvas.in_language(canvas.state().surroundings.place);
    look::LayoutCache& layouts = canvas.look().layouts();
    const look::TextLayout& place = layouts.fit(
        place_text, {largest, Type::LabelSmall, Type::LabelLeast}, room, 1, rect.height);
    if (!place.fits || place.lines.size() > 1) return;
    canvas.emblem(emblem);
    add_text(canvas, "emblem", Role::Image, canvas.words("Emblem"), emblem, colors.primary,
        colors.paper1);
    const float y = rect.y + rect.height / 2;
    canvas.text(place, left, y - place.height() / 2, room, colors.ink);
    add_text(canvas, "place", Role::Text, place_text,
        {left, y - place.height() / 2, place.width, place.height()}, colors.ink, colors.paper1);
    if (tail.empty()) return;
    const look::TextLayout& rest = canvas.set(tail, Type::KeyTight, room);
    const float dot = canvas.px(0.6F);
    const float rest_left = left + place.width + canvas.px(5);
    if (!rest.fits || rest.lines.size() > 1 || rest_left + rest.width > left + room) return;
    canvas.disc(rest_left - canvas.px(2.5F), y, dot, colors.ink2);
    canvas.text(rest, rest_left, y - rest.height() / 2, rest.width, colors.ink2);
    add_text(canvas, "anonymous", Role::Text, tail,
        {rest_left, y - rest.height() / 2, rest.width, rest.height()}, colors.ink2, colors.paper1);
}

namespace {

/// Where two rows of keys leave the pages their room.
constexpr float two_rows_height_mm = 360;

/// The keys in their rows: in two where doubled words have no room in one. In low reach they are
/// one row, whatever they say.
std::vector<std::vector<Key>> footer_rows(const Canvas& canvas, ViewKeys which) {
    std::vector<Key> keys = view_keys(canvas, which);
    const look::Look& look = canvas.look();
    const bool is_low = canvas.state().view.low && look::offers_low_reach(look.panel());
    const bool may_have_two = look.is_large() && !look.is_landscape() && !is_low &&
                              look.height_mm() >= two_rows_height_mm && keys.size() > 2;
    const float width = canvas.panel().width - 2 * canvas.margin();
    const float height = canvas.px(tokens::footer_key(look));
    if (!may_have_two || stand_in_row(canvas, keys, width, height)) return {std::move(keys)};
    const auto middle = keys.begin() + static_cast<std::ptrdiff_t>((keys.size() + 1) / 2);
    std::vector<Key> second(middle, keys.end());
    keys.erase(middle, keys.end());
    return {std::move(keys), std::move(second)};
}

float height_of_plinth(const Canvas& canvas, std::size_t rows) {
    const look::Look& look = canvas.look();
    const auto count = static_cast<float>(rows);
    return canvas.px(tokens::footer_above(look) + count * tokens::footer_key(look) +
                     (count - 1) * tokens::gap + tokens::footer_below(look));
}

/// The plinth without its keys; where the first row of those stands.
Rect draw_bare_plinth(const Canvas& canvas, std::size_t rows) {
    const Rect panel = canvas.panel();
    const look::Look& look = canvas.look();
    const float height = std::round(height_of_plinth(canvas, rows));
    const Rect plinth{0, panel.height - height, panel.width, height};
    canvas.fill(plinth, canvas.colors().plinth);
    if (canvas.colors().plinth_line) {
        canvas.fill({0, plinth.y, plinth.width, look.line(tokens::edge)}, canvas.colors().line);
    }
    return {canvas.margin(), plinth.y + canvas.px(tokens::footer_above(look)),
        panel.width - 2 * canvas.margin(), canvas.px(tokens::footer_key(look))};
}

std::vector<PlacedKey> placed_in_footer(
    const Canvas& canvas, const Rect& bed, std::vector<Key> keys) {
    if (canvas.look().is_large() && stand_in_row(canvas, keys, bed.width, bed.height)) {
        return placed_in_row(canvas, bed, keys);
    }
    const std::vector<look::Span> spans = share_footer(canvas, keys, bed.x, bed.width, bed.height);
    std::vector<PlacedKey> placed;
    for (std::size_t at = 0; at < keys.size(); ++at) {
        const Rect place{spans[at].begin, bed.y, spans[at].length, bed.height};
        placed.push_back({place, std::move(keys[at])});
    }
    return placed;
}

}  // namespace

float footer_height(const Canvas& canvas, ViewKeys keys) {
    return height_of_plinth(canvas, footer_rows(canvas, keys).size());
}

void draw_plinth(const Canvas& canvas, const std::vector<Key>& keys) {
    const Rect bed = draw_bare_plinth(canvas, 1);
    const float gap = canvas.px(tokens::gap);
    std::size_t squares = 0;
    for (const Key& key : keys)
        squares += key.sign_only ? 1 : 0;
    const float taken = static_cast<float>(squares) * bed.height +
                        gap * static_cast<float>(keys.empty() ? 0 : keys.size() - 1);
    const std::size_t wide = keys.size() - squares;
    const float room = bed.width - taken;
    float x = bed.x;
    std::vector<PlacedKey> placed;
    for (const Key& key : keys) {
        const float width = key.sign_only ? bed.height : room / static_cast<float>(wide);
        placed.push_back({{x, bed.y, width, bed.height}, key});
        x += width + gap;
    }
    draw_keys(canvas, placed);
}

void draw_footer(const Canvas& canvas, ViewKeys which) {
    const std::vector<std::vector<Key>> rows = footer_rows(canvas, which);
    Rect bed = draw_bare_plinth(canvas, rows.size());
    std::vector<PlacedKey> all;
    for (const std::vector<Key>& row : rows) {
        for (PlacedKey& one : placed_in_footer(canvas, bed, row))
            all.push_back(std::move(one));
        bed.y += bed.height + canvas.px(tokens::gap);
    }
    draw_keys(canvas, all);
}

Key next_visitor_key(const Canvas& canvas) {
    return {.id = "next-visitor",
        .label = canvas.words("I am next"),
        .style = KeyStyle::Quiet,
        .type = Type::KeyStrong,
        .tight = Type::ActionTight,
        .icon = Icon::Next,
        .intent = Intent{.kind = IntentKind::NextVisitor, .value = {}}};
}

namespace {

constexpr float toast_ring_mm = 12;
constexpr float toast_face_mm = 22;
constexpr float toast_gap_mm = 3.4F;  ///< between the ring and its word

/// The toast across: its face gives way where the doubled title has one line without it.
struct ToastPlan {
    const look::TextLayout* undo;
    float key_width;
    bool has_face = true;
    float text_left;  ///< from the toast's edge
    float room;       ///< for the words
};

ToastPlan plan_toast(const Canvas& canvas, float width) {
    const bool is_large = canvas.look().is_large();
    const float undo_padding = is_large ? 4 : 6;
    ToastPlan plan{};
    plan.undo = &canvas.set(canvas.words("Correct"), Type::Undo, width / 2);
    plan.key_width = std::max(canvas.px(tokens::toast_key_width),
        plan.undo->width + canvas.px(toast_ring_mm + toast_gap_mm + 2 * undo_padding));
    for (const bool has_face : {true, false}) {
        plan.has_face = has_face;
        plan.text_left = canvas.px(has_face ? 5 + toast_face_mm + 5 : 6);
        plan.room = width - canvas.px(4) - plan.key_width - canvas.px(3) - plan.text_left;
        if (!is_large) break;
        if (canvas.set(canvas.words("Rating recorded"), Type::ToastTitle, plan.room).lines.size() ==
            1) {
            break;
        }
    }
    return plan;
}

}  // namespace

float toast_height(const Canvas& canvas, float width) {
    if (!canvas.look().is_large()) return 0;
    const float room = plan_toast(canvas, width).room;
    return canvas.set(canvas.words("Rating recorded"), Type::ToastTitle, room).height() +
           canvas.set("0", Type::Small, room).height() + canvas.px(3);
}

void draw_toast(
    const Canvas& canvas, const Rect& where, int mark, std::string_view word, float left) {
    const Rect rect = snapped(where);
    const look::Colors& colors = canvas.colors();
    canvas.box(rect, {canvas.px(tokens::radius_toast), colors.primary, true, 0, 0});
    const ToastPlan plan = plan_toast(canvas, rect.width);
    const float face = canvas.px(toast_face_mm);
    const float y = rect.y + rect.height / 2;
    if (plan.has_face) canvas.face(mark, rect.x + canvas.px(5) + face / 2, y, face);

    const std::string_view undo_text = canvas.words("Correct");
    const look::TextLayout& undo_label = *plan.undo;
    const float ring = canvas.px(toast_ring_mm);
    const float key_height = canvas.px(22);
    const Rect key = snapped({rect.x + rect.width - canvas.px(4) - plan.key_width,
        y - key_height / 2, plan.key_width, key_height});

    const float text_left = rect.x + plan.text_left;
    const float room = plan.room;
    const std::string_view said = canvas.words("Rating recorded");
    look::LayoutCache& layouts = canvas.look().layouts();
    const float title_most = rect.height * (canvas.look().is_large() ? 0.7F : 0.62F);
    const look::TextLayout& title = layouts.fit(
        said, {Type::ToastTitle, Type::LabelTight, Type::LabelSmall}, room, 2, title_most);
    std::string second(1, static_cast<char>('0' + mark));
    second.append(" — ").append(word);
    const look::TextLayout& detail = layouts.fit(
        second, {Type::Small, Type::KeyTight}, room, 1, rect.height - title.height());
    const bool both = title.height() + detail.height() <= rect.height;
    const float height = title.height() + (both ? detail.height() : 0);
    canvas.text(title, text_left, y - height / 2, room, colors.on_primary);
    if (both) {
        canvas.text(detail, text_left, y - height / 2 + title.height(), room, colors.on_primary);
    }
    std::string label(said);
    if (!canvas.is_discreet()) label.append(": ").append(second);
    add_text(canvas, "toast", Role::Status, label, rect, colors.on_primary, colors.primary);

    const bool is_pressed = canvas.is_pressed("undo");
    const std::size_t begin = canvas.mark();
    const look::Color fill = is_pressed ? colors.press : colors.card;
    const look::Color ink = is_pressed ? colors.on_press : colors.ink;
    canvas.box(key, {canvas.px(tokens::radius_key), fill, true, is_pressed ? colors.ink : fill,
                        canvas.look().line(tokens::edge_strong)});
    const float total = ring + canvas.px(toast_gap_mm) + undo_label.width;
    const float key_left = key.x + (key.width - total) / 2;
    canvas.ring(key_left + ring / 2, y, ring * 10.5F / 24, ring * 2.4F / 24, left, ink,
        look::blend(fill, {ink, 64}));
    const float sign = canvas.px(7);
    canvas.icon(Icon::Undo, {key_left + (ring - sign) / 2, y - sign / 2, sign, sign}, ink);
    canvas.text(undo_label, key_left + ring + canvas.px(toast_gap_mm), y - undo_label.height() / 2,
        undo_label.width, ink);
    canvas.sink_since(begin, "undo", key);
    canvas.add({"undo", Role::Button, std::string(undo_text), key, true, ink, fill,
        Intent{.kind = IntentKind::Undo, .value = {}}, canvas.px(tokens::radius_key)});
}

float sign_width(const Canvas& canvas, const look::TextLayout& layout) {
    return layout.em_px * 1.25F + canvas.px(4);
}

}  // namespace otk::kiosk::widgets
