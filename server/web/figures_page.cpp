#include "server/web/figures_page.h"

#include <array>

#include "core/base/assert.h"
#include "core/base/format.h"
#include "server/web/chart.h"
#include "server/web/html.h"
#include "server/web/texts.h"
#include "server/web/words.h"

namespace otk::web {
namespace {

using analysis::PeriodKind;
using analysis::Scale;

struct KindWords {
    PeriodKind kind;
    std::string_view name;
    std::string_view before;
    std::string_view after;
};

std::array<KindWords, 4> kinds() {
    return {{{PeriodKind::Day, texts().text("Day"), texts().text("Previous day"),
                 texts().text("Next day")},
        {PeriodKind::Week, texts().text("Week"), texts().text("Previous week"),
            texts().text("Next week")},
        {PeriodKind::Month, texts().text("Month"), texts().text("Previous month"),
            texts().text("Next month")},
        {PeriodKind::Quarter, texts().text("Quarter"), texts().text("Previous quarter"),
            texts().text("Next quarter")}}};
}

KindWords words_of(PeriodKind kind) {
    for (const KindWords& words : kinds()) {
        if (words.kind == kind) return words;
    }
    OTK_UNREACHABLE();
}

/// "/?period=…" with the rest of the wish; codes are plain, the period is ours.
std::string link_to(const Wish& wish, const analysis::Period& period) {
    std::string link = "/?period=" + to_text(period);
    if (!wish.form.empty()) link += "&form=" + wish.form;
    if (!wish.audience.empty()) link += "&audience=" + wish.audience;
    if (!wish.place.empty()) link += "&place=" + wish.place;
    if (wish.variant == analysis::Variant::WithoutFlagged) link += "&flagged=without";
    return escaped(link);
}

/// Where another kind of period leads: to the one with the last day that both share.
analysis::Period switched(const FiguresView& view, PeriodKind kind) {
    const analysis::Period& now = view.wish.period;
    const bool running = !(view.today < now.first) && !(now.last < view.today);
    return analysis::period_of(kind, running ? view.today : now.last);
}

std::string period_switch(const FiguresView& view) {
    std::string tabs;
    for (const KindWords& words : kinds()) {
        const bool chosen = words.kind == view.wish.period.kind;
        tabs += format("<a class=\"key tab\" href=\"{}\"{}>{}</a>",
            link_to(view.wish, switched(view, words.kind)), chosen ? " aria-current=\"true\"" : "",
            words.name);
    }
    const KindWords words = words_of(view.wish.period.kind);
    const analysis::Period next = analysis::after(view.wish.period);
    const std::string forward =
        view.today < next.first
            ? std::string("<span class=\"key arrow off\" aria-hidden=\"true\">→</span>")
            : format("<a class=\"key arrow\" href=\"{}\" rel=\"next\" aria-label=\"{}\">→</a>",
                  link_to(view.wish, next), words.after);
    return format(
        "<nav class=\"periods\" aria-label=\"{}\"><div class=\"tabs\">{}</div><div "
        "class=\"steps\">"
        "<a class=\"key arrow\" href=\"{}\" rel=\"prev\" aria-label=\"{}\">←</a>{}</div></nav>\n",
        texts().text("Period"), tabs, link_to(view.wish, analysis::before(view.wish.period)),
        words.before, forward);
}

std::string option_element(
    std::string_view value, std::string_view label, std::string_view chosen) {
    return format("<option value=\"{}\"{}>{}</option>", escaped(value),
        value == chosen ? " selected" : "", escaped(label));
}

std::string filter(const FiguresView& view) {
    std::string forms = option_element("", texts().text("All surveys"), view.wish.form);
    for (const auto& [id, title] : view.forms)
        forms += option_element(id, title, view.wish.form);
    const std::string& chosen = view.wish.audience;
    const std::string audiences = option_element("", texts().text("Everybody"), chosen) +
                                  option_element("external", texts().text("Visitors"), chosen) +
                                  option_element("internal", texts().text("Employees"), chosen);
    const std::string_view flagged =
        view.wish.variant == analysis::Variant::WithoutFlagged ? "without" : "with";
    const std::string variants = option_element("with", texts().text("Counted"), flagged) +
                                 option_element("without", texts().text("Left out"), flagged);
    return format(
        "<form class=\"filter\" method=\"get\" action=\"/\"><input type=\"hidden\" name=\"period\" "
        "value=\"{}\">"
        "<label>{} <select name=\"form\">{}</select></label>"
        "<label>{} <select name=\"audience\">{}</select></label>"
        "<label>{} <select name=\"flagged\">{}</select></label>"
        "<button class=\"key\" type=\"submit\">{}</button></form>\n",
        to_text(view.wish.period), texts().text("Survey"), forms, texts().text("Who answered"),
        audiences, texts().text("Answers given in jest"), variants, texts().text("Show"));
}

std::string words_of_edition(analysis::Rhythm rhythm, const Day& made_on) {
    const std::string day = period_in_words(analysis::period_of(PeriodKind::Day, made_on));
    switch (rhythm) {
        case analysis::Rhythm::Daily:
            return texts().text("As of the morning of {day}", {{"day", day}});
        case analysis::Rhythm::AtOnce:
            return texts().text("Moves with the answers, last on {day}", {{"day", day}});
    }
    OTK_UNREACHABLE();
}

std::string_view words_before_first_edition(analysis::Rhythm rhythm) {
    switch (rhythm) {
        case analysis::Rhythm::Daily:
            return texts().text("The first summary comes in the morning");
        case analysis::Rhythm::AtOnce:
            return texts().text("The first summary comes with the answers");
    }
    OTK_UNREACHABLE();
}

/// Which answers are in: without it a visitor of this morning would look for his in vain.
std::string state_of_edition(const FiguresView& view) {
    return format("<p class=\"lead\">{}</p>",
        view.edition_day ? words_of_edition(view.rhythm, *view.edition_day)
                         : std::string(words_before_first_edition(view.rhythm)));
}

std::string heading(const FiguresView& view) {
    const std::string state = view.closed
                                  ? std::string()
                                  : format(" <span class=\"state\">{}</span>",
                                        texts().text("still going on: the figures will change"));
    return format(
        "<div class=\"head\"><h1>{}</h1><p class=\"lead\">{}{}</p>{}</div>\n{}{}"
        "<aside class=\"note\"><p><b>{}</b> {}</p></aside>\n",
        texts().text("What is said about the work"), period_in_words(view.wish.period), state,
        state_of_edition(view), period_switch(view), filter(view), texts().text("How to read it."),
        texts().text("Who answers and what the shares say"));
}

std::string legend() {
    const std::array<std::string_view, 5> words{texts().text("Very poor"), texts().text("Poor"),
        texts().text("Fair"), texts().text("Good"), texts().text("Excellent")};
    std::string items;
    for (std::size_t mark = 1; mark <= words.size(); ++mark) {
        items += format(
            "<li><svg class=\"face\" aria-hidden=\"true\" focusable=\"false\"><use "
            "href=\"#face{0}\"/></svg>"
            "<b>{0}</b> {1}</li>",
            mark, words[mark - 1]);
    }
    return format("<ul class=\"legend\" aria-label=\"{}\">{}</ul>\n", texts().text("Marks"), items);
}

/// Columns of a question's table, by what its scale has to tell.
struct Columns {
    std::string_view distribution;
    bool mean = false;
    std::string_view last = {};  ///< heading of the share or the promoter score
};

Columns columns_of(Scale scale) {
    switch (scale) {
        case Scale::FiveMarks:
            return {texts().text("Marks"), true, texts().text("Satisfied")};
        case Scale::Promoter:
            return {texts().text("Answers"), true, texts().text("Readiness to recommend")};
        case Scale::Number:
            return {texts().text("Answers"), true};
        case Scale::Choice:
            return {texts().text("What was chosen")};
        case Scale::Uncounted:
            return {};
    }
    OTK_UNREACHABLE();
}

std::string chart_of(Scale scale, const CellView& cell) {
    switch (scale) {
        case Scale::FiveMarks:
            return marks_chart(cell);
        case Scale::Promoter:
        case Scale::Number:
            return columns_chart(cell);
        case Scale::Choice:
            return choices_chart(cell);
        case Scale::Uncounted:
            return {};
    }
    OTK_UNREACHABLE();
}

std::string last_of(const CellView& cell) {
    if (cell.share45) {
        return format("<b class=\"figure\">{}</b>{}<small>{}</small>", percent(cell.share45->value),
            share_chart(*cell.share45), interval_in_words(cell.share45->interval));
    }
    if (cell.nps)
        return format("<b class=\"figure\">{}</b><small>{}</small>", decimal(*cell.nps),
            texts().text("from −100 to 100"));
    return {};
}

std::string number_cell(const CellView& cell) {
    const std::string of_asked =
        cell.asked > cell.n ? format("<small>{}</small>",
                                  texts().text("of {n} asked", {{"n", std::to_string(cell.asked)}}))
                            : std::string();
    return format("<td class=\"n\" data-label=\"{}\"><b class=\"figure\">{}</b>{}</td>",
        texts().text("Answers, how many"), cell.n, of_asked);
}

std::string row(
    const CellView& cell, Scale scale, std::int64_t k, std::string_view name, bool total) {
    const Columns columns = columns_of(scale);
    std::string html =
        format("<tr{}><th scope=\"row\">{}</th>", total ? " class=\"total\"" : "", escaped(name));
    if (cell.suppressed) {
        const int rest = 1 + (columns.distribution.empty() ? 0 : 1) + (columns.mean ? 1 : 0) +
                         (columns.last.empty() ? 0 : 1);
        return html +
               format("<td class=\"suppressed\" colspan=\"{}\"><span>{}</span></td></tr>\n", rest,
                   texts().text("Hidden: fewer than {k} answers", {{"k", std::to_string(k)}}));
    }
    html += number_cell(cell);
    if (!columns.distribution.empty()) {
        html += format("<td class=\"spread\" data-label=\"{}\">{}</td>", columns.distribution,
            chart_of(scale, cell));
    }
    if (columns.mean) {
        html += format("<td class=\"mean\" data-label=\"{}\"><b class=\"figure\">{}</b></td>",
            texts().text("Mean"), cell.moments ? decimal(cell.moments->mean) : std::string("—"));
    }
    if (!columns.last.empty()) {
        html += format("<td class=\"last\" data-label=\"{}\">{}</td>", columns.last, last_of(cell));
    }
    return html + "</tr>\n";
}

std::string table_head(Scale scale) {
    const Columns columns = columns_of(scale);
    std::string cells = format("<th scope=\"col\">{}</th><th scope=\"col\" class=\"n\">{}</th>",
        texts().text("Place"), texts().text("Answers, how many"));
    if (!columns.distribution.empty())
        cells += format("<th scope=\"col\">{}</th>", columns.distribution);
    if (columns.mean)
        cells += format("<th scope=\"col\" class=\"mean\">{}</th>", texts().text("Mean"));
    if (!columns.last.empty()) cells += format("<th scope=\"col\">{}</th>", columns.last);
    return format("<thead><tr>{}</tr></thead>\n", cells);
}

std::string_view class_of(Scale scale) {
    switch (scale) {
        case Scale::FiveMarks:
            return "five";
        case Scale::Promoter:
        case Scale::Number:
            return "numbers";
        case Scale::Choice:
            return "choice";
        case Scale::Uncounted:
            return "plain";
    }
    OTK_UNREACHABLE();
}

std::string question_card(const QuestionView& question) {
    std::string rows;
    std::size_t shown = 0;
    for (const CellView& cell : question.cells) {
        rows += row(cell, question.scale, question.k, cell.place_name, false);
        if (!cell.suppressed) ++shown;
    }
    if (question.total) {
        const bool some_hidden = shown < question.cells.size();
        rows += row(*question.total, question.scale, question.k,
            some_hidden ? texts().text("The shown places together")
                        : texts().text("All places together"),
            true);
    }
    const std::string about =
        question.scale == Scale::Uncounted
            ? format("<p class=\"hint\">{}</p>\n", texts().text("Texts are not shown here"))
            : std::string();
    return format(
        "<article class=\"card {}\"><h3>{}</h3>\n{}<table><caption "
        "class=\"hidden\">{}</caption>\n{}<tbody>\n{}</tbody></table></article>\n",
        class_of(question.scale), escaped(question.label), about, escaped(question.label),
        table_head(question.scale), rows);
}

std::string_view advice_without_answers(analysis::Rhythm rhythm) {
    switch (rhythm) {
        case analysis::Rhythm::Daily:
            return texts().text("Choose another period, or come tomorrow");
        case analysis::Rhythm::AtOnce:
            return texts().text("Choose another period, or wait for more answers");
    }
    OTK_UNREACHABLE();
}

std::string empty_page(analysis::Rhythm rhythm) {
    return format(
        "<div class=\"empty\"><svg class=\"face\" aria-hidden=\"true\" focusable=\"false\"><use "
        "href=\"#face3\"/></svg><h2>{}</h2><p>{}</p></div>\n",
        texts().text("No answers in this period"), advice_without_answers(rhythm));
}

}  // namespace

std::string figures_page(const FiguresView& view) {
    std::string main = heading(view);
    if (view.questions.empty()) main += empty_page(view.rhythm);
    bool faces = false;
    for (const QuestionView& question : view.questions)
        faces = faces || question.scale == Scale::FiveMarks;
    if (faces) main += legend();
    std::string form;
    for (const QuestionView& question : view.questions) {
        if (question.form != form) {
            if (!form.empty()) main += "</section>\n";
            form = question.form;
            main += format("<section class=\"form\"><h2>{} <span class=\"who\">{}</span></h2>\n",
                escaped(question.form_title),
                question.audience == form::Audience::Internal ? texts().text("employees answer")
                                                              : texts().text("visitors answer"));
        }
        main += question_card(question);
    }
    if (!form.empty()) main += "</section>\n";
    const std::string title =
        texts().text("Summary, {period}", {{"period", period_in_words(view.wish.period)}});
    return page(title, view.owner, main);
}

}  // namespace otk::web
