#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>
#include <vector>

#include "core/base/format.h"
#include "kiosk/look/tokens.h"
#include "kiosk/look/tracks.h"
#include "kiosk/screens/page.h"
#include "kiosk/screens/rate_layout.h"
#include "kiosk/widgets/marks.h"
#include "kiosk/widgets/parts.h"

namespace otk::kiosk::screens {
namespace {

namespace tokens = look::tokens;
using look::Type;
using widgets::Canvas;

constexpr float line_gap_mm = 8;
constexpr float line_gap_large_mm = 6;
/// With doubled words, cells before the heading gives way.
constexpr float cell_large_mm = 26;

constexpr std::array<std::string_view, 5> our_words{
    "Very poor", "Poor", "Fair", "Good", "Excellent"};

/// The marks of one question as a line of cells, its value in words beside the name.
struct Line {
    std::size_t question;
    std::string_view name;
    std::string value;  ///< «2 — Плохо» or empty
};

int mark_of(const form::Visit& visit, std::size_t question) {
    for (int mark = 1; mark <= 5; ++mark) {
        const form::Form& form = visit.form();
        if (visit.value(question) == mark_name(form, form.questions[question], mark)) return mark;
    }
    return 0;
}

std::string said(int mark, std::string_view word) {
    return format("{} — {}", mark, word);
}

void draw_cells(const Canvas& canvas, std::size_t question, const Rect& rect) {
    const form::Visit& visit = *canvas.state().visit;
    const form::Question& asked = visit.form().questions[question];
    const auto words = mark_words(canvas, question);
    const int chosen = mark_of(visit, question);
    const std::vector<look::Span> columns =
        look::share(rect.x, rect.width, 5, canvas.px(tokens::gap));
    for (int mark = 1; mark <= 5; ++mark) {
        const look::Span& column = columns[static_cast<std::size_t>(mark - 1)];
        widgets::draw_cell(canvas, {column.begin, rect.y, column.length, rect.height},
            {.mark = mark,
                .id = format("mark-{}-{}", asked.name, mark),
                .word = words[static_cast<std::size_t>(mark - 1)],
                .chosen = mark == chosen,
                .intent = {
                    model::IntentKind::Choose, question, mark_name(visit.form(), asked, mark)}});
    }
}

/// How names and cells share the width and height; the same whether or not something is chosen.
struct MatrixPlan {
    Type name_type = Type::Name;
    Type value_type = Type::NameValue;  ///< never larger than the names
    float value_width = 0;
    float name_room = 0;
    std::vector<float> name_heights = {};  ///< of each line
    float names_height = 0;                ///< of all
};

float widest_value(
    const Canvas& canvas, const std::vector<Line>& lines, Type type, float width) {
    float widest = 0;
    for (const Line& line : lines) {
        const auto words = mark_words(canvas, line.question);
        for (int mark = 1; mark <= 5; ++mark) {
            const std::string value = said(mark, words[static_cast<std::size_t>(mark - 1)]);
            widest = std::max(widest, canvas.set(value, type, width).width);
        }
    }
    return widest;
}

/// Names in one line, in two where doubled ones would else get smaller.
MatrixPlan plan_matrix(const Canvas& canvas, const std::vector<Line>& lines, float width) {
    MatrixPlan plan;
    // A high panel has room for names of two lines before they get smaller.
    const bool has_height =
        arrangement_of(canvas) != Arrangement::Bars || !canvas.look().is_landscape();
    const std::size_t lines_most = canvas.look().is_large() && has_height ? 2 : 1;
    constexpr std::array steps{std::pair{Type::Name, Type::NameValue},
        std::pair{Type::LabelTight, Type::FieldHintTight},
        std::pair{Type::LabelSmall, Type::KeyTight}, std::pair{Type::LabelLeast, Type::KeyLeast}};
    for (const auto& [name_type, value_type] : steps) {
        plan.name_type = name_type;
        plan.value_type = canvas.look().is_large() ? value_type : Type::NameValue;
        plan.value_width = widest_value(canvas, lines, plan.value_type, width);
        plan.name_room = width - plan.value_width - canvas.px(4);
        const bool fits = std::ranges::all_of(lines, [&](const Line& line) {
            const look::TextLayout& name = canvas.set(line.name, plan.name_type, plan.name_room);
            return name.fits && name.lines.size() <= lines_most;
        });
        if (fits) break;
    }
    for (const Line& line : lines) {
        const float height = canvas.set(line.name, plan.name_type, plan.name_room).height();
        plan.name_heights.push_back(height);
        plan.names_height += height;
    }
    return plan;
}

}  // namespace

std::array<std::string_view, 5> mark_words(const Canvas& canvas, std::size_t question) {
    std::array<std::string_view, 5> words;
    for (std::size_t at = 0; at < words.size(); ++at) {
        words[at] = canvas.words(our_words[at]);
    }
    if (canvas.state().visit == nullptr) return words;
    const form::Form& form = canvas.state().visit->form();
    if (!form.questions[question].list) return words;
    const auto& choices = form.lists[*form.questions[question].list].choices;
    for (std::size_t at = 0; at < std::min(words.size(), choices.size()); ++at) {
        const std::string_view label = canvas.in_language(choices[at].label);
        if (!label.empty()) words[at] = label;
    }
    return words;
}

Body marks_body(const Canvas& canvas, std::size_t question, float width) {
    const float cell_most = (width - 4 * canvas.px(tokens::gap)) / 5;
    Body body;
    body.least = canvas.px(tokens::mark_least);
    body.most = std::min(canvas.px(60), cell_most * 0.74F);
    body.titles = {Type::Title1, Type::Title2, Type::Title3, Type::Title4};
    body.draw = [&canvas, question](const Rect& rect) { draw_cells(canvas, question, rect); };
    return body;
}

Body matrix_body(const Canvas& canvas, float width, const Portion& portion) {
    const form::Visit& visit = *canvas.state().visit;
    std::vector<Line> lines;
    for (const std::size_t index : visit.shown_questions()) {
        const form::Question& question = visit.form().questions[index];
        if (question.kind == form::QuestionKind::Note) continue;
        Line line{index, canvas.in_language(question.label), {}};
        if (const int mark = mark_of(visit, index); mark > 0) {
            line.value = said(mark, mark_words(canvas, index)[static_cast<std::size_t>(mark - 1)]);
        }
        lines.push_back(std::move(line));
    }
    Body body;
    body.parts = lines.size();
    lines.erase(lines.begin(),
        lines.begin() + static_cast<std::ptrdiff_t>(std::min(portion.first, lines.size())));
    if (lines.size() > portion.count) lines.resize(portion.count);
    MatrixPlan plan = plan_matrix(canvas, lines, width);
    if (portion.is_tight) {
        const float value = canvas.set("0", plan.value_type, width).height();
        plan.names_height = 0;
        for (float& name : plan.name_heights) {
            name = std::max(name, value);
            plan.names_height += name;
        }
    }
    const auto count = static_cast<float>(lines.size());
    const bool is_large = canvas.look().is_large();
    const float name_gap = canvas.px(portion.is_tight || is_large ? 1 : 3);
    const float gap_least = canvas.px(portion.is_tight ? tokens::gap_least
                                      : is_large       ? line_gap_large_mm
                                                       : tokens::gap);
    const float names = plan.names_height + count * name_gap;
    const auto height_at = [&](float cell, float gap) {
        return names + count * canvas.px(cell) + (count - 1) * gap;
    };
    body.least = height_at(tokens::mark_least, gap_least);
    // A name is nearer to its own marks than to those of the line before.
    const float gap_wanted = canvas.px(line_gap_mm);
    if (is_large) body.wanted = height_at(cell_large_mm, gap_wanted);
    body.most = height_at(tokens::cell_height, gap_wanted);
    body.titles = {Type::Title2, Type::Title3, Type::Title4};
    body.draw = [&canvas, lines, plan, names, name_gap, gap_least, gap_wanted](const Rect& rect) {
        const auto number = static_cast<float>(lines.size());
        const float cell_full = canvas.px(canvas.look().is_large() ? cell_large_mm
                                                                   : tokens::cell_height);
        // The gaps between lines give way before the cells do.
        const float gaps = std::max(number - 1, 1.0F);
        const float gap = std::clamp(
            (rect.height - names - number * cell_full) / gaps, gap_least, gap_wanted);
        const float cell = (rect.height - names - (number - 1) * gap) / number;
        const look::Colors& colors = canvas.colors();
        float y = rect.y;
        for (std::size_t at = 0; at < lines.size(); ++at) {
            const Line& line = lines[at];
            const look::TextLayout& name = canvas.set(line.name, plan.name_type, plan.name_room);
            const float base = y + plan.name_heights[at];
            canvas.text(name, rect.x, base - name.height(), plan.name_room, colors.ink);
            widgets::add_text(canvas,
                "name-" + canvas.state().visit->form().questions[line.question].name, Role::Heading,
                line.name, {rect.x, base - name.height(), name.width, name.height()}, colors.ink,
                colors.paper2);
            if (!line.value.empty()) {
                const look::TextLayout& value =
                    canvas.set(line.value, plan.value_type, plan.value_width + canvas.px(1));
                canvas.text(value, rect.x + rect.width - value.width, base - value.height(),
                    value.width, colors.ink);
            }
            draw_cells(canvas, line.question, {rect.x, base + name_gap, rect.width, cell});
            y = base + name_gap + cell + gap;
        }
    };
    return body;
}

}  // namespace otk::kiosk::screens
