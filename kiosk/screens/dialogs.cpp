#include <algorithm>
#include <array>
#include <utility>

#include "core/base/format.h"
#include "kiosk/look/tokens.h"
#include "kiosk/look/tracks.h"
#include "kiosk/screens/page.h"
#include "kiosk/widgets/key.h"
#include "kiosk/widgets/key_row.h"
#include "kiosk/widgets/parts.h"

namespace otk::kiosk::screens {
namespace {

namespace tokens = look::tokens;
using look::Icon;
using look::Type;
using model::Intent;
using model::IntentKind;
using widgets::Align;
using widgets::Canvas;
using widgets::Key;
using widgets::KeyStyle;

constexpr float from_bottom_mm = 62;

// The edge lies inside of the card.
float padding_top(const Canvas& canvas) {
    return canvas.between(2, 12) + canvas.px(tokens::edge_strong);
}
float padding(const Canvas& canvas) {
    return canvas.between(3, 10) + canvas.px(tokens::edge_strong);
}

/// Scrim and card; what lies under it is no longer there for touch and machines.
Rect open_dialog(const Canvas& canvas, float width, float height, std::string_view label) {
    const Rect panel = canvas.panel();
    canvas.frame().items.clear();
    canvas.veil(panel, canvas.colors().scrim);
    const float lowest = panel.height - canvas.px(from_bottom_mm) - height;
    const float y = std::max(std::min(lowest, panel.height), (panel.height - height) / 2);
    const float top = lowest > canvas.px(8) ? lowest : std::min(y, panel.height - height);
    const Rect rect =
        widgets::snapped({(panel.width - width) / 2, std::max(top, 0.0F), width, height});
    const look::Colors& colors = canvas.colors();
    const float radius = canvas.px(tokens::radius_panel);
    canvas.shadow(rect, radius, widgets::Lift::Dialog);
    canvas.box(
        rect, {radius, colors.card, true, colors.ink, canvas.look().line(tokens::edge_strong)});
    widgets::add_text(canvas, "dialog", Role::Dialog, label, rect, colors.ink, colors.card);
    return rect;
}

void put(const Canvas& canvas, const char* id, Role role, std::string_view said,
    const look::TextLayout& layout, float x, float y, float width, Align align) {
    canvas.text(layout, x, y, width, canvas.colors().ink, align);
    const float shift = align == Align::Center ? (width - layout.width) / 2 : 0;
    widgets::add_text(canvas, id, role, said, {x + shift, y, layout.width, layout.height()},
        canvas.colors().ink, canvas.colors().card);
}

Key still_here(const Canvas& canvas) {
    return {.id = "still-here",
        .label = canvas.words("I am still here"),
        .style = KeyStyle::Primary,
        .type = Type::BigKey,
        .tight = Type::ActionTight,
        .icon = Icon::Here,
        .intent = Intent{.kind = IntentKind::StillHere, .value = {}}};
}

void draw_idle_ring(const Canvas& canvas, float x, float y, float side) {
    const look::Colors& colors = canvas.colors();
    const model::State& state = canvas.state();
    constexpr int steps_of_second = 4;
    const int steps = state.idle_total_s * steps_of_second;
    const float part =
        steps > 0 ? static_cast<float>(state.idle_left_steps) / static_cast<float>(steps) : 0.0F;
    canvas.ring(x, y, side * 10.5F / 24, side * 2.0F / 24, std::clamp(part, 0.0F, 1.0F), colors.ink,
        look::blend(colors.card, {colors.ink, 64}));
    const std::string number = format("{}", std::max(state.idle_left_s, 0));
    const look::TextLayout& layout = canvas.look().layouts().fit(
        number, {Type::IdleNumber, Type::DigitSmall, Type::CellDigit}, side, 1, side * 0.6F);
    canvas.text(layout, x - side / 2, y - layout.height() / 2, side, colors.ink, Align::Center);
    widgets::add_text(canvas, "idle-left", Role::Status, number,
        {x - layout.width / 2, y - layout.height() / 2, layout.width, layout.height()}, colors.ink,
        colors.card);
}

std::string idle_words(const Canvas& canvas) {
    std::string said(canvas.words("The screen will soon return to the start"));
    if (canvas.state().recorded) said.append("\n").append(canvas.words("Your rating is kept"));
    return said;
}

/// The largest step at which all three have room.
Type sentences_type(const Canvas& canvas, const std::array<std::string_view, 3>& said, float width,
    float height_max) {
    for (const Type type : {Type::Dialog, Type::Small}) {
        float height = 0;
        for (const std::string_view sentence : said)
            height += canvas.set(sentence, type, width).height();
        if (height <= height_max) return type;
    }
    return Type::KeyTight;
}

}  // namespace

void draw_what_we_record(const Canvas& canvas) {
    const Rect panel = canvas.panel();
    const float width = std::min(panel.width - 2 * canvas.margin(), canvas.px(260));
    const float inner = width - 2 * padding(canvas);
    look::LayoutCache& layouts = canvas.look().layouts();
    const std::string_view title = canvas.words("What we record");
    const look::TextLayout& heading = layouts.fit(title,
        {Type::DialogTitle, Type::Title5, Type::Title6, Type::Title7, Type::Title8}, inner, 2,
        panel.height * 0.2F);
    const std::array<std::string_view, 3> said{canvas.words("What we record, first sentence"),
        canvas.words("What we record, second sentence"),
        canvas.words("What we record, third sentence")};
    const float key = canvas.between(15.2F, tokens::action_height);
    const float between =
        canvas.look().is_landscape() ? canvas.between(1, 4) : canvas.between(2, 7);
    const float after_title = canvas.between(2, 9);
    const float before_key = canvas.between(2, 11);
    float height =
        padding_top(canvas) + padding(canvas) + after_title + before_key + heading.height() + key;
    height += 2 * between;
    const Type sentences = sentences_type(canvas, said, inner, panel.height - height);
    for (const std::string_view sentence : said) {
        height += layouts.set(sentence, sentences, inner).height();
    }
    const Rect rect = open_dialog(canvas, width, std::min(height, panel.height), title);
    const float x = rect.x + padding(canvas);
    float y = rect.y + padding_top(canvas);
    put(canvas, "question", Role::Heading, title, heading, x, y, inner, Align::Left);
    y += heading.height() + after_title;
    constexpr std::array<const char*, 3> ids{"sentence-1", "sentence-2", "sentence-3"};
    for (std::size_t at = 0; at < said.size(); ++at) {
        const look::TextLayout& sentence = layouts.set(said[at], sentences, inner);
        put(canvas, ids[at], Role::Text, said[at], sentence, x, y, inner, Align::Left);
        y += sentence.height() + between;
    }
    widgets::draw_key(canvas, {x, rect.y + rect.height - padding(canvas) - key, inner, key},
        {.id = "close-dialog",
            .label = canvas.words("Understood"),
            .style = KeyStyle::Primary,
            .type = Type::Action,
            .tight = Type::ActionTight,
            .icon = Icon::Tick,
            .intent = Intent{.kind = IntentKind::CloseDialog, .value = {}}});
}

void draw_idle(const Canvas& canvas) {
    const Rect panel = canvas.panel();
    const bool is_wide = canvas.look().is_landscape();
    const float width = std::min(panel.width - 2 * canvas.margin(), canvas.px(is_wide ? 340 : 260));
    const float inner = width - 2 * padding(canvas);
    look::LayoutCache& layouts = canvas.look().layouts();
    const std::string_view title = canvas.words("Are you still here?");
    const look::TextLayout& heading = layouts.fit(title,
        {Type::IdleTitle, Type::Title3, Type::Title4, Type::Title5, Type::Title6, Type::Title7},
        inner, 1, panel.height * 0.2F);
    const float ring = std::min(canvas.px(62), panel.height * 0.24F);
    const std::string said = idle_words(canvas);
    const float words_width = is_wide ? inner - ring - canvas.px(8) : inner;
    const look::TextLayout& words = layouts.fit(
        said, {Type::Dialog, Type::Small, Type::KeyTight}, words_width, 8, panel.height * 0.34F);
    const float tall = canvas.look().height_mm() < 300 ? canvas.between(15.2F, 24) : canvas.px(40);
    const float after_title = canvas.between(2, 8);
    const float before_key = canvas.between(3, 10);
    const float first = is_wide ? std::min(tall, canvas.px(34)) : tall;
    const float second = is_wide ? first : std::max(tall * 0.75F, canvas.px(15.2F));
    const float keys = is_wide ? first : first + canvas.px(tokens::gap) + second;
    const float middle =
        is_wide ? std::max(ring, words.height()) : ring + canvas.px(8) + words.height();
    const float height = padding_top(canvas) + padding(canvas) + after_title + before_key +
                         heading.height() + middle + keys;
    const Rect rect = open_dialog(canvas, width, std::min(height, panel.height), title);
    const float x = rect.x + padding(canvas);
    float y = rect.y + padding_top(canvas);
    put(canvas, "question", Role::Heading, title, heading, x, y, inner, Align::Center);
    y += heading.height() + after_title;
    if (is_wide) {
        draw_idle_ring(canvas, x + ring / 2, y + middle / 2, ring);
        put(canvas, "hint", Role::Text, said, words, x + ring + canvas.px(8),
            y + (middle - words.height()) / 2, words_width, Align::Left);
    } else {
        draw_idle_ring(canvas, x + inner / 2, y + ring / 2, ring);
        put(canvas, "hint", Role::Text, said, words, x, y + ring + canvas.px(8), inner,
            Align::Center);
    }
    Key next = widgets::next_visitor_key(canvas);
    next.style = KeyStyle::Card;
    next.type = Type::IdleNext;
    const float top = rect.y + rect.height - padding(canvas) - keys;
    if (is_wide) {
        return widgets::draw_key_row(
            canvas, {x, top, inner, first}, {still_here(canvas), std::move(next)});
    }
    const std::array placed{
        widgets::PlacedKey{{x, top, inner, first}, still_here(canvas)},
        widgets::PlacedKey{
            {x, top + first + canvas.px(tokens::gap), inner, second}, std::move(next)},
    };
    widgets::draw_keys(canvas, placed);
}

}  // namespace otk::kiosk::screens
