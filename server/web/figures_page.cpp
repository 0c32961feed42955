#include "server/web/figures_page.h"

#include <array>

#include "core/base/assert.h"
#include "core/base/format.h"
#include "server/web/chart.h"
#include "server/web/html.h"
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

constexpr std::array<KindWords, 4> kinds{{
    {PeriodKind::Day, "День", "Предыдущий день", "Следующий день"},
    {PeriodKind::Week, "Неделя", "Предыдущая неделя", "Следующая неделя"},
    {PeriodKind::Month, "Месяц", "Предыдущий месяц", "Следующий месяц"},
    {PeriodKind::Quarter, "Квартал", "Предыдущий квартал", "Следующий квартал"},
}};

const KindWords& words_of(PeriodKind kind) {
    for (const KindWords& words : kinds) {
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
    for (const KindWords& words : kinds) {
        const bool chosen = words.kind == view.wish.period.kind;
        tabs += format("<a class=\"key tab\" href=\"{}\"{}>{}</a>",
            link_to(view.wish, switched(view, words.kind)), chosen ? " aria-current=\"true\"" : "",
            words.name);
    }
    const KindWords& words = words_of(view.wish.period.kind);
    const analysis::Period next = analysis::after(view.wish.period);
    const std::string forward =
        view.today < next.first
            ? std::string("<span class=\"key arrow off\" aria-hidden=\"true\">→</span>")
            : format("<a class=\"key arrow\" href=\"{}\" rel=\"next\" aria-label=\"{}\">→</a>",
                  link_to(view.wish, next), words.after);
    return format(
        "<nav class=\"periods\" aria-label=\"Период\"><div class=\"tabs\">{}</div><div "
        "class=\"steps\">"
        "<a class=\"key arrow\" href=\"{}\" rel=\"prev\" aria-label=\"{}\">←</a>{}</div></nav>\n",
        tabs, link_to(view.wish, analysis::before(view.wish.period)), words.before, forward);
}

std::string option_element(
    std::string_view value, std::string_view label, std::string_view chosen) {
    return format("<option value=\"{}\"{}>{}</option>", escaped(value),
        value == chosen ? " selected" : "", escaped(label));
}

std::string filter(const FiguresView& view) {
    std::string forms = option_element("", "Все опросы", view.wish.form);
    for (const auto& [id, title] : view.forms)
        forms += option_element(id, title, view.wish.form);
    const std::string audiences = option_element("", "Все", view.wish.audience) +
                                  option_element("external", "Посетители", view.wish.audience) +
                                  option_element("internal", "Сотрудники", view.wish.audience);
    return format(
        "<form class=\"filter\" method=\"get\" action=\"/\"><input type=\"hidden\" name=\"period\" "
        "value=\"{}\">"
        "<label>Опрос <select name=\"form\">{}</select></label>"
        "<label>Кто отвечал <select name=\"audience\">{}</select></label>"
        "<button class=\"key\" type=\"submit\">Показать</button></form>\n",
        to_text(view.wish.period), forms, audiences);
}

std::string heading(const FiguresView& view) {
    const std::string_view state =
        view.closed ? "" : " <span class=\"state\">ещё идёт: цифры изменятся</span>";
    return format(
        "<div class=\"head\"><h1>Что говорят о работе</h1><p class=\"lead\">{}{}</p></div>\n{}{}"
        "<aside class=\"note\"><p><b>Как читать.</b> Посетители сами решают, отвечать ли, "
        "поэтому доли "
        "описывают ответивших, а не всех. «Довольны» — оценки 4 и 5; рядом границы, в которых доля "
        "лежит "
        "с вероятностью 95 % (интервал Уилсона). Если ответов слишком мало, чтобы никого не "
        "узнать, "
        "цифры скрыты.</p></aside>\n",
        period_in_words(view.wish.period), state, period_switch(view), filter(view));
}

std::string legend() {
    constexpr std::array<std::string_view, 5> words{
        "Очень плохо", "Плохо", "Средне", "Хорошо", "Отлично"};
    std::string items;
    for (std::size_t mark = 1; mark <= words.size(); ++mark) {
        items += format(
            "<li><svg class=\"face\" aria-hidden=\"true\" focusable=\"false\"><use "
            "href=\"#face{0}\"/></svg>"
            "<b>{0}</b> {1}</li>",
            mark, words[mark - 1]);
    }
    return format("<ul class=\"legend\" aria-label=\"Оценки\">{}</ul>\n", items);
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
            return {"Оценки", true, "Довольны"};
        case Scale::Promoter:
            return {"Ответы", true, "Готовность советовать"};
        case Scale::Number:
            return {"Ответы", true};
        case Scale::Choice:
            return {"Что выбрали"};
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
        return format(
            "<b class=\"figure\">{}</b><small>от −100 до 100</small>", decimal(*cell.nps));
    return {};
}

std::string number_cell(const CellView& cell) {
    const std::string of_asked =
        cell.asked > cell.n
            ? format("<small>из{}{} спрошенных</small>", "\u00a0", cell.asked)
            : std::string();
    return format("<td class=\"n\" data-label=\"Ответов\"><b class=\"figure\">{}</b>{}</td>",
        cell.n, of_asked);
}

std::string row(
    const CellView& cell, Scale scale, std::int64_t k, std::string_view name, bool total) {
    const Columns columns = columns_of(scale);
    std::string html =
        format("<tr{}><th scope=\"row\">{}</th>", total ? " class=\"total\"" : "", escaped(name));
    if (cell.suppressed) {
        const int rest = 1 + (columns.distribution.empty() ? 0 : 1) + (columns.mean ? 1 : 0) +
                         (columns.last.empty() ? 0 : 1);
        return html + format(
                          "<td class=\"suppressed\" colspan=\"{}\"><span>Скрыто: меньше "
                          "{}{}ответов</span></td></tr>\n",
                          rest, k, "\u00a0");
    }
    html += number_cell(cell);
    if (!columns.distribution.empty()) {
        html += format("<td class=\"spread\" data-label=\"{}\">{}</td>", columns.distribution,
            chart_of(scale, cell));
    }
    if (columns.mean) {
        html += format("<td class=\"mean\" data-label=\"Среднее\"><b class=\"figure\">{}</b></td>",
            cell.moments ? decimal(cell.moments->mean) : std::string("—"));
    }
    if (!columns.last.empty()) {
        html += format("<td class=\"last\" data-label=\"{}\">{}</td>", columns.last, last_of(cell));
    }
    return html + "</tr>\n";
}

std::string table_head(Scale scale) {
    const Columns columns = columns_of(scale);
    std::string cells = "<th scope=\"col\">Место</th><th scope=\"col\" class=\"n\">Ответов</th>";
    if (!columns.distribution.empty())
        cells += format("<th scope=\"col\">{}</th>", columns.distribution);
    if (columns.mean) cells += "<th scope=\"col\" class=\"mean\">Среднее</th>";
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
            some_hidden ? "Показанные места вместе" : "Все места вместе", true);
    }
    const std::string about = question.scale == Scale::Uncounted
                                  ? std::string(
                                        "<p class=\"hint\">Тексты здесь не показаны: только "
                                        "сколько человек написали.</p>\n")
                                  : std::string();
    return format(
        "<article class=\"card {}\"><h3>{}</h3>\n{}<table><caption "
        "class=\"hidden\">{}</caption>\n{}<tbody>\n{}</tbody></table></article>\n",
        class_of(question.scale), escaped(question.label), about, escaped(question.label),
        table_head(question.scale), rows);
}

std::string empty_page() {
    return "<div class=\"empty\"><svg class=\"face\" aria-hidden=\"true\" focusable=\"false\"><use "
           "href=\"#face3\"/></svg>"
           "<h2>За этот период ответов нет</h2><p>Выберите другой период или опрос. Ответы "
           "приходят с киосков пачками, "
           "поэтому свежие видны не сразу.</p></div>\n";
}

}  // namespace

std::string figures_page(const FiguresView& view) {
    std::string main = heading(view);
    if (view.questions.empty()) main += empty_page();
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
                question.audience == form::Audience::Internal ? "отвечают сотрудники"
                                                              : "отвечают посетители");
        }
        main += question_card(question);
    }
    if (!form.empty()) main += "</section>\n";
    return page(format("Сводка, {}", period_in_words(view.wish.period)), view.owner, main);
}

}  // namespace otk::web
