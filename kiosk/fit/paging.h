#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/form/form.h"
#include "kiosk/look/look.h"

namespace otk::kiosk::fit {

/// So many questions stand under each other at most: what a visitor takes in with one look.
constexpr std::size_t stacked_max = 3;

/// The form with the pages of its groups as a panel shows them; the form itself where nothing has
/// to be cut. A cut page has the group's title each time, and of its questions as many as fit with
/// everything around them in each of the languages (misfits_of), shared out evenly: at least one.
///
/// A page of its own have: what is typed, since the keyboard needs the room; a first page's mark,
/// since one touch is a whole answer; a question that depends on an answer of the page before, so
/// that nothing appears or moves under a finger.
///
/// In low reach a page has half the panel for its answers (model::ViewOptions::low).
///
/// Draws, but paints no pixel: about a millisecond a group and language (scripts/bench raster), in
/// proportion to both. Drawing thread.
enum class Reach { Whole, Low };
std::shared_ptr<const form::Form> laid_out(const std::shared_ptr<const form::Form>& form,
    const std::shared_ptr<const look::Look>& look, const std::vector<std::string>& languages,
    Reach reach = Reach::Whole);

}  // namespace otk::kiosk::fit
