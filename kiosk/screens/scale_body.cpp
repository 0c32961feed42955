#include <algorithm>
#include <array>
#include <cmath>

#include "core/base/format.h"
#include "kiosk/look/tokens.h"
#include "kiosk/look/tracks.h"
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

/// What the two ends say: beside each other above the numbers or, where those have two rows and the
/// words beside each other no single line, each above the row of its number. Pixels.
struct SetEnds {
    const look::TextLayout* low;
    const look::TextLayout* high;
    bool over_rows;
    float gap;  ///< down to the numbers

    float above_first_row() const {
        return (over_rows ? low->height() : std::max(low->height(), high->height())) + gap;
    }
    float above_second_row() const { return over_rows ? high->height() + gap : 0; }
};

SetEnds set_ends(const Canvas& canvas, const Ends& ends, float width, std::size_t rows, float gap) {
    const auto set_in = [&](float room, bool over_rows) {
        return SetEnds{&canvas.set(ends.low, Type::Ends, room),
            &canvas.set(ends.high, Type::Ends, room), over_rows, gap};
    };
    const SetEnds beside = set_in((width - canvas.px(tokens::gap)) / 2, false);
    const bool are_lines = beside.low->lines.size() == 1 && beside.high->lines.size() == 1;
    return rows == 1 || are_lines ? beside : set_in(width, true);
}

void draw_end(const Canvas& canvas, std::string_view id, std::string_view said,
    const look::TextLayout& layout, float x, float y, widgets::Align align) {
    canvas.text(layout, x, y, layout.width, canvas.colors().ink, align);
    widgets::add_text(canvas, id, Role::Text, said, {x, y, layout.width, layout.height()},
        canvas.colors().ink, canvas.colors().paper2);
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
    const std::size_t rows = first_row < numbers.size() ? 2 : 1;
    const float ends_gap = canvas.px(portion.is_tight ? 2 : 5);
    const SetEnds set = set_ends(canvas, ends, width, rows, ends_gap);
    const float words = set.above_first_row() + set.above_second_row();
    const float row_least = canvas.px(portion.is_tight ? tokens::target_least : 22);
    Body body;
    body.least = words + (one_row ? canvas.px(30) : 2 * row_least + canvas.px(tokens::gap));
    body.most =
        words + (one_row ? canvas.px(tokens::pipe_height) : canvas.px(2 * 60 + tokens::gap));
    body.titles = {Type::Title1, Type::Title2, Type::Title3, Type::Title4};
    body.draw = [&canvas, question, numbers, ends, first_row, rows, ends_gap](const Rect& rect) {
        const form::Visit& visit = *canvas.state().visit;
        const SetEnds said = set_ends(canvas, ends, rect.width, rows, ends_gap);
        const std::array tracks{
            look::Track{.least = said.above_first_row()},
            look::Track{.least = 0, .weight = 1},
            look::Track{.least = canvas.px(rows > 1 ? tokens::gap : 0)},
            look::Track{.least = said.above_second_row()},
            look::Track{.least = 0, .weight = rows > 1 ? 1.0F : 0.0F},
        };
        const std::vector<look::Span> places_down = look::divide(rect.y, rect.height, tracks);
        const std::array lines{places_down[1], places_down[4]};
        draw_end(canvas, "scale-low", ends.low, *said.low, rect.x, rect.y, widgets::Align::Left);
        draw_end(canvas, "scale-high", ends.high, *said.high,
            rect.x + rect.width - said.high->width, said.over_rows ? places_down[3].begin : rect.y,
            widgets::Align::Right);
        for (std::size_t row = 0; row < rows; ++row) {
            const std::size_t begin = row == 0 ? 0 : first_row;
            const std::size_t end = row == 0 ? first_row : numbers.size();
            const std::vector<look::Span> places =
                look::share(rect.x, rect.width, end - begin, canvas.px(tokens::gap_least));
            for (std::size_t at = begin; at < end; ++at) {
                widgets::draw_pipe(canvas,
                    {places[at - begin].begin, lines[row].begin, places[at - begin].length,
                        lines[row].length},
                    {.id = format(
                         "value-{}-{}", visit.form().questions[question].name, numbers[at]),
                        .number = numbers[at],
                        .chosen = visit.value(question) == numbers[at],
                        .intent = {model::IntentKind::Choose, question, numbers[at]}});
            }
        }
    };
    return body;
}

}  // namespace otk::kiosk::screens
