#include "server/web/figures_json.h"

#include "core/base/assert.h"
#include "core/base/json.h"

namespace otk::web {
namespace {

const char* name_of(analysis::Scale scale) {
    switch (scale) {
        case analysis::Scale::FiveMarks:
            return "five_marks";
        case analysis::Scale::Promoter:
            return "promoter";
        case analysis::Scale::Number:
            return "number";
        case analysis::Scale::Choice:
            return "choice";
        case analysis::Scale::Uncounted:
            return "uncounted";
    }
    OTK_UNREACHABLE();
}

const char* name_of(analysis::PeriodKind kind) {
    switch (kind) {
        case analysis::PeriodKind::Day:
            return "day";
        case analysis::PeriodKind::Week:
            return "week";
        case analysis::PeriodKind::Month:
            return "month";
        case analysis::PeriodKind::Quarter:
            return "quarter";
    }
    OTK_UNREACHABLE();
}

Json cell_json(const CellView& cell) {
    Json json = Json::object();
    if (!cell.place.empty()) json.set("place", cell.place).set("place_name", cell.place_name);
    json.set("suppressed", cell.suppressed);
    if (cell.suppressed) return json;
    json.set("n", cell.n).set("asked", cell.asked).set("answered", cell.n);
    if (!cell.options.empty()) {
        Json distribution = Json::object();
        for (const OptionView& option : cell.options)
            distribution.set(option.name, option.n);
        json.set("distribution", std::move(distribution));
    }
    if (cell.moments) {
        json.set("mean", cell.moments->mean);
        json.set("variance", cell.moments->variance ? Json(*cell.moments->variance) : Json());
    }
    if (cell.share45) {
        json.set("share45", cell.share45->value);
        Json interval = Json::array();
        interval.push_back(cell.share45->interval.low);
        interval.push_back(cell.share45->interval.high);
        json.set("wilson", std::move(interval));
    }
    if (cell.nps) json.set("nps", *cell.nps);
    return json;
}

Json question_json(const QuestionView& question) {
    Json json = Json::object();
    json.set("form", question.form).set("form_title", question.form_title);
    json.set("audience", question.audience == form::Audience::Internal ? "internal" : "external");
    json.set("question", question.name).set("label", question.label);
    json.set("scale", name_of(question.scale)).set("suppressed_below", question.k);
    Json cells = Json::array();
    for (const CellView& cell : question.cells)
        cells.push_back(cell_json(cell));
    json.set("places", std::move(cells));
    if (question.total) json.set("total_of_shown", cell_json(*question.total));
    return json;
}

}  // namespace

std::string figures_json(const FiguresView& view) {
    Json json = Json::object();
    json.set("period", to_text(view.wish.period)).set("kind", name_of(view.wish.period.kind));
    json.set("first_day", otk::to_text(view.wish.period.first));
    json.set("last_day", otk::to_text(view.wish.period.last)).set("closed", view.closed);
    json.set("flagged", view.wish.variant == analysis::Variant::All ? "with" : "without");
    json.set("edition", view.edition_day ? Json(otk::to_text(*view.edition_day)) : Json());
    json.set("note", "Visitors select themselves: shares describe those who answered, not all.");
    Json questions = Json::array();
    for (const QuestionView& question : view.questions)
        questions.push_back(question_json(question));
    json.set("questions", std::move(questions));
    return json.dump();
}

std::string error_json(std::string_view reason) {
    Json json = Json::object();
    json.set("error", reason);
    return json.dump();
}

}  // namespace otk::web
