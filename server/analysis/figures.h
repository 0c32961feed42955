#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/form/form.h"

namespace otk::analysis {

/// One number out of the roll-ups: how often an option was chosen.
struct OptionCount {
    std::string form;
    form::Audience audience = form::Audience::External;
    std::string question;
    std::string place;
    std::string option;
    std::int64_t n = 0;
};

/// How many visitors saw a question and how many answered it.
struct QuestionCount {
    std::string form;
    form::Audience audience = form::Audience::External;
    std::string question;
    std::string place;
    std::int64_t asked = 0;
    std::int64_t answered = 0;
};

/// What the roll-ups hold of one period; rows of one key may come apart and are added.
struct Tally {
    std::vector<OptionCount> options;
    std::vector<QuestionCount> questions;
};

/// The least number of visitors behind a shown cell.
struct Thresholds {
    std::int64_t external = 5;
    std::int64_t internal = 10;

    std::int64_t of(form::Audience audience) const;
};

struct OptionFigure {
    std::string option;
    std::int64_t n = 0;
};

/// A cell of place × question. A suppressed cell carries no number at all, so that nothing behind
/// this border can show one.
struct Cell {
    std::string place;  ///< empty in a total
    bool suppressed = false;
    std::int64_t asked = 0;
    std::int64_t answered = 0;
    std::vector<OptionFigure> options;  ///< by option's text; numbers in their order
};

struct QuestionFigures {
    std::string form;
    form::Audience audience = form::Audience::External;
    std::string question;
    std::vector<Cell> cells;  ///< by place
    /// Sum of the *shown* cells. A sum over all places would give a single hidden place away by
    /// subtraction, and a sum over some hidden ones does so through a related question ("reasons"
    /// is asked of those who gave a low mark); a sum of shown cells tells nothing new.
    Cell total;
    std::size_t places_shown = 0;
};

/// The figures of a period: cells answered by fewer than k visitors are suppressed, also the empty
/// ones. Sorted by form, audience and question.
std::vector<QuestionFigures> figures_of(const Tally& tally, const Thresholds& thresholds);

}  // namespace otk::analysis
