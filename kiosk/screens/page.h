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

/// How a page's parts stand to each other. docs/ARCHITECTURE.md says in which order they give way.
enum class Arrangement {
    Stack,  ///< portrait: words, answers and keys under each other
    Split,  ///< landscape: words and keys on the left, answers on the right
    Bars,   ///< a panel too low for both: words in a bar on top, keys in one at the bottom
};
Arrangement arrangement_of(const widgets::Canvas& canvas);

/// Everything that is touched has to stand in the lower half: the visitor asked for it, and the
/// panel stands.
bool is_low(const widgets::Canvas& canvas);

/// The words at the top of a page or of one of its questions: how many questions remain, what the
/// group of the question is called, the question, its hint.
struct Heading {
    std::string more;
    bool keeps_place_of_more =
        false;  ///< also while it is empty: an answer that changes it moves nothing
    std::string_view group;
    std::string_view picture;  ///< a file's name; its alternative text is the title
    float picture_mm = 50;     ///< its height
    std::string_view title;    ///< may be empty
    std::string hint;
    std::string note;  ///< a second, smaller hint: what the form's problem is, or a note's own hint
    bool note_is_problem = false;
    float note_gap_mm = 3;
    std::optional<look::Icon> icon;  ///< before the hint
    look::Type hint_type = look::Type::Hint;
    float hint_gap_mm = 5;
    std::string suffix;  ///< of the items' ids, where a page has several headings
};

/// A heading set at one step of the ladder.
struct SetHeading {
    const look::TextLayout* more = nullptr;
    float more_height = 0;  ///< with what is below it
    const look::TextLayout* group = nullptr;
    float picture_height = 0;
    const look::TextLayout* title = nullptr;
    const look::TextLayout* hint = nullptr;
    const look::TextLayout* note = nullptr;
    float height = 0;
    bool fits = true;  ///< at most three lines, no word too wide
};
SetHeading set_heading(
    const widgets::Canvas& canvas, const Heading& heading, look::Type title, float width);
/// Draws into the column at (x, y), adds the items `left`, `group`, `picture`, `question`, `hint`,
/// `note`.
void draw_heading(const widgets::Canvas& canvas, const Heading& heading, const SetHeading& set,
    float x, float y, float width);

/// What stands between the words and the keys: the answers. Pixels.
struct Body {
    float least = 0;
    float wanted = 0;  ///< before it shrinks to `least`, the words above it shrink
    float most = 1.0e9F;
    float weight =
        1000;  ///< tiles share what is free with the page, all others take what they need
    std::vector<look::Type> titles;  ///< steps that the heading may have, largest first
    std::function<void(const Rect&)> draw;
    bool is_text = false;   ///< field and keyboard: takes all that is free
    std::size_t parts = 1;  ///< tiles or lines that may stand on sheets of their own
};

struct Finding;

/// Which of a body's parts are drawn, and how.
struct Portion {
    static constexpr std::size_t all = 1000;
    std::size_t first = 0;
    std::size_t count = all;
    bool is_tight = false;  ///< down to the sizes that a finger needs, in as few columns as fit
    std::string_view hint = {};        ///< of a text: stands in its field while that is empty
    const Finding* finding = nullptr;  ///< of a long list
};

/// The answers of one question, as its kind has them.
Body answers_body(
    const widgets::Canvas& canvas, std::size_t question, float width, const Portion& portion = {});
/// What stands over one question of a follow-up page: its label, its hint or what we say instead.
Heading question_heading(const widgets::Canvas& canvas, std::size_t question);
/// Why that question keeps the page, in the visitor's language; empty if it does not.
std::string said_problem(const widgets::Canvas& canvas, std::size_t question);

/// The questions of a page that are answered, of those that are shown; the others are notes.
std::vector<std::size_t> asked_questions(const form::Visit& visit);

/// Answers of the page's kind, set for columns of that width.
Body choices_body(
    const widgets::Canvas& canvas, std::size_t question, float width, const Portion& portion = {});
Body matrix_body(const widgets::Canvas& canvas, float width, const Portion& portion = {});
/// The lines of a matrix as rows, its choices as columns with their words on top.
Body table_body(const widgets::Canvas& canvas, float width);
/// Several questions under each other, each with its words above its answers. A portion says only
/// whether they are tight: what has no room together is cut into pages before (kiosk/fit/paging.h).
Body stack_body(const widgets::Canvas& canvas, float width, const Portion& portion = {});
Body marks_body(const widgets::Canvas& canvas, std::size_t question, float width);
Body scale_body(
    const widgets::Canvas& canvas, std::size_t question, float width, const Portion& portion = {});
Body text_body(
    const widgets::Canvas& canvas, std::size_t question, float width, const Portion& portion = {});
/// What of a stored text was hidden, in words; empty: nothing was.
std::string_view said_hidden(const widgets::Canvas& canvas, std::string_view text);
/// Of a lying panel's width, what the words have beside the field.
float text_split(const widgets::Canvas& canvas);
/// The keyboard's keys where the panel is low.
constexpr float landscape_key_mm = 17;
/// The same for the panel's texts.
float lying_key_mm(const widgets::Canvas& canvas);

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
void draw_closed(const widgets::Canvas& canvas);
/// The page of staff's mode that the state shows.
void draw_staff(const widgets::Canvas& canvas);
/// "staff-strip", "staff-menu", …
const char* name_of(model::StaffPage page);

}  // namespace otk::kiosk::screens
