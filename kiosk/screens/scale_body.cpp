#include <algorithm>
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
    const float ends_height = std::max(canvas.set(ends.low, Type::Ends, width * 0.5F).height(),
                                  canvas.set(ends.high, Type::Ends, width * 0.5F).height()) +
                              canvas.px(portion.is_tight ? 2 : 5);
    const float row_least = canvas.px(portion.is_tight ? tokens::target_least : 22);
    Body body;
    body.least = ends_height + (one_row ? canvas.px(30) : 2 * row_least + canvas.px(tokens::gap));
    body.most =
        ends_height + (one_row ? canvas.px(tokens::pipe_height) : canvas.px(2 * 60 + tokens::gap));
    body.titles = {Type::Title1, Type::Title2, Type::Title3, Type::Title4};
    body.draw = [&canvas, question, numbers, ends, first_row, ends_height](const Rect& rect) {
        const form::Visit& visit = *canvas.state().visit;
        const look::Colors& colors = canvas.colors();
        const float half = rect.width * 0.5F;
        const look::TextLayout& low = canvas.set(ends.low, Type::Ends, half);
        const look::TextLayout& high = canvas.set(ends.high, Type::Ends, half);
        canvas.text(low, rect.x, rect.y, half, colors.ink);
        canvas.text(high, rect.x + half, rect.y, half, colors.ink, widgets::Align::Right);
        widgets::add_text(canvas, "scale-low", Role::Text, ends.low,
            {rect.x, rect.y, low.width, low.height()}, colors.ink, colors.paper2);
        widgets::add_text(canvas, "scale-high", Role::Text, ends.high,
            {rect.x + rect.width - high.width, rect.y, high.width, high.height()}, colors.ink,
            colors.paper2);
        const std::size_t rows = first_row < numbers.size() ? 2 : 1;
        const std::vector<look::Span> lines = look::share(
            rect.y + ends_height, rect.height - ends_height, rows, canvas.px(tokens::gap));
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
