#pragma once

#include <memory>
#include <vector>

#include "core/form/visit.h"

namespace otk::kiosk::fit {

inline constexpr std::size_t views_per_page = 4;

/// The fullest states of each page, at most `per_page_max` of each: those with the most questions
/// and choices, found by walking the form. Every page that a visitor can reach is among them, if 20
/// seconds of CPU suffice to come there.
std::vector<form::Visit> fullest_page_views(
    const std::shared_ptr<const form::Form>& form, std::size_t per_page_max = views_per_page);

/// States of the form's pages, each another in what it says to who cannot see it: other questions
/// or choices, something answered or nothing yet, the first or the last pages.
struct PageStates {
    std::vector<form::Visit>
        visits;               ///< page by page; those of fullest_page_views() are among them
    bool is_complete = true;  ///< false: there were too many combinations, so some were sampled
};
PageStates page_states(const std::shared_ptr<const form::Form>& form, std::size_t states_max = 500);

}  // namespace otk::kiosk::fit
