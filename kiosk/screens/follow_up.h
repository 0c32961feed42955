#pragma once

#include <cstddef>
#include <vector>

#include "kiosk/screens/page.h"
#include "kiosk/widgets/key.h"

namespace otk::kiosk::screens {

/// A page after the first one, before its parts have their places.
struct FollowUp {
    Heading heading;
    std::size_t question = 0;  ///< the one that is answered; notes and further ones stand aside
    std::vector<widgets::Key> actions;
    widgets::Key next_visitor;
    bool has_toast_slot = false;
    const Finding* finding = nullptr;  ///< of a long list
    Body body;                         ///< all of it, for a panel that has room
};

/// The question that the page is about: the one that is answered, else the first note.
std::size_t main_question(const form::Visit& visit);
bool is_matrix(const form::Visit& visit);
/// Every line of the matrix has the five faces.
bool has_faces(const form::Visit& visit);
/// Several questions stand on the page, or lines of a matrix: the page's title is the group's.
bool is_of_group(const form::Visit& visit);
/// Title, hint and notes of the page, and how many remain.
Heading heading_of(const widgets::Canvas& canvas);

/// The page's answers for columns of that width.
Body body_of(const widgets::Canvas& canvas, float width, const Portion& portion = {});
/// «2 — Плохо», as the toast says it; empty once its time is over.
std::string_view word_of_toast(const widgets::Canvas& canvas);

void draw_follow_up_bars(const widgets::Canvas& canvas, const FollowUp& page);

}  // namespace otk::kiosk::screens
