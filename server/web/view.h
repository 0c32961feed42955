#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/local_day.h"
#include "core/form/form.h"
#include "server/analysis/figures.h"
#include "server/analysis/period.h"
#include "server/analysis/release.h"
#include "server/analysis/rhythm.h"
#include "server/analysis/score.h"
#include "server/analysis/statistics.h"

namespace otk::web {

/// Names that a reader sees in place of codes.
struct Names {
    std::string owner;                          ///< «Администрация города»
    std::map<std::string, std::string> places;  ///< code → name in Russian
    std::vector<std::shared_ptr<const form::Form>> forms;  ///< the newest version of each
};

/// What was asked for; empty texts ask for all.
struct Wish {
    analysis::Period period;
    std::string place;
    std::string form;
    std::string audience;  ///< external | internal
    analysis::Variant variant = analysis::Variant::All;
};

struct OptionView {
    std::string name;
    std::string label;
    std::int64_t n = 0;
};

struct CellView {
    std::string place;  ///< code; empty in a total
    std::string place_name;
    bool suppressed = false;  ///< then nothing below is filled
    std::int64_t asked = 0;
    std::int64_t n = 0;
    std::vector<OptionView> options = {};  ///< in the form's order, those never chosen included
    std::optional<analysis::Moments> moments = {};
    std::optional<analysis::Share> share45 = {};
    std::optional<double> nps = {};
};

struct QuestionView {
    std::string form;
    std::string form_title;
    form::Audience audience = form::Audience::External;
    std::string name;
    std::string label;
    analysis::Scale scale = analysis::Scale::Uncounted;
    std::int64_t k = 0;  ///< below which a cell is suppressed
    std::vector<CellView> cells;
    std::optional<CellView> total;  ///< of the shown places, if there are at least two
};

/// One period's figures, ready to be shown as page or JSON: both say the same.
struct FiguresView {
    Wish wish;
    Day today;
    bool closed = false;
    analysis::Rhythm rhythm = analysis::Rhythm::Daily;  ///< of the editions
    std::optional<Day> edition_day = {};  ///< of the newest edition; none was made yet
    std::string owner;
    std::vector<QuestionView> questions;                     ///< in the forms' order
    std::vector<std::pair<std::string, std::string>> forms;  ///< id, title: what can be asked for
};

/// Suppression is done over all places first and the wish applied after it, so that asking for less
/// never shows more.
FiguresView view_of(const analysis::Tally& tally, const analysis::Thresholds& thresholds,
    const Names& names, const Wish& wish, const Day& today);

}  // namespace otk::web
