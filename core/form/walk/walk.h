#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/form/visit.h"

namespace otk::form {

/// Answers in the order in which they were given: question index and value.
using Answers = std::vector<std::pair<std::size_t, std::string>>;

/// A distinct sequence of pages, from the first one to the end or to a page that cannot be left.
struct Route {
    std::vector<std::size_t> pages;  ///< indexes into Form::pages
    double combinations = 0;         ///< of the answers that matter; of a sample: its visits
    std::string channel;             ///< of the example
    Answers example;                 ///< what one visitor answered who went this way
    bool is_dead_end = false;
};

/// A page that no tried answer lets a visitor leave.
struct DeadEnd {
    std::size_t page = 0;
    std::string channel;
    Answers example;                ///< what led there
    std::vector<Problem> problems;  ///< that stayed after the last try; they belong to the form
    /// True if no answers whatever let it be left: each try failed by a question whose problem
    /// depends only on what was tried with all that it can be, or with a representative of each
    /// value that expressions tell apart. False where a value or a day that was not tried may lead
    /// on.
    bool is_proven = false;
};

/// What the walk saw of one question.
struct QuestionSeen {
    bool was_relevant = false;  ///< when its page was shown or passed by; hidden: at the end
    bool was_irrelevant = false;
    /// It never was relevant, and whatever decides that was tried with all that it can be or with
    /// a representative of each value that expressions tell apart.
    bool is_proven_irrelevant = false;
    /// What decides it asks for the day, the place or chance, of which only some were tried. Told
    /// of what was always relevant or never.
    bool is_open = false;
    bool had_no_choice = false;     ///< shown while choice_filter left none
    std::vector<bool> was_offered;  ///< choice of the list → by choice_filter, when shown
};

struct WalkProgress {
    std::size_t tries = 0;
    std::size_t sampled = 0;
    bool is_sampling = false;
};

struct WalkOptions {
    /// Combinations of one page that are tried, all pages together.
    std::size_t tries_max = 100'000;
    /// Random visits instead, where those do not suffice.
    std::size_t sample_max = 20'000;
    std::uint64_t seed = 1;
    /// Distinct sequences of pages that are kept.
    std::size_t routes_max = 1000;
    /// Ways on from all states together; of more only one a state is kept.
    std::size_t ways_max = 500'000;
    std::string day = "2026-01-01";
    /// Asked before every few answers that are tried, and again before every random visit; false
    /// ends that part (a time limit). Empty: never.
    std::function<bool(const WalkProgress& progress)> goes_on = {};
    /// Called with every visit as it stands on a page, empty and answered; for measuring the pages.
    std::function<void(const Visit& visit)> on_page = {};
};

struct Walk {
    bool is_complete = true;  ///< every combination was walked; else `routes` are of the sample
    std::size_t tries = 0;
    std::size_t sampled = 0;         ///< random visits, 0 if the walk is complete
    double combinations = 0;         ///< of all routes
    std::vector<Route> routes;       ///< most combinations first
    bool routes_cut = false;         ///< there are more than routes_max or ways_max allow
    std::vector<DeadEnd> dead_ends;  ///< one a page
    std::vector<QuestionSeen> questions;
};

/// Walks every way that a visitor can go through a form by `next`, in every channel that the form's
/// expressions tell apart, in the places that they name and another one, and on the days that they
/// name and beside them.
///
/// Only answers that some expression reads are told apart (the others are given once, so that the
/// page can be left), and of these the representatives of core/form/walk/candidates.h. Two visits
/// that stand on one page with equal values of all that later expressions read go on alike, so they
/// are walked once. Time: pages × states of such values × combinations of a page; tries_max bounds
/// their sum. Without independent questions (each asked for by one condition and forgotten) that
/// is exponential in the questions that stay in use; then a sample with a seed takes its place.
/// Memory: a visit a page, a few words a state, and ways_max.
Walk walk(const std::shared_ptr<const Form>& form, const WalkOptions& options);

}  // namespace otk::form
