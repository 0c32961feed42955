#include "core/xlsform/appearances.h"

#include <array>
#include <string>

#include "core/base/format.h"

namespace otk::xlsform {
namespace {

constexpr std::string_view are_tiles = "choices are tiles";
constexpr std::string_view is_typed = "a date is typed";
constexpr std::string_view no_positions = "a kiosk records no positions";
constexpr std::string_view is_a_row_of_keys = "a range is a row of keys";
constexpr std::string_view no_other_program = "a kiosk calls no other program";
constexpr std::string_view no_grid = "a kiosk has pages and no grid";
constexpr std::string_view has_search = "choices are looked through with minimal";
constexpr std::string_view no_other_lists = "choices come from the choices sheet alone";
constexpr std::string_view no_media = "a kiosk records no media";
constexpr std::string_view has_another_name = "it has another name here";
constexpr std::string_view leave_out = "leave it out";

struct Refused {
    std::string_view word;
    std::string_view why;
    std::string_view instead;
};

/// Appearances of XLSForm's reference (xlsform.org, "Appearance") that are not ours.
constexpr std::array<Refused, 42> refused = {{
    {"columns-pack", are_tiles, "write columns"},
    {"list", are_tiles, "write columns-2"},
    {"horizontal", has_another_name, "write columns-2"},
    {"horizontal-compact", has_another_name, "write columns-2"},
    {"vertical", are_tiles, "leave it out"},
    {"compact", has_another_name, "write columns"},
    {"compact-1", has_another_name, "leave it out"},
    {"compact-2", has_another_name, "write columns-2"},
    {"compact-3", has_another_name, "write columns-3"},
    {"quickcompact", has_another_name, "write quick columns"},
    {"quickcompact-2", has_another_name, "write quick columns-2"},
    {"quickcompact-3", has_another_name, "write quick columns-3"},
    {"autocomplete", has_search, "write minimal"},
    {"search", has_search, "write minimal"},
    {"image-map", are_tiles, "give the choices pictures with media::image"},
    {"map", no_positions, "leave it out"},
    {"maps", no_positions, "leave it out"},
    {"placement-map", no_positions, "leave it out"},
    {"no-calendar", is_typed, "leave it out"},
    {"month-year", is_typed, "ask for month and year as two integers"},
    {"year", is_typed, "ask for the year as an integer"},
    {"ethiopian", is_typed, "leave it out"},
    {"coptic", is_typed, "leave it out"},
    {"islamic", is_typed, "leave it out"},
    {"bikram-sambat", is_typed, "leave it out"},
    {"myanmar", is_typed, "leave it out"},
    {"persian", is_typed, "leave it out"},
    {"buddhist", is_typed, "leave it out"},
    {"thousands-sep", "a number is shown as it is typed", "leave it out"},
    {"counter", "a number is typed", "leave it out, or use a range"},
    {"bearing", "a kiosk has no compass", "leave it out"},
    {"url", "a visitor cannot leave the form", "leave it out"},
    {"masked", "nobody asks for a secret at a kiosk", "leave it out"},
    {"picker", is_a_row_of_keys, "leave it out"},
    {"no-ticks", is_a_row_of_keys, "leave it out"},
    {"distress", is_a_row_of_keys, "leave it out"},
    {"rating", is_a_row_of_keys, "write a select_one of five choices with likert"},
    {"signature", "it would tell who answered", "remove the row"},
    {"draw", no_media, "remove the row"},
    {"annotate", no_media, "remove the row"},
    {"new", no_media, "remove the row"},
    {"hidden-answer", has_another_name, "write the type hidden"},
}};

/// w1 to w12 of the theme "grid".
bool is_width_of_grid(std::string_view word) {
    return word.size() >= 2 && word.size() <= 3 && word.front() == 'w' &&
           word.find_first_not_of("0123456789", 1) == std::string_view::npos;
}

Refusal refuse(std::string_view word, std::string_view why, std::string_view instead) {
    return {format("the appearance \"{}\" is refused: {}", word, why), std::string(instead)};
}

}  // namespace

std::optional<Refusal> refusal_of_appearance(std::string_view word) {
    for (const Refused& known : refused) {
        if (word == known.word) return refuse(word, known.why, known.instead);
    }
    if (is_width_of_grid(word)) return refuse(word, no_grid, leave_out);
    if (word.starts_with("search(")) {
        return refuse(word, no_other_lists, "write them there, and minimal here");
    }
    if (word.starts_with("ex:")) return refuse(word, no_other_program, leave_out);
    return {};
}

}  // namespace otk::xlsform
