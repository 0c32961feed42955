#pragma once

#include <string>
#include <vector>

#include "core/form/walk/walk.h"

namespace otk::cli {

/// A question as a visitor reads it on one page of his way.
struct SeenQuestion {
    std::string name;
    std::string label;
    std::string answer;        ///< as it is stored; "" for none
    std::string answer_label;  ///< the labels of the choices with commas between; else the answer
};

struct SeenPage {
    std::string name;
    std::string title;  ///< of a group
    std::vector<SeenQuestion> questions;
};

/// What the route's example visitor sees, page by page, in that language: his visit is played
/// again. `any` visit to the form is what his begins from, so that no dependencies are looked at
/// anew. A page that his answers do not lead to (the way there took a place or a day, which no
/// example keeps) is given with all of its questions and no answers.
std::vector<SeenPage> pages_seen(
    const form::Visit& any, const form::Route& route, const std::string& language);

}  // namespace otk::cli
