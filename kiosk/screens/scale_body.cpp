#include <algorithm>
#include <array>
#include <cmath>

#include "core/base/format.h"
#include "kiosk/look/tokens.h"
#include "kiosk/look/tracks.h"
#include "kiosk/screens/bars.h"
#include "kiosk/screens/page.h"
#include "kiosk/widgets/parts.h"
#include "kiosk/widgets/tile.h"

namespace otk::kiosk::screens {
namespace {

namespace tokens = look::tokens;
using look::Type;
using widgets::Canvas;

/// Eleven numbers of 20 mm with their gaps need this much, else they stand in two rows.
constexpr float one_row_mm = 250;

std::vector<std::string> numbers_of(const form::RangeBounds& range) {
    std::vector<std::string> numbers;
    const double step = range.step > 0 ? range.step : 1;
    for (double value = range.start; value <= range.end + step / 1000 && numbers.size() < 21;
         value += step) {
        numbers.push_back(format("{:g}", value));
    }
    return numbers;
}

/// Where the words of the last number stand.
enum class HighEnd {
    Above,       ///< of all, at the right end
    AboveRow,    ///< of two, over the second one
    BesideLast,  ///< in the place that a shorter second row leaves free
};

/// What the two ends say, each at its own number: over the 5, «10 — точно да» would be taken for
/// what the 5 means. Pixels.
struct SetEnds {
    const look::TextLayout* low;
    const look::TextLayout* high;
    HighEnd high_end;
    float gap;  ///< down to the numbers

    float above_first_row() const {
        const bool are_beside = high_end == HighEnd::Above;
        return (are_beside ? std::max(low->height(), high->height()) : low->height()) + gap;
    }
    float above_second_row() const {
        return high_end == HighEnd::AboveRow ? high->height() + gap : 0;
    }
};

/// «10 — точно да» without its number: it stands beside it.
std::string_view without_number(std::string_view said) {
    const std::size_t word = said.find_first_not_of("0123456789-.");
    if (word == std::string_view::npos) return said;
    std::string_view rest = said.substr(word);
    for (const std::string_view between : {" ", "—", "–", " "}) {
        if (rest.substr(0, between.size()) == between) rest.remove_prefix(between.size());
    }
    return rest;
}

/// The rows of numbers, as the width asks for them.
struct Rows {
    std::size_t first;  ///< numbers in the first one
    std::size_t second;

    bool are_two() const { return second > 0; }
    bool leave_a_place() const { return are_two() && second < first; }
};

float row_least(const Canvas& canvas, bool is_tight) {
    return canvas.px(is_tight ? tokens::target_least : 22);
}

/// Of a panel with bars above and below; a higher one has room.
bool has_room_over_rows(const Canvas& canvas, const SetEnds& ends, bool is_tight) {
    if (!is_tight) return true;
    const float bar = bars::edge(canvas) + bars::height(canvas) + canvas.px(tokens::gap_least);
    const float rows = 2 * row_least(canvas, true) + canvas.px(tokens::gap);
    return ends.above_first_row() + ends.above_second_row() + rows + 2 * bar <=
           canvas.panel().height;
}

SetEnds set_ends(
    const Canvas& canvas, const Ends& ends, float width, const Rows& rows, bool is_tight) {
    const float least = row_least(canvas, is_tight);
    const float gap = canvas.px(is_tight ? 2 : 5);
    const auto set = [&](const std::string& said, float room) {
        return &canvas.set(said, Type::Ends, room);
    };
    const float half = (width - canvas.px(tokens::gap)) / 2;
    if (!rows.are_two()) {
        return {set(ends.low, half), set(ends.high, half), HighEnd::Above, gap};
    }
    if (rows.leave_a_place()) {
        const float between = canvas.px(tokens::gap_least);
        const auto count = static_cast<float>(rows.first);
        const float place = (width - between * (count - 1)) / count;
        // Its row ends here: the words may be a little higher than the numbers.
        const float room = least + between;
        const std::string_view words = without_number(ends.high);
        look::LayoutCache& layouts = canvas.look().layouts();
        const look::TextLayout& beside =
            canvas.look().is_large()
                ? layouts.set(words, Type::Ends, place)
                : layouts.fit(
                      words, {Type::Ends, Type::LabelSmall, Type::LabelLeast}, place, 3, room);
        if (beside.fits && beside.height() <= room) {
            return {set(ends.low, width), &beside, HighEnd::BesideLast, gap};
        }
    }
    const SetEnds over_rows{set(ends.low, width), set(ends.high, width), HighEnd::AboveRow, gap};
    if (has_room_over_rows(canvas, over_rows, is_tight)) return over_rows;
    // Better over the wrong row than over the numbers.
    const look::TextLayout* const low = set(ends.low, half);
    const look::TextLayout* const high = set(ends.high, half);
    const bool are_lines = low->lines.size() == 1 && high->lines.size() == 1;
    return are_lines ? SetEnds{low, high, HighEnd::Above, gap} : over_rows;
}

void draw_end(const Canvas& canvas, std::string_view id, std::string_view said,
    const look::TextLayout& layout, float x, float y, widgets::Align align) {
    canvas.text(layout, x, y, layout.width, canvas.colors().ink, align);
    widgets::add_text(canvas, id, Role::Text, said, {x, y, layout.width, layout.height()},
        canvas.colors().ink, canvas.colors().paper2);
}

/// The words of the last number, whose place in its row is `last`.
void draw_high_end(const Canvas& canvas, const Ends& ends, const SetEnds& said, const Rect& rect,
    const std::vector<look::Span>& places, const std::vector<look::Span>& down, std::size_t last) {
    const float width = said.high->width;
    if (said.high_end == HighEnd::BesideLast) {
        const look::Span& row = down[4];
        draw_end(canvas, "scale-high", ends.high, *said.high, places[last + 1].begin,
            row.begin + (row.length - said.high->height()) / 2, widgets::Align::Left);
        return;
    }
    const bool is_over_row = said.high_end == HighEnd::AboveRow;
    const float right =
        is_over_row ? places[last].begin + places[last].length : rect.x + rect.width;
    const float top = is_over_row ? down[3].begin : rect.y;
    draw_end(canvas, "scale-high", ends.high, *said.high, std::max(rect.x, right - width), top,
        widgets::Align::Right);
}

/// One row after the other.
void draw_numbers(const Canvas& canvas, std::size_t question,
    const std::vector<std::string>& numbers, const std::vector<look::Span>& places,
    const std::array<look::Span, 2>& lines) {
    const form::Visit& visit = *canvas.state().visit;
    for (std::size_t at = 0; at < numbers.size(); ++at) {
        const look::Span& place = places[at % places.size()];
        const look::Span& line = lines[at / places.size()];
        widgets::draw_pipe(canvas, {place.begin, line.begin, place.length, line.length},
            {.id = format("value-{}-{}", visit.form().questions[question].name, numbers[at]),
                .number = numbers[at],
                .chosen = visit.value(question) == numbers[at],
                .intent = {model::IntentKind::Choose, question, numbers[at]}});
    }
}

}  // namespace

Ends ends_of(const Canvas& canvas, std::size_t question) {
    const form::Question& asked = canvas.state().visit->form().questions[question];
    const std::string_view hint = canvas.in_language(asked.hint);
    const std::string start = format("{:g} ", asked.range.start);
    const std::string end = format(", {:g} ", asked.range.end);
    const std::size_t comma = hint.find(end);
    if (hint.substr(0, start.size()) == start && comma != std::string_view::npos) {
        return {std::string(hint.substr(0, comma)), std::string(hint.substr(comma + 2)), true};
    }
    return {format("{:g} — {}", asked.range.start, canvas.words("Surely not")),
        format("{:g} — {}", asked.range.end, canvas.words("Surely yes")), false};
}

Body scale_body(const Canvas& canvas, std::size_t question, float width, const Portion& portion) {
    const form::Question& asked = canvas.state().visit->form().questions[question];
    const std::vector<std::string> numbers = numbers_of(asked.range);
    const Ends ends = ends_of(canvas, question);
    const bool one_row = width >= canvas.px(one_row_mm);
    const std::size_t first_row = one_row ? numbers.size() : (numbers.size() + 1) / 2;
    // Of bounds that no number lies between, one place stays empty.
    const Rows rows{std::max<std::size_t>(first_row, 1), numbers.size() - first_row};
    const bool is_tight = portion.is_tight;
    const SetEnds set = set_ends(canvas, ends, width, rows, is_tight);
    const float words = set.above_first_row() + set.above_second_row();
    Body body;
    body.least = words + (one_row ? canvas.px(30)
                                  : 2 * row_least(canvas, is_tight) + canvas.px(tokens::gap));
    body.most =
        words + (one_row ? canvas.px(tokens::pipe_height) : canvas.px(2 * 60 + tokens::gap));
    body.titles = {Type::Title1, Type::Title2, Type::Title3, Type::Title4};
    body.draw = [&canvas, question, numbers, ends, rows, is_tight](const Rect& rect) {
        const SetEnds said = set_ends(canvas, ends, rect.width, rows, is_tight);
        const std::array tracks{
            look::Track{.least = said.above_first_row()},
            look::Track{.least = 0, .weight = 1},
            look::Track{.least = canvas.px(rows.are_two() ? tokens::gap : 0)},
            look::Track{.least = said.above_second_row()},
            look::Track{.least = 0, .weight = rows.are_two() ? 1.0F : 0.0F},
        };
        const std::vector<look::Span> down = look::divide(rect.y, rect.height, tracks);
        const std::array lines{down[1], down[4]};
        // All of one size: a shorter second row leaves a place free.
        const std::vector<look::Span> places =
            look::share(rect.x, rect.width, rows.first, canvas.px(tokens::gap_least));
        draw_end(canvas, "scale-low", ends.low, *said.low, rect.x, rect.y, widgets::Align::Left);
        draw_numbers(canvas, question, numbers, places, lines);
        draw_high_end(canvas, ends, said, rect, places, down, (numbers.size() - 1) % rows.first);
    };
    return body;
}

}  // namespace otk::kiosk::screens
