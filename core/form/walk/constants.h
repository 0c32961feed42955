#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "core/form/form_reads.h"

namespace otk::form::walk_parts {

/// What some expressions ask of one question's value.
struct Asked {
    /// All that is asked beside constants.
    std::vector<Reads::Test> tests;
    bool counts_choices = false;  ///< count-selected() is asked of a select or ranking
    bool has_only_tests = true;   ///< nothing is asked than these two

    void add(const Form& form, const Reads& reads, std::size_t question);

    /// A test takes the value as a number.
    bool has_numeric_test() const;
    /// One takes it as a number, another the spelling of a number: 3 and 3.0 are told apart.
    bool tells_spellings_apart() const;
    /// `${rank} = 'b a'`
    bool names_an_order() const;
};

/// What the expressions of a form can tell the values of one question apart by.
struct Constants {
    // The literals of all expressions that read the question or what is calculated from it.
    std::set<std::string> texts;
    std::set<double> numbers;
    std::set<std::string> beginnings;  ///< that starts-with or contains looks for
    std::set<std::string> endings;     ///< that ends-with looks for
    bool counts_letters = false;       ///< string-length is called: numbers are lengths, too
    bool reads_columns = false;        ///< a choice_filter: every choice may lead to others

    Asked asked;
    /// What tests compare the value with, as numbers; days are those since 1970.
    std::set<double> bounds;
    /// Questions that a constraint compares with this one, its own or theirs.
    std::set<std::size_t> companions;
};

/// The texts that stand in an expression, each once.
std::set<std::string> texts_in(const Expression& expression);

/// Every expression of the form that tells values of the question apart: those that read it, those
/// that read what is calculated from it, and its own constraint. O(questions × expressions).
Constants constants_around(const Form& form, const FormReads& form_reads, std::size_t question);

}  // namespace otk::form::walk_parts
