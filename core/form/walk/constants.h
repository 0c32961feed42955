#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "core/form/form_reads.h"

namespace otk::form::walk_parts {

/// What expressions can tell the values of one question apart by.
struct Constants {
    // The literals of all expressions that read the question or what is calculated from it.
    std::set<std::string> texts;
    std::set<double> numbers;
    std::set<std::string> beginnings;  ///< that starts-with or contains looks for
    std::set<std::string> endings;     ///< that ends-with looks for
    bool counts_letters = false;       ///< string-length is called: numbers are lengths, too
    bool reads_columns = false;        ///< a choice_filter: every choice may lead to others

    /// All that is asked of the value as far as it is asked beside constants.
    std::vector<Reads::Test> tests;
    /// What tests compare the value with, as numbers; days are those since 1970.
    std::set<double> bounds;
    bool counts_choices = false;  ///< count-selected() is asked of a select or ranking
    bool has_only_tests = true;   ///< the question is read in no other way than these two

    /// Questions that a constraint compares with this one, its own or theirs.
    std::set<std::size_t> companions;

    /// A test takes the value as a number.
    bool has_numeric_test() const;
    /// One takes it as a number, another the spelling of a number: 3 and 3.0 are told apart.
    bool tells_spellings_apart() const;
};

/// Every expression of the form that tells values of the question apart: those that read it, those
/// that read what is calculated from it, and its own constraint. O(questions × expressions).
Constants constants_around(const Form& form, const FormReads& form_reads, std::size_t question);

}  // namespace otk::form::walk_parts
