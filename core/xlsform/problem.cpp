#include "core/xlsform/problem.h"

#include <algorithm>
#include <utility>

#include "core/base/bytes.h"
#include "core/base/format.h"
#include "core/base/nearest_word.h"
#include "core/xlsform/header_spelling.h"

namespace otk::xlsform {
namespace {

int rank_of(std::string_view sheet) {
    if (sheet == "settings") return 0;
    return sheet == "survey" ? 1 : 2;
}

/// Cut at the end of a letter, with a sign that there is more.
std::string shortened(std::string value) {
    if (value.size() <= problem_value_bytes_max) return value;
    value.resize(problem_value_bytes_max);
    while (!value.empty() && !is_utf8(value))
        value.pop_back();
    return value + "…";
}

bool is_letter_or_digit(char c) {
    const bool is_latin = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return is_latin || (c >= '0' && c <= '9') || c == '_' || (c & 0x80) != 0;
}

/// The first word with Latin and Russian letters: nobody sees that "select_оne" has a Russian о.
std::string_view word_of_two_scripts(std::string_view text) {
    for (std::size_t at = 0; at < text.size(); ++at) {
        std::size_t end = at;
        bool has_latin = false;
        bool has_russian = false;
        for (; end < text.size() && is_letter_or_digit(text[end]); ++end) {
            const auto byte = static_cast<unsigned char>(text[end]);
            has_russian = has_russian || byte == 0xD0 || byte == 0xD1;
            has_latin = has_latin || (byte < 0x80 && byte > '9' && byte != '_');
        }
        if (has_latin && has_russian) return text.substr(at, end - at);
        at = end;
    }
    return {};
}

/// Says so where what is written looks like what is to be written.
void tell_scripts_apart(SheetProblem& problem) {
    const std::string header = header_spelling(problem.header);
    if (is_text_for_people(header) || header == "name") return;
    const std::string_view word = word_of_two_scripts(problem.value);
    if (word.empty() || !problem.refusal.instead.starts_with("write ")) return;
    problem.refusal.instead += format(", all in Latin letters: \"{}\" has Russian ones, too", word);
}

}  // namespace

std::string to_text(const SheetProblem& problem) {
    std::string text = problem.sheet;
    if (problem.row != 0) text += format(", row {}", problem.row);
    if (problem.column && !problem.header.empty()) {
        text += format(", column {} ({})", letters_of(*problem.column), problem.header);
    } else if (problem.column) {
        text += format(", column {}", letters_of(*problem.column));
    } else if (!problem.header.empty()) {
        text += format(", column {}", problem.header);
    }
    if (!problem.value.empty()) text += format(", \"{}\"", problem.value);
    const Explanation explanation = explanation_of(problem);
    text += format(": {}", explanation.what);
    if (!problem.refusal.instead.empty()) text += "; " + problem.refusal.instead;
    if (!explanation.excerpt.empty()) text += format("\n{}", explanation.excerpt);
    return text;
}

Explanation explanation_of(const SheetProblem& problem) {
    const std::string_view all = problem.refusal.what;
    const std::size_t end = std::min(all.find('\n'), all.size());
    return {all.substr(0, end), all.substr(std::min(end + 1, all.size()))};
}

void Problems::put(SheetProblem problem) {
    problem.value = shortened(std::move(problem.value));
    problem.header = shortened(std::move(problem.header));
    tell_scripts_apart(problem);
    m_problems.push_back(std::move(problem));
    if (m_problems.size() >= 2 * problems_max) sort_and_bound();
}

void Problems::put_cell(const Sheet& sheet, std::size_t row, std::size_t column, Refusal refusal) {
    // Who merged cells sees a value here where none is.
    if (const MergedRange* range = sheet.range_over(row, column)) {
        refusal.instead =
            format("split the merged cells {}, then {}", to_text(*range), refusal.instead);
    }
    put({sheet.name(), sheet.number_of(row), column, std::string(sheet.written_header(column)),
        std::string(sheet.cell(row, column)), std::move(refusal)});
}

void Problems::put_cell(
    const Sheet& sheet, std::size_t row, std::string_view header, Refusal refusal) {
    if (const std::optional<std::size_t> column = sheet.find(header)) {
        put_cell(sheet, row, *column, std::move(refusal));
    } else {
        put({sheet.name(), sheet.number_of(row), {}, std::string(header), "", std::move(refusal)});
    }
}

void Problems::put_header(const Sheet& sheet, std::size_t column, Refusal refusal) {
    put({sheet.name(), sheet.header_number(), column, std::string(sheet.written_header(column)), "",
        std::move(refusal)});
}

void Problems::put_sheet(const Sheet& sheet, Refusal refusal) {
    put({sheet.name(), 0, {}, "", "", std::move(refusal)});
}

bool Problems::names_cell(std::string_view sheet, std::size_t row, std::string_view header) const {
    const auto is_that_cell = [&](const SheetProblem& problem) {
        return problem.sheet == sheet && problem.row == row && problem.header == header;
    };
    return row != 0 && std::any_of(m_problems.begin(), m_problems.end(), is_that_cell);
}

bool Problems::names_header(const Sheet& sheet) const {
    return std::any_of(m_problems.begin(), m_problems.end(), [&](const SheetProblem& problem) {
        return problem.sheet == sheet.name() && problem.row == sheet.header_number();
    });
}

std::size_t Problems::left_out_count() const {
    const std::size_t over =
        m_problems.size() > problems_max ? m_problems.size() - problems_max : 0;
    return m_left_out + over;
}

std::vector<SheetProblem> Problems::take_sorted() {
    sort_and_bound();
    return std::move(m_problems);
}

/// Stable, so that what is dropped is never told before what is kept, however they came in.
void Problems::sort_and_bound() {
    std::stable_sort(
        m_problems.begin(), m_problems.end(), [](const SheetProblem& a, const SheetProblem& b) {
            return std::pair(rank_of(a.sheet), a.row) < std::pair(rank_of(b.sheet), b.row);
        });
    if (m_problems.size() <= problems_max) return;
    m_left_out += m_problems.size() - problems_max;
    m_problems.resize(problems_max);
}

std::string write_nearest(
    std::string_view word, const std::vector<std::string_view>& known, std::string otherwise) {
    // Any two words of one or two letters are neighbours.
    if (word.size() < 3) return otherwise;
    const std::optional<std::string_view> nearest = nearest_word(word, known);
    return nearest ? format("write \"{}\"", *nearest) : otherwise;
}

std::string listed(const std::vector<std::string_view>& words) {
    std::string text;
    for (const std::string_view word : words) {
        if (!text.empty()) text += ", ";
        text += word;
    }
    return text;
}

}  // namespace otk::xlsform
