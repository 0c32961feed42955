#include "server/web/view.h"

#include <algorithm>

#include "core/base/assert.h"
#include "core/form/question_kinds.h"
#include "core/form/value.h"

namespace otk::web {
namespace {

using analysis::Scale;

constexpr std::size_t listed_numbers_max = 21;

/// The numbers of a range as options, if they are few enough to be a histogram.
std::vector<OptionView> numbers_of(const form::RangeBounds& range) {
    std::vector<OptionView> options;
    for (std::size_t step = 0; step < listed_numbers_max; ++step) {
        const double number = range.start + static_cast<double>(step) * range.step;
        if (number > range.end) return options;
        const std::string text = form::text_from_number(number);
        options.push_back({text, text});
    }
    return {};
}

std::vector<OptionView> options_of(const form::Form& form, const form::Question& question) {
    if (question.kind == form::QuestionKind::Range) return numbers_of(question.range);
    if (!question.list || question.kind == form::QuestionKind::Rank) return {};
    std::vector<OptionView> options;
    for (const form::Choice& choice : form.lists[*question.list].choices) {
        options.push_back({choice.name, std::string(choice.label.in("ru"))});
    }
    return options;
}

void fill(CellView& view, const analysis::Cell& cell) {
    for (const analysis::OptionFigure& figure : cell.options) {
        const auto known = std::find_if(view.options.begin(), view.options.end(),
            [&](const OptionView& option) { return option.name == figure.option; });
        if (known != view.options.end()) {
            known->n = figure.n;
        } else {
            view.options.push_back({figure.option, figure.option, figure.n});
        }
    }
}

void compute(CellView& view, Scale scale) {
    if (scale == Scale::Choice || scale == Scale::Uncounted) return;
    std::vector<analysis::NumberCount> histogram;
    for (const OptionView& option : view.options) {
        histogram.push_back({form::number_from_text(option.name), option.n});
    }
    view.moments = analysis::moments(histogram);
    if (scale == Scale::FiveMarks) view.share45 = analysis::share_of_4_and_5(histogram);
    if (scale == Scale::Promoter) view.nps = analysis::net_promoter_score(histogram);
}

CellView cell_view(const analysis::Cell& cell, const std::vector<OptionView>& options, Scale scale,
    const Names& names) {
    CellView view{.place = cell.place, .place_name = cell.place, .suppressed = cell.suppressed};
    const auto name = names.places.find(cell.place);
    if (name != names.places.end()) view.place_name = name->second;
    if (cell.suppressed) return view;
    view.asked = cell.asked;
    view.n = cell.answered;
    view.options = options;
    fill(view, cell);
    compute(view, scale);
    return view;
}

std::shared_ptr<const form::Form> form_named(const Names& names, const std::string& id) {
    for (const auto& form : names.forms) {
        if (form->id == id) return form;
    }
    return nullptr;
}

bool is_wished(const Wish& wish, const analysis::QuestionFigures& figures) {
    if (!wish.form.empty() && wish.form != figures.form) return false;
    if (wish.audience.empty()) return true;
    return (wish.audience == "internal") == (figures.audience == form::Audience::Internal);
}

QuestionView question_view(
    const analysis::QuestionFigures& figures, const Names& names, const Wish& wish) {
    QuestionView view{.form = figures.form,
        .form_title = figures.form,
        .audience = figures.audience,
        .name = figures.question,
        .label = figures.question,
        .cells = {},
        .total = {}};
    std::vector<OptionView> options;
    const auto form = form_named(names, figures.form);
    if (form) {
        view.form_title = form->title.in("ru");
        const auto index = form->find(figures.question);
        if (index) {
            const form::Question& question = form->questions[*index];
            view.label = question.label.in("ru");
            view.scale = analysis::scale_of(question);
            options = options_of(*form, question);
        }
    }
    for (const analysis::Cell& cell : figures.cells) {
        if (!wish.place.empty() && wish.place != cell.place) continue;
        view.cells.push_back(cell_view(cell, options, view.scale, names));
    }
    std::stable_sort(
        view.cells.begin(), view.cells.end(), [](const CellView& left, const CellView& right) {
            if (left.suppressed != right.suppressed) return right.suppressed;
            return left.place_name < right.place_name;
        });
    if (wish.place.empty() && figures.places_shown > 1) {
        view.total = cell_view(figures.total, options, view.scale, names);
    }
    return view;
}

/// Where the question stands in its form; questions of older versions come last.
std::size_t position_of(const Names& names, const QuestionView& view) {
    const auto form = form_named(names, view.form);
    if (!form) return std::size_t(-1);
    const auto index = form->find(view.name);
    return index ? *index : std::size_t(-1);
}

}  // namespace

FiguresView view_of(const analysis::Tally& tally, const analysis::Thresholds& thresholds,
    const Names& names, const Wish& wish, const Day& today) {
    FiguresView view{.wish = wish,
        .today = today,
        .closed = analysis::is_closed(wish.period, today),
        .rhythm = analysis::Rhythm::Daily,
        .edition_day = {},
        .owner = names.owner,
        .questions = {},
        .forms = {}};
    for (const auto& form : names.forms)
        view.forms.emplace_back(form->id, form->title.in("ru"));
    for (const auto& figures : analysis::figures_of(tally, thresholds)) {
        if (!is_wished(wish, figures)) continue;
        QuestionView question = question_view(figures, names, wish);
        question.k = thresholds.of(figures.audience);
        if (!question.cells.empty()) view.questions.push_back(std::move(question));
    }
    std::stable_sort(view.questions.begin(), view.questions.end(),
        [&](const QuestionView& left, const QuestionView& right) {
            if (left.form != right.form) return left.form < right.form;
            return position_of(names, left) < position_of(names, right);
        });
    return view;
}

}  // namespace otk::web
