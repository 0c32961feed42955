#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "core/form/form_reads.h"
#include "core/form/visit.h"

namespace otk::form::walk_parts {

/// The literals of expressions: what they can tell values apart by.
struct Constants {
    std::set<std::string> texts;
    std::set<double> numbers;
    bool counts_letters = false;  ///< string-length is called: numbers are lengths, too
    bool reads_columns = false;   ///< a choice_filter: every choice may lead to others

    /// All that is asked of one chosen value, as far as it is asked beside constants.
    std::vector<Reads::Test> tests;
    bool has_only_tests = true;  ///< the question is read in no other way

    void add(const Expression& expression);
};

/// Every expression of the form that tells values of the question apart: those that read it, those
/// that read what is calculated from it, and its own constraint. O(questions × expressions).
Constants constants_around(const Form& form, const FormReads& form_reads, std::size_t question);

/// A value and how many it stands for.
struct Candidate {
    std::string value;
    double weight = 1;
};

/// Values that stand for all that a question can take where it stands now, each once; "" is among
/// them. Of one choice the first of those that no test tells apart, else each; of several the named
/// ones in all combinations (up to five), one that is not named, all, and as many as the numbers
/// say; of a number each constant, one less and one more; of a text each constant and texts as long
/// as the numbers say; of a day each constant and the days beside it.
std::vector<Candidate> candidates(
    const Visit& visit, std::size_t question, const Constants& constants);

/// True if candidates() are all values that the question can take, not representatives.
bool are_all_values(const Visit& visit, std::size_t question);

}  // namespace otk::form::walk_parts
