#pragma once

#include <memory>
#include <vector>

#include "core/form/visit.h"

namespace otk::kiosk::fit {

/// The fullest states of each page, at most `per_page_max` of each: those with the most questions
/// and choices, found by walking the form. Every page that a visitor can reach is among them.
std::vector<form::Visit> fullest_page_views(
    const std::shared_ptr<const form::Form>& form, std::size_t per_page_max = 4);

}  // namespace otk::kiosk::fit
