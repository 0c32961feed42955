#include "kiosk/screens/finder.h"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <utility>

#include "core/base/format.h"
#include "kiosk/look/tokens.h"
#include "kiosk/look/tracks.h"
#include "kiosk/model/letter_case.h"
#include "kiosk/widgets/field.h"
#include "kiosk/widgets/key.h"

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

/// A key of the letters: at least a target, at most the design's key of a keyboard.
constexpr float key_width_least = 15.2F;
constexpr float key_width_most = 18.2F;
constexpr float key_height_least = 15.2F;
constexpr float key_height_most = 23;
/// So few choices are all that a narrow panel shows: further letters would cost more touches.
constexpr std::size_t few_choices = 4;
/// More choices over the letters would be read through instead of looked for.
constexpr std::size_t shown_most = 12;
/// Tiles may be so much higher than they must.
constexpr float roomy_rows = 1.4F;
/// What is typed stands over the letters where it has so much room.
constexpr float field_least = 20;
constexpr float field_most = 30;

std::string with_numbers(std::string_view text, std::size_t n, std::size_t count) {
    std::string said(text);
    const auto put = [&said](std::string_view name, std::size_t value) {
        const std::size_t at = said.find(name);
        if (at != std::string::npos) said.replace(at, name.size(), std::to_string(value));
    };
    put("{n}", n);
    put("{count}", count);
    return said;
}

/// With a space behind it, what is typed is a word and another one can follow.
bool may_end_word(const Canvas& canvas, const Finding& finding) {
    const std::string& query = canvas.state().finder.query;
    return finding.choices.size() > 1 && !query.empty() && query.back() != ' ';
}

Key letter_key(const Canvas& canvas, std::size_t question, const text::WordSearch::Letter& letter) {
    Key key{.id = "key-" + letter.letter,
        .label = canvas.frame().said.emplace_back(model::capital_of(letter.letter)),
        .style = KeyStyle::Letter,
        .type = Type::Letter,
        .tight = Type::LabelLeast};
    if (letter.leads_on) key.intent = Intent{IntentKind::Type, question, letter.letter};
    return key;
}

Key space_key(const Canvas& canvas, std::size_t question, bool is_offered) {
    Key key{.id = "key-space",
        .label = canvas.words("Space"),
        .style = KeyStyle::Function,
        .type = Type::Letter,
        .tight = Type::LabelLeast,
        .icon = Icon::Space,
        .sign_only = true};
    if (is_offered) key.intent = Intent{IntentKind::Type, question, " "};
    return key;
}

bool is_narrow(const Canvas& canvas) {
    return tokens::keyboard_least(canvas.look().panel()).key < tokens::target_least;
}

std::vector<Key> keys_of(const Canvas& canvas, std::size_t question, const Finding& finding) {
    std::vector<Key> keys;
    for (const text::WordSearch::Letter& letter : finding.letters)
        keys.push_back(letter_key(canvas, question, letter));
    keys.push_back(space_key(canvas, question, may_end_word(canvas, finding)));
    // A narrow panel has no room for places that are empty.
    if (is_narrow(canvas)) std::erase_if(keys, [](const Key& key) { return !key.intent; });
    return keys;
}

/// A narrow panel has not both: letters, and under a few of them all that is left.
bool shows_only_found(const Canvas& canvas, const Finding& finding) {
    return is_narrow(canvas) && !canvas.state().finder.query.empty() &&
           finding.choices.size() <= few_choices;
}

/// As many of the choices as stand in that height, in the list's order.
Body found_body(
    const Canvas& canvas, std::size_t question, float width, const Finding& finding, float height) {
    std::size_t count = std::min(finding.choices.size(), shown_most);
    for (; count > 0; --count) {
        Body body = choices_body(canvas, question, width,
            {.first = 0, .count = count, .is_tight = true, .hint = {}, .finding = &finding});
        if (body.least <= height) return body;
    }
    return {};
}

/// Over the letters, next to them: what is free lies under the words.
void draw_found(
    const Canvas& canvas, std::size_t question, const Rect& rect, const Finding& finding) {
    const Body body = found_body(canvas, question, rect.width, finding, rect.height);
    if (!body.draw) return;
    const float most = body.least * roomy_rows;
    const float height = std::min({rect.height, body.most, most});
    body.draw({rect.x, rect.y + rect.height - height, rect.width, height});
}

std::vector<Key> portion_of(std::vector<Key> keys, const Portion& portion) {
    const std::size_t first = std::min(portion.first, keys.size());
    const std::size_t count = std::min(portion.count, keys.size() - first);
    const auto begin = keys.begin() + static_cast<std::ptrdiff_t>(first);
    return {begin, begin + static_cast<std::ptrdiff_t>(count)};
}

}  // namespace

bool is_long_list(const form::Visit& visit, std::size_t question) {
    // On the usual panel so many tiles take a screen and a half.
    constexpr std::size_t long_from = 16;
    constexpr std::size_t minimal_from = 7;
    const form::Question& asked = visit.form().questions[question];
    const bool is_choice = asked.kind == form::QuestionKind::SelectOne ||
                           asked.kind == form::QuestionKind::SelectMultiple;
    if (!is_choice || asked.appearance.likert) return false;
    return visit.offered(question).size() >= (asked.appearance.minimal ? minimal_from : long_from);
}

Finding finding_of(const Canvas& canvas, std::size_t question) {
    const std::vector<const form::Choice*>& offered = canvas.state().visit->offered(question);
    const model::Finder& finder = canvas.state().finder;
    if (!finder.is_typing && finder.query.empty()) return {offered, {}};
    std::vector<std::string_view> labels;
    labels.reserve(offered.size());
    for (const form::Choice* choice : offered)
        labels.push_back(canvas.in_language(choice->label));
    const text::WordSearch search(labels);
    Finding finding;
    for (const std::size_t place : search.found(finder.query))
        finding.choices.push_back(offered[place]);
    if (finder.is_typing) finding.letters = search.letters(finder.query);
    return finding;
}

std::string said_found(const Canvas& canvas, std::size_t question, const Finding& finding) {
    const std::string& query = canvas.state().finder.query;
    if (query.empty()) return {};
    std::string said = with_numbers(canvas.words("“{query}…”: found {n} of {count}"),
        finding.choices.size(), canvas.state().visit->offered(question).size());
    constexpr std::string_view name = "{query}";
    const std::size_t at = said.find(name);
    if (at != std::string::npos) said.replace(at, name.size(), query);
    return said;
}

Heading finder_heading(const Canvas& canvas, std::size_t question, const Finding& finding) {
    Heading heading;
    heading.title = canvas.in_language(canvas.state().visit->form().questions[question].label);
    heading.hint = said_found(canvas, question, finding);
    if (heading.hint.empty()) heading.hint = canvas.words("Type the beginning of a word");
    heading.note = said_problem(canvas, question);
    heading.note_is_problem = !heading.note.empty();
    return heading;
}

std::size_t parts_of(const Canvas& canvas, std::size_t question, const Finding& finding) {
    const bool has_letters = canvas.state().finder.is_typing && !shows_only_found(canvas, finding);
    return has_letters ? keys_of(canvas, question, finding).size() : finding.choices.size();
}

std::size_t letters_from(const look::Panel& panel) {
    constexpr float low_panel_mm = 100;
    constexpr std::size_t more_than_four_sheets = 24;
    return panel.height_mm < low_panel_mm ? more_than_four_sheets : 0;
}

Body letters_body(const Canvas& canvas, std::size_t question, float width, const Finding& finding,
    const Portion& portion) {
    if (shows_only_found(canvas, finding)) return choices_body(canvas, question, width, portion);
    Body body;
    std::vector<Key> keys = keys_of(canvas, question, finding);
    body.parts = keys.size();
    keys = portion_of(std::move(keys), portion);
    const float gap = canvas.px(tokens::gap_least);
    const float key_width = canvas.between(key_width_least, key_width_most);
    const auto columns =
        static_cast<std::size_t>(std::max(std::floor((width + gap) / (key_width + gap)), 1.0F));
    const std::size_t rows = std::max<std::size_t>((keys.size() + columns - 1) / columns, 1);
    const auto all = [&](float key_mm) {
        const auto count = static_cast<float>(rows);
        return count * canvas.px(key_mm) + (count - 1) * gap;
    };
    const float keys_most = all(key_height_most);
    body.least = all(key_height_least);
    // Of a narrow panel words give way to the first of what is found.
    const bool has_room = rows == 1 && !finding.choices.empty();
    if (is_narrow(canvas) && has_room) body.least += gap + canvas.px(tokens::target_least + 2);
    body.draw = [&canvas, &finding, keys = std::move(keys), question, columns, rows, gap,
                    keys_most](const Rect& rect) {
        const float free = rect.height - keys_most - gap;
        const bool has_field = free >= canvas.px(field_least);
        const float height = std::min(rect.height, keys_most);
        const std::vector<look::Span> lines =
            look::share(rect.y + rect.height - height, height, rows, gap);
        float top = lines.front().begin - gap;
        if (has_field) {
            const float field = std::min(free, canvas.px(field_most));
            widgets::draw_field(
                canvas, {rect.x, top - field, rect.width, field}, canvas.state().finder.query);
            top -= field + canvas.px(tokens::gap);
        }
        draw_found(canvas, question, {rect.x, rect.y, rect.width, top - rect.y}, finding);
        const std::vector<look::Span> places = look::share(rect.x, rect.width, columns, gap);
        for (std::size_t at = 0; at < keys.size(); ++at) {
            if (!keys[at].intent) continue;
            const look::Span& line = lines[at / columns];
            const look::Span& place = places[at % columns];
            widgets::draw_key(
                canvas, {place.begin, line.begin, place.length, line.length}, keys[at]);
        }
    };
    return body;
}

}  // namespace otk::kiosk::screens
