#include "server/analysis/figures.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <tuple>

#include "core/base/assert.h"

namespace otk::analysis {
namespace {

using QuestionKey = std::tuple<std::string, form::Audience, std::string>;

bool number_in(const std::string& text, double& number) {
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    return read.ec == std::errc() && read.ptr == text.data() + text.size();
}

/// Numbers in their order, before words in theirs.
bool option_before(const OptionFigure& left, const OptionFigure& right) {
    double left_number = 0;
    double right_number = 0;
    const bool left_counts = number_in(left.option, left_number);
    const bool right_counts = number_in(right.option, right_number);
    if (left_counts && right_counts && left_number != right_number)
        return left_number < right_number;
    if (left_counts != right_counts) return left_counts;
    return left.option < right.option;
}

void add_option(Cell& cell, const std::string& option, std::int64_t n) {
    const auto found = std::find_if(cell.options.begin(), cell.options.end(),
        [&](const OptionFigure& figure) { return figure.option == option; });
    if (found != cell.options.end()) {
        found->n += n;
    } else {
        cell.options.push_back(OptionFigure{option, n});
    }
}

Cell& cell_of(std::map<std::string, Cell>& cells, const std::string& place) {
    Cell& cell = cells[place];
    cell.place = place;
    return cell;
}

void add(Cell& total, const Cell& cell) {
    total.asked += cell.asked;
    total.answered += cell.answered;
    for (const OptionFigure& figure : cell.options)
        add_option(total, figure.option, figure.n);
}

QuestionFigures finished(
    const QuestionKey& key, std::map<std::string, Cell>&& cells, std::int64_t k) {
    QuestionFigures figures{.form = std::get<0>(key),
        .audience = std::get<1>(key),
        .question = std::get<2>(key),
        .cells = {},
        .total = {}};
    for (auto& [place, cell] : cells) {
        if (cell.answered < k) {
            figures.cells.push_back(Cell{.place = place, .suppressed = true, .options = {}});
            continue;
        }
        std::sort(cell.options.begin(), cell.options.end(), option_before);
        add(figures.total, cell);
        ++figures.places_shown;
        figures.cells.push_back(std::move(cell));
    }
    std::sort(figures.total.options.begin(), figures.total.options.end(), option_before);
    figures.total.suppressed = figures.places_shown == 0;
    return figures;
}

}  // namespace

std::int64_t Thresholds::of(form::Audience audience) const {
    switch (audience) {
        case form::Audience::External:
            return external;
        case form::Audience::Internal:
            return internal;
    }
    OTK_UNREACHABLE();
}

std::vector<QuestionFigures> figures_of(const Tally& tally, const Thresholds& thresholds) {
    std::map<QuestionKey, std::map<std::string, Cell>> questions;
    for (const QuestionCount& count : tally.questions) {
        Cell& cell = cell_of(questions[{count.form, count.audience, count.question}], count.place);
        cell.asked += count.asked;
        cell.answered += count.answered;
    }
    for (const OptionCount& count : tally.options) {
        Cell& cell = cell_of(questions[{count.form, count.audience, count.question}], count.place);
        add_option(cell, count.option, count.n);
    }
    std::vector<QuestionFigures> all;
    all.reserve(questions.size());
    for (auto& [key, cells] : questions) {
        all.push_back(finished(key, std::move(cells), thresholds.of(std::get<1>(key))));
    }
    return all;
}

}  // namespace otk::analysis
