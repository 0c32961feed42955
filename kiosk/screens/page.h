#pragma once

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/look/icons.h"
#include "kiosk/widgets/canvas.h"

namespace otk::kiosk::screens {

/// Header's height in pixels.
float header_height(const widgets::Canvas& canvas);

/// The words at the top of a page: how many questions remain, the question, its hint.
struct Heading {
    std::string more;
    std::string_view title;
    std::string hint;
    std::string note;  ///< a second, smaller hint: what the form's problem is, or a note's own hint
    bool note_is_problem = false;
    std::optional<look::Icon> icon;  ///< before the hint
    look::Type hint_type = look::Type::Hint;
    float hint_gap_mm = 5;
};

/// A heading set at one step of the ladder.
struct SetHeading {
    const look::TextLayout* more = nullptr;
    const look::TextLayout* title = nullptr;
    const look::TextLayout* hint = nullptr;
    const look::TextLayout* note = nullptr;
    float height = 0;
    bool fits = true;  ///< at most three lines, no word too wide
};
SetHeading set_heading(
    const widgets::Canvas& canvas, const Heading& heading, look::Type title, float width);
/// Draws into the column at (x, y), adds the items `left`, `question`, `hint`, `note`.
void draw_heading(const widgets::Canvas& canvas, const Heading& heading, const SetHeading& set,
    float x, float y, float width);

/// What stands between the words and the keys: the answers. Pixels.
struct Body {
    float least = 0;
    float most = 1.0e9F;
    float weight = 1000;  ///< tiles share what is free with the page, all others take what they need
    std::vector<look::Type> titles;  ///< steps that the heading may have, largest first
    std::function<void(const Rect&)> draw;
    bool is_text = false;  ///< field and keyboard: takes all that is free
};

/// Answers of the page's kind, set for columns of that width.
Body choices_body(const widgets::Canvas& canvas, std::size_t question, float width);
Body matrix_body(const widgets::Canvas& canvas, float width);
Body marks_body(const widgets::Canvas& canvas, std::size_t question, float width);
Body scale_body(const widgets::Canvas& canvas, std::size_t question, float width);
Body text_body(const widgets::Canvas& canvas, std::size_t question, float width);
/// The keyboard's keys where the panel is low.
constexpr float landscape_key_mm = 17;

/// The five words of a question of marks: the form's own labels, else ours.
std::array<std::string_view, 5> mark_words(const widgets::Canvas& canvas, std::size_t question);
/// The ends that a range's hint names ("0 — точно нет, 10 — точно да"), or ours.
struct Ends {
    std::string low;
    std::string high;
    bool from_hint = false;
};
Ends ends_of(const widgets::Canvas& canvas, std::size_t question);

void draw_rate(const widgets::Canvas& canvas);
void draw_follow_up(const widgets::Canvas& canvas);
void draw_thanks(const widgets::Canvas& canvas);
void draw_what_we_record(const widgets::Canvas& canvas);
void draw_idle(const widgets::Canvas& canvas);
void draw_out_of_service(const widgets::Canvas& canvas);

}  // namespace otk::kiosk::screens
