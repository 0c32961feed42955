#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <utility>

#include "core/base/format.h"
#include "kiosk/look/tokens.h"
#include "kiosk/look/tracks.h"
#include "kiosk/screens/finder.h"
#include "kiosk/screens/page.h"
#include "kiosk/widgets/tile.h"

namespace otk::kiosk::screens {
namespace {

namespace tokens = look::tokens;
using look::Type;
using widgets::Canvas;
using widgets::Tile;

/// More than so many tiles under each other would leave them too low.
constexpr std::size_t rows_of_one_max = 6;
/// So many stand side by side where the form says "columns" and no number.
constexpr std::size_t columns_max = 4;
/// What a picture needs above the words to be told from another one, on a low panel too, and where
/// it stops growing.
constexpr float picture_least_mm = 26;
constexpr float picture_tight_mm = 15;
constexpr float picture_most_mm = 60;
/// Two lines of words and air over and under them.
constexpr float roomy_least_mm = 20;

/// The place of a name among names parted by spaces, from 1; 0 if it is not among them.
std::size_t place_among(std::string_view names, std::string_view name) {
    for (std::size_t place = 1; !names.empty(); ++place) {
        const std::size_t end = std::min(names.find(' '), names.size());
        if (names.substr(0, end) == name) return place;
        names.remove_prefix(std::min(end + 1, names.size()));
    }
    return 0;
}

/// An acknowledgement is one tile, whose words the form does not have.
Tile acknowledgement(const Canvas& canvas, std::size_t question) {
    const form::Visit& visit = *canvas.state().visit;
    return {.id = format("choice-{}-OK", visit.form().questions[question].name),
        .label = canvas.words("Understood"),
        .single = false,
        .chosen = !visit.value(question).empty(),
        .intent = {model::IntentKind::Choose, question, "OK"}};
}

std::string_view with_place(const Canvas& canvas, std::size_t place, std::string_view label) {
    return canvas.frame().said.emplace_back(format("{}. {}", place, label));
}

std::vector<Tile> tiles_of(
    const Canvas& canvas, std::size_t question, std::span<const form::Choice* const> choices) {
    const form::Visit& visit = *canvas.state().visit;
    const form::Question& asked = visit.form().questions[question];
    if (asked.kind == form::QuestionKind::Acknowledge) return {acknowledgement(canvas, question)};
    const bool single = asked.kind == form::QuestionKind::SelectOne;
    std::vector<Tile> tiles;
    for (const form::Choice* choice : choices) {
        const auto kind = single ? model::IntentKind::Choose : model::IntentKind::Toggle;
        const std::size_t place = place_among(visit.value(question), choice->name);
        std::string_view label = canvas.in_language(choice->label);
        // The order of the touches is the ranking: each says its place.
        if (asked.kind == form::QuestionKind::Rank && place > 0 && !canvas.is_discreet()) {
            label = with_place(canvas, place, label);
        }
        tiles.push_back({.id = format("choice-{}-{}", asked.name, choice->name),
            .label = label,
            .picture = canvas.picture_of(choice->image),
            .single = single,
            .chosen = place > 0,
            .intent = {kind, question, choice->name}});
    }
    return tiles;
}

float width_of_one(std::size_t columns, float width, float gap) {
    const auto count = static_cast<float>(columns);
    return (width - (count - 1) * gap) / count;
}

/// The tiles with all that their labels may ever say: how many stand side by side does not change
/// under a finger.
std::vector<Tile> fullest(
    const Canvas& canvas, const form::Question& asked, std::span<const Tile> tiles) {
    std::vector<Tile> full(tiles.begin(), tiles.end());
    if (asked.kind != form::QuestionKind::Rank) return full;
    for (Tile& tile : full) {
        if (!tile.chosen) tile.label = with_place(canvas, full.size(), tile.label);
    }
    return full;
}

/// Doubled words stay so on panels with room for it: rather more sheets than smaller words.
bool keeps_full_size(const Canvas& canvas) {
    return canvas.look().is_large() && arrangement_of(canvas) != Arrangement::Bars;
}

/// Where labels keep their size, a tile may be so high.
constexpr int tile_large_most = 70;

/// The lowest tile of that width in which every label keeps its size; 0: there is none.
float full_size_height(const Canvas& canvas, std::span<const Tile> tiles, float width) {
    for (int mm = static_cast<int>(tokens::tile_least); mm <= tile_large_most; ++mm) {
        const float height = canvas.px(static_cast<float>(mm));
        if (widgets::stand_at_full_size(canvas, tiles, width, height)) return height;
    }
    return 0;
}

/// Two where full-sized labels stand in tiles of that width.
std::size_t columns_at_full_size(
    const Canvas& canvas, const form::Question& asked, std::span<const Tile> tiles, float width) {
    const int wanted = asked.appearance.columns;
    if (tiles.size() < 2 || (wanted == 1 && tiles.size() <= rows_of_one_max)) return 1;
    const std::size_t most = wanted > 1    ? static_cast<std::size_t>(wanted)
                             : wanted == 1 ? std::size_t{2}
                                           : columns_max;
    for (std::size_t columns = std::min(most, tiles.size()); columns > 1; --columns) {
        const float tile = width_of_one(columns, width, canvas.px(tokens::gap));
        if (full_size_height(canvas, tiles, tile) > 0) return columns;
    }
    return 1;
}

/// As many as the form asks for, or the most at which every label stands in its tile.
std::size_t columns_for(
    const Canvas& canvas, const form::Question& asked, std::span<const Tile> tiles, float width) {
    const int wanted = asked.appearance.columns;
    if (wanted == 1) return tiles.size() <= rows_of_one_max ? 1 : 2;
    const std::size_t most = wanted > 1 ? static_cast<std::size_t>(wanted) : columns_max;
    for (std::size_t columns = std::min(most, tiles.size()); columns > 1; --columns) {
        const float tile = width_of_one(columns, width, canvas.px(tokens::gap));
        if (tile >= canvas.px(tokens::target_least) &&
            widgets::fit_labels(canvas, tiles, tile, canvas.px(tokens::tile_most)).fits) {
            return columns;
        }
    }
    return tiles.size() <= rows_of_one_max ? 1 : 2;
}

std::span<const form::Choice* const> portion_of(
    std::span<const form::Choice* const> choices, const Portion& portion) {
    const std::size_t first = std::min(portion.first, choices.size());
    return choices.subspan(first, std::min(portion.count, choices.size() - first));
}

/// Two where the labels stand in tiles of that width, on at most two lines of the smallest.
std::size_t columns_that_fit(
    const Canvas& canvas, const std::vector<Tile>& tiles, float width, float gap) {
    if (tiles.size() < 2) return 1;
    const float two_lines = canvas.px(tokens::target_least + 2);
    return widgets::fit_labels(canvas, tiles, (width - gap) / 2, two_lines, true).fits ? 2 : 1;
}

}  // namespace

Body choices_body(const Canvas& canvas, std::size_t question, float width, const Portion& portion) {
    const form::Question& asked = canvas.state().visit->form().questions[question];
    const std::vector<const form::Choice*>& choices = portion.finding != nullptr
                                                          ? portion.finding->choices
                                                          : canvas.state().visit->offered(question);
    const bool is_one = asked.kind == form::QuestionKind::Acknowledge;
    Body body;
    body.parts = is_one ? 1 : choices.size();
    const std::vector<Tile> tiles = tiles_of(canvas, question, portion_of(choices, portion));
    const std::vector<Tile> full = fullest(canvas, asked, tiles);
    const float gap = canvas.px(portion.is_tight ? tokens::gap_least : tokens::gap);
    const bool is_full_size = keeps_full_size(canvas) && full_size_height(canvas, full, width) > 0;
    const std::size_t columns = is_full_size ? columns_at_full_size(canvas, asked, full, width)
                                : portion.is_tight ? columns_that_fit(canvas, full, width, gap)
                                                   : columns_for(canvas, asked, full, width);
    const std::size_t rows = std::max<std::size_t>((tiles.size() + columns - 1) / columns, 1);
    const float tile_width = width_of_one(columns, width, gap);
    const auto all = [&](float tile) {
        const auto count = static_cast<float>(rows);
        return count * tile + (count - 1) * gap;
    };
    // As low as the smallest labels allow.
    float least = canvas.px(portion.is_tight ? tokens::target_least : tokens::tile_least);
    // A long list has as many sheets as it likes: there its rows need not be that low.
    if (portion.finding != nullptr) least = canvas.between(tokens::target_least, roomy_least_mm);
    while (!widgets::fit_labels(canvas, tiles, tile_width, least, portion.is_tight).fits &&
           least < canvas.px(tokens::tile_most)) {
        least += canvas.px(portion.is_tight ? 0.5F : 2.0F);
    }
    if (is_full_size) least = std::max(least, full_size_height(canvas, full, tile_width));
    const bool has_pictures = std::any_of(tiles.begin(), tiles.end(),
        [&canvas](const Tile& tile) { return canvas.has_picture(tile.picture); });
    const float words = least;
    if (has_pictures) least += canvas.px(portion.is_tight ? picture_tight_mm : picture_least_mm);
    body.least = all(least);
    const float most = std::max(canvas.px(tokens::tile_most), least);
    body.most = all(has_pictures ? words + canvas.px(picture_most_mm) : most);
    body.weight = 6;
    body.titles = {Type::Title2, Type::Title3, Type::Title4};
    body.draw = [&canvas, tiles, columns, rows, gap, words, has_pictures,
                    is_tight = portion.is_tight](const Rect& rect) {
        const std::vector<look::Span> lines = look::share(rect.y, rect.height, rows, gap);
        const std::vector<look::Span> places = look::share(rect.x, rect.width, columns, gap);
        const float words_height = has_pictures ? words : lines[0].length;
        const widgets::LabelFit fit =
            widgets::fit_labels(canvas, tiles, places[0].length, words_height, is_tight);
        for (std::size_t at = 0; at < tiles.size(); ++at) {
            const look::Span& line = lines[at / columns];
            const look::Span& place = places[at % columns];
            // Of two columns, an odd last tile takes its whole line.
            const bool is_full = columns == 2 && at + 1 == tiles.size() && at % 2 == 0;
            const Rect where{
                place.begin, line.begin, is_full ? rect.width : place.length, line.length};
            if (canvas.has_picture(tiles[at].picture)) {
                widgets::draw_picture_tile(canvas, where, tiles[at], {fit.type, fit.is_low, words});
            } else {
                widgets::draw_tile(canvas, where, tiles[at], fit.type, fit.is_low);
            }
        }
    };
    return body;
}

}  // namespace otk::kiosk::screens
