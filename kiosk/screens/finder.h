#pragma once

#include <string>
#include <vector>

#include "core/form/visit.h"
#include "core/text/word_search.h"
#include "kiosk/screens/page.h"

namespace otk::kiosk::screens {

/// A list so long that its choices can be looked for by their words. Nobody reads sixty tiles.
bool is_long_list(const form::Visit& visit, std::size_t question);

/// What the page of a long list shows, looked up once a frame: a thousand labels are not for each
/// of its sheets.
struct Finding {
    std::vector<const form::Choice*> choices;  ///< that are found, in the list's order
    std::vector<text::WordSearch::Letter>
        letters;  ///< to look for more; empty while the list shows
};
Finding finding_of(const widgets::Canvas& canvas, std::size_t question);

/// ««Участ…»: нашлось 6 из 60», while something is looked for; else empty.
std::string said_found(const widgets::Canvas& canvas, std::size_t question, const Finding& finding);

/// Over the letters: what is looked through, and what was found.
Heading finder_heading(const widgets::Canvas& canvas, std::size_t question, const Finding& finding);

/// How many parts lie on the sheets: the choices, or the keys of the letters.
std::size_t parts_of(const widgets::Canvas& canvas, std::size_t question, const Finding& finding);

/// How many choices a list has that begins with its letters on that panel (model::Surroundings):
/// one of 7 inches shows two to six beside each other. 0: none does.
std::size_t letters_from(const look::Panel& panel);

/// Keys for the letters with which something is found, and over them, where no hand hides them, as
/// many of the choices found as have room: a touch less than to ask for them. All keys are as large
/// as any other target, which a whole keyboard is not on a narrow panel. Its parts are the keys;
/// where a panel has room for all letters of the list, each has its place, which is empty while the
/// letter leads nowhere. A narrow panel shows the last few choices in the letters' place.
Body letters_body(const widgets::Canvas& canvas, std::size_t question, float width,
    const Finding& finding, const Portion& portion);

}  // namespace otk::kiosk::screens
