#include "core/xlsform/problem.h"

#include <catch2/catch.hpp>

#include "core/base/bytes.h"

using namespace otk;
using xlsform::Problems;
using xlsform::SheetProblem;

TEST_CASE("a problem reads as one sentence, an excerpt below it") {
    CHECK(to_text(SheetProblem{"survey", 5, 27, "relevant", "1 +",
              {"a value is missing\n  1 +\n     ^", "write it"}}) ==
          "survey, row 5, column AB (relevant), \"1 +\": a value is missing; write it\n  1 +\n     "
          "^");
    CHECK(to_text(SheetProblem{"settings", 0, {}, "", "", {"there is no such sheet", "add it"}}) ==
          "settings: there is no such sheet; add it");
    CHECK(to_text(SheetProblem{"survey", 3, {}, "name", "", {"missing", "write it"}}) ==
          "survey, row 3, column name: missing; write it");
    CHECK(to_text(SheetProblem{"survey", 3, 1, "", "x", {"wrong", "empty it"}}) ==
          "survey, row 3, column B, \"x\": wrong; empty it");
}

TEST_CASE("problems stand in the order of sheets and rows, those of one row as they were found") {
    Problems problems;
    problems.put({"choices", 2, {}, "", "", {"fifth", ""}});
    problems.put({"survey", 9, {}, "", "", {"third", ""}});
    problems.put({"survey", 9, {}, "", "", {"fourth", ""}});
    problems.put({"survey", 2, {}, "", "", {"second", ""}});
    problems.put({"settings", 2, {}, "", "", {"first", ""}});
    std::vector<std::string> order;
    for (const SheetProblem& problem : problems.take_sorted())
        order.push_back(problem.refusal.what);
    CHECK(order == std::vector<std::string>{"first", "second", "third", "fourth", "fifth"});
}

TEST_CASE("of too many problems the first are told and the others counted") {
    Problems problems;
    constexpr std::size_t count = 10 * Problems::problems_max + 7;
    for (std::size_t row = count; row > 0; --row)
        problems.put({"survey", row, {}, "", "", {"x", ""}});
    CHECK(problems.left_out_count() == count - Problems::problems_max);
    const std::vector<SheetProblem> told = problems.take_sorted();
    REQUIRE(told.size() == Problems::problems_max);
    CHECK(told.front().row == 1);
    CHECK(told.back().row == Problems::problems_max);
}

TEST_CASE("a long value is cut between letters") {
    std::string value;
    for (int index = 0; index < 500; ++index)
        value += "ы";
    Problems problems;
    problems.put({"survey", 2, 0, "label", "-" + value, {"too long", "write less"}});
    const std::string told = problems.take_sorted().front().value;
    CHECK(told.size() < 210);
    CHECK(told.ends_with("…"));
    CHECK(is_utf8(told));
}

TEST_CASE("a near word is offered, of words long enough to be near") {
    CHECK(xlsform::write_nearest("likerd", {"likert", "quick"}, "remove it") == "write \"likert\"");
    CHECK(xlsform::write_nearest("blink", {"likert", "quick"}, "remove it") == "remove it");
    CHECK(xlsform::write_nearest("a", {"b"}, "remove it") == "remove it");
}
