#include <algorithm>
#include <array>
#include <cmath>

#include "core/base/assert.h"
#include "core/base/format.h"
#include "kiosk/look/tokens.h"
#include "kiosk/look/tracks.h"
#include "kiosk/screens/bars.h"
#include "kiosk/screens/page.h"
#include "kiosk/screens/rate_layout.h"
#include "kiosk/widgets/marks.h"
#include "kiosk/widgets/parts.h"

namespace otk::kiosk::screens {
namespace {

namespace tokens = look::tokens;
using look::Type;
using widgets::Canvas;

/// The mark of the page and the note that a form may put above it (the staff form's promise).
struct RatePage {
    std::size_t question = 0;
    Heading heading;
};

RatePage rate_page(const Canvas& canvas) {
    OTK_ASSERT(canvas.state().visit != nullptr);
    const form::Visit& visit = *canvas.state().visit;
    RatePage page;
    page.heading.hint = canvas.words("Anonymous. One touch");
    for (const std::size_t index : visit.shown_questions()) {
        const form::Question& question = visit.form().questions[index];
        if (question.kind == form::QuestionKind::Note) {
            page.heading.hint = canvas.in_language(question.label);
            page.heading.note = canvas.in_language(question.hint);
        } else {
            page.question = index;
            page.heading.title = canvas.in_language(question.label);
        }
    }
    page.heading.icon = look::Icon::Shield;
    // On a panel of some 10" the lead stays on one line.
    page.heading.hint_type = canvas.look().width_mm() < 200 ? Type::PanelText : Type::Lead;
    page.heading.hint_gap_mm = 7;
    return page;
}

widgets::Mark mark_at(const Canvas& canvas, const RatePage& page, int mark,
    const std::array<std::string_view, 5>& words, Type type) {
    const form::Visit& visit = *canvas.state().visit;
    const form::Question& question = visit.form().questions[page.question];
    const std::string name = mark_name(visit.form(), question, mark);
    widgets::Mark made{.mark = mark,
        .id = format("mark-{}", mark),
        .word = words[static_cast<std::size_t>(mark - 1)],
        .word_type = type,
        .intent = {model::IntentKind::Choose, page.question, name}};
    const auto& breath = canvas.state().breath;
    if (breath && breath->face == mark - 1) {
        made.face_scale = 1 + 0.03F * std::sin(breath->phase * 3.14159265F);
    }
    return made;
}

struct RowsArea {
    float height;
    float row;
};

/// Good on top; as high as the room allows, never under what a mark needs.
void draw_rows(const Canvas& canvas, const RatePage& page, const Rect& area) {
    const auto words = mark_words(canvas, page.question);
    const float gap = area.height < canvas.px(5 * 24 + 4 * tokens::gap)
                          ? canvas.px(tokens::gap_least)
                          : canvas.px(tokens::gap);
    const std::vector<look::Span> spans = look::share(area.y, area.height, 5, gap);
    // No mark's word is smaller than another's: that would lead to the others.
    const Type type = widgets::fit_row_words(
        canvas, words, {area.x, area.y, area.width, std::floor(spans.front().length)});
    for (int mark = 5; mark >= 1; --mark) {
        const look::Span& span = spans[static_cast<std::size_t>(5 - mark)];
        const widgets::Mark made = mark_at(canvas, page, mark, words, type);
        widgets::draw_row(canvas, {area.x, span.begin, area.width, span.length}, made);
    }
}

/// Panels of some 43" hang higher and are read from further away.
bool is_wide_poster(const Canvas& canvas) {
    return canvas.look().width_mm() >= 340;
}

constexpr std::array posters{Type::PosterWide, Type::Poster1, Type::Poster2, Type::Poster3,
    Type::Title1, Type::Title2, Type::Title3, Type::Title4, Type::Title5, Type::Title6,
    Type::Title7, Type::Title8, Type::Title9, Type::Title10};

/// The largest poster step at which the words stand in that height; sets `heading` to it.
SetHeading fit_poster(const Canvas& canvas, const Heading& heading, float width, float height) {
    SetHeading set;
    for (const Type type : posters) {
        if (type == Type::PosterWide && !is_wide_poster(canvas)) continue;
        if (!canvas.look().glyphs().has(type)) continue;
        set = set_heading(canvas, heading, type, width);
        if (set.fits && set.height <= height) break;
    }
    return set;
}

/// Of the lead's size, what the question has at least.
constexpr float hierarchy_least = 1.1F;

void draw_portrait(const Canvas& canvas, RatePage page, bool as_rows) {
    const Rect panel = canvas.panel();
    const float margin = canvas.margin();
    const float width = panel.width - 2 * margin;
    const float header = header_height(canvas);
    const float footer = std::round(widgets::footer_height(canvas));
    const auto words = mark_words(canvas, page.question);
    const float capsule = (width - 4 * canvas.px(tokens::gap)) / 5;
    const float face = capsule - 2 * canvas.px(tokens::face_inset);

    float marks_least = 2 * face + canvas.px(66);
    float marks_most = marks_least;
    float tail_most = canvas.px(44);
    if (as_rows) {
        marks_least = canvas.px(5 * tokens::mark_least + 4 * tokens::gap_least);
        marks_most = canvas.px(5 * tokens::row_height + 4 * tokens::gap);
        tail_most = canvas.px(9);
        page.heading.hint_gap_mm = 4;
    }
    if (is_low(canvas)) {
        tail_most = canvas.px(4);
        const float lower_half = panel.height / 2 - footer - tail_most - 1;
        marks_least = std::min(marks_least, lower_half);
        marks_most = std::min(marks_most, lower_half);
    }
    const float above = as_rows ? 0 : canvas.px(6);
    const float between = canvas.px(as_rows ? 4 : 8);
    // Of a high panel rows give the question three lines.
    const float rows_part = canvas.look().height_mm() >= 360 ? 0.42F : 0.46F;
    const float room =
        panel.height - header - above - between - footer -
        (as_rows ? std::clamp(panel.height * rows_part, marks_least, marks_most) : marks_least) -
        canvas.px(as_rows ? 4 : 12);
    SetHeading set = fit_poster(canvas, page.heading, width, room);
    for (std::string* const line : {&page.heading.note, &page.heading.hint}) {
        if (set.height <= room) break;
        line->clear();
        set = fit_poster(canvas, page.heading, width, room);
    }
    // What stands around the question is smaller than it is.
    const float question = set.title != nullptr ? set.title->em_px : 0;
    const bool is_modest = canvas.look().is_large() && set.hint != nullptr &&
                           question < hierarchy_least * set.hint->em_px;
    if (is_modest) {
        page.heading.hint_type = Type::KeyTight;
        set = fit_poster(canvas, page.heading, width, room);
    }
    const std::array tracks{
        look::Track{.least = header},
        look::Track{.least = above},
        look::Track{.least = set.height},
        look::Track{.least = between, .weight = 1},
        look::Track{.least = marks_least, .weight = 1000, .most = marks_most},
        look::Track{.least = canvas.px(4), .weight = as_rows ? 1.0F : 1000.0F, .most = tail_most},
        look::Track{.least = footer},
    };
    const std::vector<look::Span> rows = look::divide(0, panel.height, tracks);
    const Rect top{0, rows[0].begin, panel.width, rows[0].length};
    if (is_modest) {
        widgets::draw_header_line(canvas, top, {}, Type::LabelSmall);
    } else {
        widgets::draw_header(canvas, top);
    }
    draw_heading(canvas, page.heading, set, margin, rows[2].begin, width);
    const Rect area{margin, rows[4].begin, width, rows[4].length};
    if (as_rows) {
        draw_rows(canvas, page, area);
    } else {
        const widgets::WordFit fit = widgets::fit_words(
            canvas, words, capsule - 2 * canvas.px(1.5F), 2, is_wide_poster(canvas));
        const std::vector<look::Span> columns =
            look::share(area.x, area.width, 5, canvas.px(tokens::gap));
        for (int mark = 1; mark <= 5; ++mark) {
            const look::Span& column = columns[static_cast<std::size_t>(mark - 1)];
            widgets::draw_capsule(canvas, {column.begin, area.y, column.length, area.height},
                mark_at(canvas, page, mark, words, fit.type));
        }
    }
    widgets::draw_footer(canvas, widgets::ViewKeys::All);
}

void draw_landscape(const Canvas& canvas, RatePage page) {
    const Rect panel = canvas.panel();
    const float margin = canvas.margin();
    const float width = panel.width - 2 * margin;
    const float header = header_height(canvas);
    const float footer = std::round(widgets::footer_height(canvas));
    page.heading.hint_type = Type::LeadWide;
    page.heading.hint_gap_mm = 2;
    const float marks_least = std::min(canvas.px(90), (panel.height - header - footer) * 0.62F);
    const float room = panel.height - header - footer - marks_least - canvas.px(8);
    SetHeading set;
    for (const std::size_t lines : {std::size_t{1}, std::size_t{2}}) {
        for (const Type type : {Type::PosterLine, Type::Title1, Type::Title2, Type::Title3,
                 Type::Title4, Type::Title5, Type::Title6, Type::Title7}) {
            if (!canvas.look().glyphs().has(type)) continue;
            set = set_heading(canvas, page.heading, type, width);
            if (set.fits && set.title->lines.size() <= lines && set.height <= room) break;
        }
        if (set.title->lines.size() <= lines && set.height <= room) break;
    }
    const std::array tracks{
        look::Track{.least = header},
        look::Track{.least = set.height},
        look::Track{.least = canvas.px(3), .weight = 1},
        look::Track{
            .least = marks_least, .weight = 1000, .most = canvas.px(tokens::capsule_wide_height)},
        look::Track{.least = canvas.px(3), .weight = 1},
        look::Track{.least = footer},
    };
    const std::vector<look::Span> rows = look::divide(0, panel.height, tracks);
    widgets::draw_header(canvas, {0, 0, panel.width, header});
    draw_heading(canvas, page.heading, set, margin, rows[1].begin, width);
    // Spread to both margins, as wide as a capsule gets.
    const float capsule =
        std::min(canvas.px(tokens::capsule_wide_width), (width - 4 * canvas.px(tokens::gap)) / 5);
    const float gap = (width - 5 * capsule) / 4;
    const std::vector<look::Span> columns = look::share(margin, width, 5, gap);
    const auto words = mark_words(canvas, page.question);
    widgets::WordFit fit = widgets::fit_words(canvas, words, capsule - 2 * canvas.px(4), 1);
    if (!fit.fits) fit = widgets::fit_words(canvas, words, capsule - 2 * canvas.px(2), 2);
    if (fit.type == Type::Word) fit.type = Type::WordWide;
    for (int mark = 1; mark <= 5; ++mark) {
        const look::Span& column = columns[static_cast<std::size_t>(mark - 1)];
        widgets::draw_wide_capsule(canvas,
            {column.begin, rows[3].begin, column.length, rows[3].length},
            mark_at(canvas, page, mark, words, fit.type), fit.lines);
    }
    widgets::draw_footer(canvas, widgets::ViewKeys::All);
}

/// What a low panel's first screen keeps, from everything to the least.
struct Kept {
    bool header;
    bool note;
    bool hint;
    float marks_mm;  ///< of height
};
constexpr std::array gives_way{
    Kept{true, true, true, 36},
    Kept{true, false, true, 36},
    Kept{false, false, true, 36},
    Kept{false, false, true, 29},
    Kept{false, false, false, 29},
};

/// A low panel with its places.
struct LowPlan {
    Kept kept{};
    Heading heading;
    SetHeading set = {};
    float header = 0;
    bool fits = false;
};

LowPlan plan_low(const Canvas& canvas, const RatePage& page, const Kept& kept, bool is_ours) {
    LowPlan plan{.kept = kept, .heading = page.heading};
    plan.heading.hint_type = Type::KeyTight;
    plan.heading.hint_gap_mm = 1;
    plan.heading.icon.reset();
    plan.header = kept.header ? canvas.between(8.5F, 14) : 0;
    if (!kept.note) plan.heading.note.clear();
    // Our own promise stands behind the place.
    if (!kept.hint || (is_ours && kept.header)) plan.heading.hint.clear();
    const float width = canvas.panel().width - 2 * canvas.margin();
    const float room = canvas.panel().height - std::round(widgets::footer_height(canvas)) -
                       bars::edge(canvas) - plan.header - canvas.px(kept.marks_mm + 2 + 2.5F);
    for (const std::size_t lines : {std::size_t{1}, std::size_t{2}}) {
        for (const Type type : {Type::Title3, Type::Title4, Type::Title5, Type::Title6,
                 Type::Title7, Type::Title8, Type::Title9, Type::Title10, Type::Title11}) {
            if (!canvas.look().glyphs().has(type)) continue;
            plan.set = set_heading(canvas, plan.heading, type, width);
            plan.fits = plan.set.title->fits && plan.set.title->lines.size() <= lines &&
                        plan.set.height <= room;
            if (plan.fits) return plan;
        }
    }
    return plan;
}

/// Landscape of some 7 to 13 inches: what surrounds the marks gives way to them.
void draw_low(const Canvas& canvas, const RatePage& page) {
    const Rect panel = canvas.panel();
    const float margin = canvas.margin();
    const float width = panel.width - 2 * margin;
    const std::string_view ours = canvas.words("Anonymous. One touch");
    const bool is_ours = page.heading.hint == ours;
    LowPlan plan;
    for (const Kept& kept : gives_way) {
        plan = plan_low(canvas, page, kept, is_ours);
        if (plan.fits) break;
    }
    const float gap = canvas.px(tokens::gap_least);
    const auto words = mark_words(canvas, page.question);
    std::vector<look::Span> columns = look::share(margin, width, 5, gap);
    const float word_inset = canvas.px(widgets::card_word_inset_mm);
    if (!widgets::fit_words(canvas, words, columns.front().length - 2 * word_inset, 2).fits) {
        // The margins give way to the longest word.
        const float least = canvas.px(2);
        columns = look::share(least, panel.width - 2 * least, 5, gap);
    }
    const float capsule = columns.front().length;
    const auto rows_with = [&](float marks_most) {
        const std::array tracks{
            look::Track{.least = bars::edge(canvas)},
            look::Track{.least = plan.header},
            look::Track{.least = plan.set.height},
            look::Track{.least = canvas.px(2), .weight = 1},
            look::Track{.least = canvas.px(plan.kept.marks_mm), .weight = 1000, .most = marks_most},
            look::Track{.least = canvas.px(2.5F), .weight = 1},
            look::Track{.least = std::round(widgets::footer_height(canvas))},
        };
        return look::divide(0, panel.height, tracks);
    };
    std::vector<look::Span> rows = rows_with(canvas.px(tokens::capsule_wide_height));
    // Face, word and digit under each other need so much; else face and digit stand side by side.
    const bool is_card = rows[4].length < capsule * 0.6F + canvas.px(54);
    if (is_card) rows = rows_with(capsule * 1.55F);
    if (plan.kept.header) {
        widgets::draw_header_line(canvas, {0, rows[1].begin, panel.width, rows[1].length},
            is_ours ? canvas.words("Anonymous") : std::string_view());
    }
    draw_heading(canvas, plan.heading, plan.set, margin, rows[2].begin, width);
    const float inset = canvas.px(is_card ? widgets::card_word_inset_mm : 2.0F);
    const widgets::WordFit fit = widgets::fit_words(canvas, words, capsule - 2 * inset, 2);
    for (int mark = 1; mark <= 5; ++mark) {
        const look::Span& column = columns[static_cast<std::size_t>(mark - 1)];
        const Rect rect{column.begin, rows[4].begin, column.length, rows[4].length};
        const widgets::Mark made = mark_at(canvas, page, mark, words, fit.type);
        if (is_card) {
            widgets::draw_card(canvas, rect, made, fit.lines);
        } else {
            widgets::draw_wide_capsule(canvas, rect, made, fit.lines);
        }
    }
    widgets::draw_footer(canvas, widgets::ViewKeys::All);
}

/// Words on the left, rows on the right: landscape at 200 %.
void draw_landscape_rows(const Canvas& canvas, RatePage page) {
    const Rect panel = canvas.panel();
    const float margin = canvas.margin();
    const float header = header_height(canvas);
    const float footer = std::round(widgets::footer_height(canvas));
    const float left = panel.width * 5 / 11;
    const float edge = canvas.between(2, 6);
    const float bottom = panel.height - footer - edge;
    const float width = left - margin - canvas.px(4);
    page.heading.hint_gap_mm = 5;
    SetHeading set = fit_poster(canvas, page.heading, width, bottom - header);
    for (std::string* const line : {&page.heading.note, &page.heading.hint}) {
        if (set.height <= bottom - header - canvas.px(2)) break;
        line->clear();
        set = fit_poster(canvas, page.heading, width, bottom - header - canvas.px(2));
    }
    widgets::draw_header(canvas, {0, 0, left, header});
    draw_heading(canvas, page.heading, set, margin, header + canvas.px(2), width);
    const float top = edge;
    draw_rows(canvas, page, {left + margin, top, panel.width - left - 2 * margin, bottom - top});
    widgets::draw_footer(canvas, widgets::ViewKeys::All);
}

}  // namespace

std::string mark_name(const form::Form& form, const form::Question& question, int mark) {
    if (question.list) {
        const auto& choices = form.lists[*question.list].choices;
        const auto index = static_cast<std::size_t>(mark - 1);
        if (index < choices.size()) return choices[index].name;
    }
    return std::to_string(mark);
}

bool shows_rows(const Canvas& canvas) {
    if (canvas.look().is_large()) return true;
    if (canvas.look().is_landscape()) return false;
    const float width = canvas.panel().width - 2 * canvas.margin();
    const float capsule = (width - 4 * canvas.px(tokens::gap)) / 5;
    const RatePage page = rate_page(canvas);
    const auto words = mark_words(canvas, page.question);
    return !widgets::fit_words(canvas, words, capsule - 2 * canvas.px(1.5F), 2).fits;
}

void draw_rate(const Canvas& canvas) {
    widgets::draw_ground(canvas);
    RatePage page = rate_page(canvas);
    const bool as_rows = shows_rows(canvas);
    if (!canvas.look().is_landscape()) return draw_portrait(canvas, std::move(page), as_rows);
    if (as_rows) return draw_landscape_rows(canvas, std::move(page));
    if (arrangement_of(canvas) == Arrangement::Bars) return draw_low(canvas, page);
    draw_landscape(canvas, std::move(page));
}

}  // namespace otk::kiosk::screens
