#include "drivers/printer/line_break.h"

#include <catch2/catch.hpp>

using otk::printer::break_lines;
using Lines = std::vector<std::string>;

TEST_CASE("a text breaks at spaces and new lines, never within a word") {
    const auto up_to_5 = [](std::string_view line) { return line.size() <= 5; };
    CHECK(break_lines("ab cd ef", up_to_5) == Lines{"ab cd", "ef"});
    CHECK(break_lines("ab\ncd", up_to_5) == Lines{"ab", "cd"});
    CHECK(break_lines("  ab   cd ", up_to_5) == Lines{"ab cd"});
    CHECK(break_lines("abcde", up_to_5) == Lines{"abcde"});
    CHECK(break_lines("ab\n\ncd", up_to_5) == Lines{"ab", "", "cd"});
    CHECK(break_lines("ab abcdef", up_to_5) == std::nullopt);
}
