#include "core/xlsform/problem.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "core/base/format.h"

namespace otk::xlsform {
namespace {

/// Letters to change, add or remove between two words (Levenshtein).
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t column = 0; column <= b.size(); ++column) row[column] = column;
    for (std::size_t line = 1; line <= a.size(); ++line) {
        std::size_t diagonal = row[0];
        row[0] = line;
        for (std::size_t column = 1; column <= b.size(); ++column) {
            const std::size_t changed = diagonal + (a[line - 1] == b[column - 1] ? 0U : 1U);
            diagonal = row[column];
            row[column] = std::min({changed, row[column] + 1, row[column - 1] + 1});
        }
    }
    return row.back();
}

int rank_of(std::string_view sheet) {
    if (sheet == "settings") return 0;
    return sheet == "survey" ? 1 : 2;
}

}  // namespace

std::string to_text(const SheetProblem& problem) {
    std::string text = problem.sheet;
    if (problem.row != 0) text += format(", row {}", problem.row);
    if (problem.column) {
        text += format(", column {} ({})", letters_of(*problem.column), problem.header);
    } else if (!problem.header.empty()) {
        text += format(", column {}", problem.header);
    }
    if (!problem.value.empty()) text += format(", \"{}\"", problem.value);
    return text + ": " + problem.message;
}

void Problems::put_cell(
    const Sheet& sheet, std::size_t row, std::size_t column, std::string message) {
    put({sheet.name(), Sheet::number_of(row), column, sheet.header(column),
        std::string(sheet.cell(row, column)), std::move(message)});
}

void Problems::put_cell(
    const Sheet& sheet, std::size_t row, std::string_view header, std::string message) {
    if (const std::optional<std::size_t> column = sheet.find(header)) {
        put_cell(sheet, row, *column, std::move(message));
    } else {
        put({sheet.name(), Sheet::number_of(row), {}, std::string(header), "", std::move(message)});
    }
}

void Problems::put_header(const Sheet& sheet, std::size_t column, std::string message) {
    put({sheet.name(), 1, column, sheet.header(column), "", std::move(message)});
}

void Problems::put_sheet(const Sheet& sheet, std::string message) {
    put({sheet.name(), 0, {}, "", "", std::move(message)});
}

bool Problems::names_cell(
    std::string_view sheet, std::size_t row, std::string_view header) const {
    const auto is_that_cell = [&](const SheetProblem& problem) {
        return problem.sheet == sheet && problem.row == row && problem.header == header;
    };
    return row != 0 && std::any_of(m_problems.begin(), m_problems.end(), is_that_cell);
}

std::vector<SheetProblem> Problems::take_sorted() {
    std::stable_sort(m_problems.begin(), m_problems.end(),
        [](const SheetProblem& a, const SheetProblem& b) {
            return std::pair(rank_of(a.sheet), a.row) < std::pair(rank_of(b.sheet), b.row);
        });
    return std::move(m_problems);
}

std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& known) {
    constexpr std::size_t far = 3;  // three slips of a finger are another word
    std::string_view nearest;
    std::size_t nearest_distance = far;
    for (const std::string_view candidate : known) {
        const std::size_t steps = distance(word, candidate);
        if (steps >= nearest_distance || steps >= candidate.size()) continue;
        nearest = candidate;
        nearest_distance = steps;
    }
    return nearest.empty() ? std::string() : format(" Did you mean \"{}\"?", nearest);
}

}  // namespace otk::xlsform
