#include <algorithm>
#include <array>

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

/// A cell that is touched; the heads and names around it are not.
constexpr float cell_least_mm = 18;
constexpr float heads_gap_mm = 3;
constexpr float name_gap_mm = 2;
/// Of the width, what names beside the cells take.
constexpr float names_part = 0.4F;
constexpr std::size_t lines_max = 3;

struct Row {
    std::size_t question;
    std::string_view name;
    std::string_view value;  ///< the chosen column in words, or empty
};

struct Table {
    std::vector<Row> rows;
    std::vector<const form::Choice*> columns;
    std::vector<std::string_view> heads;
};

/// How the words stand around the cells. Pixels.
struct Plan {
    bool names_beside = true;  ///< else each name stands above its cells
    Type heads = Type::LabelTight;
    Type names = Type::Name;
    float names_width = 0;  ///< of the names' column; above the cells: what the value leaves of it
    float left = 0;         ///< from the table's edge to the first column
    float column_width = 0;
    float heads_height = 0;
    float name_height = 0;  ///< of the tallest
    bool fits = false;
};

Table table_of(const Canvas& canvas) {
    const form::Visit& visit = *canvas.state().visit;
    Table table;
    for (const std::size_t index : asked_questions(visit)) {
        const form::Question& line = visit.form().questions[index];
        const form::ChoiceList& list = *visit.form().list_of(line);
        if (table.rows.empty()) {
            for (const form::Choice& choice : list.choices) {
                table.columns.push_back(&choice);
                table.heads.push_back(canvas.in_language(choice.label));
            }
        }
        const form::Choice* const chosen = list.find(visit.value(index));
        table.rows.push_back({index, canvas.in_language(line.label),
            chosen != nullptr ? canvas.in_language(chosen->label) : std::string_view()});
    }
    return table;
}

/// Sets all texts at one step into columns of that width; false if one has no room there.
template <typename Texts, typename TextOf>
bool stand(const Canvas& canvas, const Texts& texts, TextOf text_of, Type type, float width,
    std::size_t lines, float& height) {
    bool fits = width > 0;
    height = 0;
    for (const auto& text : texts) {
        const look::TextLayout& layout = canvas.set(text_of(text), type, width);
        fits = fits && layout.fits && layout.lines.size() <= lines;
        height = std::max(height, layout.height());
    }
    return fits;
}

bool set_heads(const Canvas& canvas, const Table& table, Plan& plan, float width) {
    const auto count = static_cast<float>(table.columns.size());
    plan.column_width = (width - plan.left - (count - 1) * canvas.px(tokens::gap)) / count;
    if (plan.column_width < canvas.px(tokens::target_least)) return false;
    return stand(
        canvas, table.heads, [](std::string_view head) { return head; }, plan.heads,
        plan.column_width, lines_max, plan.heads_height);
}

bool set_names(const Canvas& canvas, const Table& table, Plan& plan) {
    for (const Type type : {Type::Name, Type::LabelTight, Type::LabelSmall, Type::LabelLeast}) {
        plan.names = type;
        const std::size_t lines = plan.names_beside ? lines_max : 2;
        if (stand(
                canvas, table.rows, [](const Row& row) { return row.name; }, type, plan.names_width,
                lines, plan.name_height)) {
            return true;
        }
    }
    return false;
}

Plan names_beside(const Canvas& canvas, const Table& table, float width, Type heads) {
    Plan plan{.names_beside = true, .heads = heads};
    plan.names_width = width * names_part - canvas.px(tokens::gap);
    plan.left = width * names_part;
    plan.fits = set_heads(canvas, table, plan, width) && set_names(canvas, table, plan);
    return plan;
}

Plan names_above(const Canvas& canvas, const Table& table, float width, Type heads) {
    Plan plan{.names_beside = false, .heads = heads};
    float value_width = 0;
    for (const std::string_view head : table.heads) {
        value_width = std::max(value_width, canvas.set(head, Type::NameValue, width).width);
    }
    plan.names_width = width - std::min(value_width, width / 2) - canvas.px(tokens::gap);
    const bool has_heads = set_heads(canvas, table, plan, width);
    plan.fits = set_names(canvas, table, plan) && has_heads;
    return plan;
}

/// Names beside the cells where the words keep a good size, else above them over the whole width.
Plan plan_table(const Canvas& canvas, const Table& table, float width) {
    for (const Type heads : {Type::LabelTight, Type::LabelSmall}) {
        Plan plan = names_beside(canvas, table, width, heads);
        if (plan.fits) return plan;
    }
    for (const Type heads : {Type::LabelTight, Type::LabelSmall, Type::LabelLeast}) {
        Plan plan = names_above(canvas, table, width, heads);
        if (plan.fits) return plan;
    }
    Plan plan = names_beside(canvas, table, width, Type::LabelLeast);
    return plan.fits ? plan : names_above(canvas, table, width, Type::LabelLeast);
}

class Drawing {
  public:
    Drawing(const Canvas& canvas, const Table& table, const Plan& plan)
        : m_canvas(canvas), m_table(table), m_plan(plan) {}

    void heads(const Rect& rect) const {
        for (std::size_t at = 0; at < m_table.heads.size(); ++at) {
            const look::TextLayout& head =
                m_canvas.set(m_table.heads[at], m_plan.heads, m_plan.column_width);
            const float left = column_left(rect, at);
            const float top = rect.y + m_plan.heads_height - head.height();
            m_canvas.text(head, left, top, m_plan.column_width, m_canvas.colors().ink,
                widgets::Align::Center);
            widgets::add_text(m_canvas, "head-" + m_table.columns[at]->name, Role::Heading,
                m_table.heads[at],
                {left + (m_plan.column_width - head.width) / 2, top, head.width, head.height()},
                m_canvas.colors().ink, m_canvas.colors().paper2);
        }
    }

    void row(const Row& row, const Rect& rect) const {
        const look::TextLayout& name = m_canvas.set(row.name, m_plan.names, m_plan.names_width);
        float top = rect.y + (rect.height - name.height()) / 2;
        if (!m_plan.names_beside) top = rect.y + m_plan.name_height - name.height();
        const look::Colors& colors = m_canvas.colors();
        m_canvas.text(name, rect.x, top, m_plan.names_width, colors.ink);
        const form::Form& form = m_canvas.state().visit->form();
        widgets::add_text(m_canvas, "name-" + form.questions[row.question].name, Role::Heading,
            row.name, {rect.x, top, name.width, name.height()}, colors.ink, colors.paper2);
        if (m_plan.names_beside) return cells(row, rect);
        value(row, rect);
        const float above = m_plan.name_height + m_canvas.px(name_gap_mm);
        cells(row, {rect.x, rect.y + above, rect.width, rect.height - above});
    }

  private:
    float column_left(const Rect& rect, std::size_t column) const {
        const float step = m_plan.column_width + m_canvas.px(tokens::gap);
        return rect.x + m_plan.left + static_cast<float>(column) * step;
    }

    void value(const Row& row, const Rect& rect) const {
        if (row.value.empty()) return;
        const float room = rect.width - m_plan.names_width - m_canvas.px(tokens::gap);
        const look::TextLayout& value = m_canvas.look().layouts().fit(
            row.value, {Type::NameValue, Type::KeyTight}, room, 2, m_plan.name_height);
        m_canvas.text(value, rect.x + rect.width - room,
            rect.y + m_plan.name_height - value.height(), room, m_canvas.colors().ink,
            widgets::Align::Right);
    }

    void cells(const Row& row, const Rect& rect) const {
        const form::Visit& visit = *m_canvas.state().visit;
        for (std::size_t at = 0; at < m_table.columns.size(); ++at) {
            const std::string& choice = m_table.columns[at]->name;
            const widgets::Tile cell{
                .id = format("choice-{}-{}", visit.form().questions[row.question].name, choice),
                .label = m_table.heads[at],
                .single = true,
                .chosen = visit.value(row.question) == choice,
                .intent = {model::IntentKind::Choose, row.question, choice}};
            widgets::draw_box_tile(
                m_canvas, {column_left(rect, at), rect.y, m_plan.column_width, rect.height}, cell);
        }
    }

    const Canvas& m_canvas;
    const Table& m_table;
    const Plan& m_plan;
};

}  // namespace

Body table_body(const Canvas& canvas, float width) {
    const Table table = table_of(canvas);
    const Plan plan = plan_table(canvas, table, width);
    const auto count = static_cast<float>(table.rows.size());
    const float heads = plan.heads_height + canvas.px(heads_gap_mm);
    const float above = plan.names_beside ? 0 : plan.name_height + canvas.px(name_gap_mm);
    const float beside = plan.names_beside ? plan.name_height : 0;
    // A name above its cells is nearer to them than to the row before.
    const float gap = canvas.px(plan.names_beside ? tokens::gap : 1.5F * tokens::gap);
    const auto height_at = [&](float cell_mm) {
        return heads + count * (above + std::max(canvas.px(cell_mm), beside)) + (count - 1) * gap;
    };
    Body body;
    body.least = height_at(cell_least_mm);
    body.most = height_at(tokens::cell_height);
    body.weight = 6;
    body.titles = {Type::Title2, Type::Title3, Type::Title4};
    body.draw = [&canvas, table, plan, heads, gap](const Rect& rect) {
        const Drawing drawing(canvas, table, plan);
        drawing.heads(rect);
        const std::vector<look::Span> rows =
            look::share(rect.y + heads, rect.height - heads, table.rows.size(), gap);
        for (std::size_t at = 0; at < table.rows.size(); ++at) {
            drawing.row(table.rows[at], {rect.x, rows[at].begin, rect.width, rows[at].length});
        }
    };
    return body;
}

}  // namespace otk::kiosk::screens
