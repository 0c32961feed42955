#include "core/xlsform/survey_row.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

#include "core/base/format.h"
#include "core/form/value.h"
#include "core/xlsform/dynamic_default.h"

namespace otk::xlsform {
namespace {

// The spellings that XLSForm tools take; a spreadsheet writes its own truth values in capitals.
bool is_yes(std::string_view text) {
    constexpr std::array<std::string_view, 7> words = {
        "yes", "Yes", "YES", "true", "True", "TRUE", "true()"};
    return std::find(words.begin(), words.end(), text) != words.end();
}
bool is_no(std::string_view text) {
    constexpr std::array<std::string_view, 8> words = {
        "", "no", "No", "NO", "false", "False", "FALSE", "false()"};
    return std::find(words.begin(), words.end(), text) != words.end();
}

/// Letters of any script, which no condition is made of.
bool is_one_word(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
        [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0; });
}

Refusal neither_yes_nor_no(std::string_view cell) {
    constexpr std::array<std::string_view, 5> yes = {"да", "Да", "ДА", "y", "Y"};
    constexpr std::array<std::string_view, 5> no = {"нет", "Нет", "НЕТ", "n", "N"};
    const bool means_yes = std::find(yes.begin(), yes.end(), cell) != yes.end();
    const bool means_no = std::find(no.begin(), no.end(), cell) != no.end();
    return {"this is neither yes nor no",
        means_yes ? "write yes" : (means_no ? "write no" : "write yes or no")};
}

std::vector<std::string> split(std::string_view text, std::string_view separators) {
    std::vector<std::string> parts;
    std::size_t at = text.find_first_not_of(separators);
    while (at != std::string_view::npos) {
        const std::size_t end = std::min(text.find_first_of(separators, at), text.size());
        parts.emplace_back(text.substr(at, end - at));
        at = text.find_first_not_of(separators, end);
    }
    return parts;
}

}  // namespace

std::optional<std::size_t> SurveyRow::find(std::string_view column) const {
    return find_column(m_columns, column);
}

std::string SurveyRow::text(std::string_view column) const {
    const std::optional<std::size_t> index = find(column);
    return index ? std::string(m_sheet.cell(m_row, *index)) : std::string();
}

form::Texts SurveyRow::texts(std::string_view column) const {
    form::Texts texts;
    for (std::size_t index = 0; index < m_columns.size(); ++index) {
        const std::string_view cell = m_sheet.cell(m_row, index);
        if (m_columns[index].name != column || cell.empty()) continue;
        texts.by_language[m_columns[index].language] = cell;
    }
    return texts;
}

void SurveyRow::refuse(std::string_view column, Refusal refusal) const {
    if (const std::optional<std::size_t> index = find(column)) {
        m_problems.put_cell(m_sheet, m_row, *index, std::move(refusal));
    } else {
        m_problems.put_cell(m_sheet, m_row, column, std::move(refusal));
    }
}

void SurveyRow::refuse_texts(std::string_view column, Refusal refusal) const {
    for (std::size_t index = 0; index < m_columns.size(); ++index) {
        if (m_columns[index].name != column || m_sheet.cell(m_row, index).empty()) continue;
        m_problems.put_cell(m_sheet, m_row, index, std::move(refusal));
        return;
    }
}

void SurveyRow::refuse_word(std::string_view column, std::string_view word,
    const std::vector<std::string_view>& known) const {
    refuse(column, {format("there is no {} \"{}\"", column, word),
                       write_nearest(word, known, "write one of: " + listed(known))});
}

void SurveyRow::refuse_expression(std::string_view column, const Error& error) const {
    refuse(column, {error.context, "mend the expression at the mark"});
}

std::optional<form::Expression> SurveyRow::expression(std::string_view column) const {
    const std::string source = text(column);
    if (source.empty()) return {};
    Result<form::Expression> parsed = form::Expression::parse(source);
    if (!parsed) {
        refuse_expression(column, parsed.error());
        return {};
    }
    return std::move(*parsed);
}

std::optional<form::Expression> SurveyRow::condition(std::string_view column) const {
    const std::string cell = text(column);
    if (is_no(cell)) return {};
    if (is_yes(cell)) return form::Expression::parse("true()").value();
    if (is_one_word(cell)) {
        refuse(column, neither_yes_nor_no(cell));
        return {};
    }
    return expression(column);
}

bool SurveyRow::flag(std::string_view column) const {
    const std::string cell = text(column);
    if (!is_yes(cell) && !is_no(cell)) refuse(column, neither_yes_nor_no(cell));
    return is_yes(cell);
}

bool SurveyRow::says_no(std::string_view column) const {
    return is_no(text(column));
}

std::optional<form::Expression> SurveyRow::beginning(std::string_view column) const {
    const std::string cell = text(column);
    if (cell.empty()) return {};
    if (is_dynamic_default(cell)) return expression(column);
    Result<form::Expression> literal = form::Expression::literal(cell);
    if (!literal) {
        refuse(column, {literal.error().context, "leave out one of the two marks"});
        return {};
    }
    return std::move(*literal);
}

std::optional<int> SurveyRow::whole_number(std::string_view column) const {
    const std::string cell = text(column);
    if (cell.empty()) return {};
    int number = 0;
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), number);
    if (error == std::errc() && end == cell.data() + cell.size()) return number;
    refuse(column, {"this is no whole number", "write digits only, for example 30"});
    return {};
}

std::vector<std::string> SurveyRow::words(std::string_view column) const {
    return split(text(column), " ");
}

std::vector<SurveyRow::Parameter> SurveyRow::parameters(std::string_view example) const {
    const std::string cell = text("parameters");
    std::vector<Parameter> parameters;
    if (cell.find(" =") != std::string::npos || cell.find("= ") != std::string::npos) {
        refuse(
            "parameters", {"there is a space beside an equals sign", format("write {}", example)});
        return parameters;
    }
    for (const std::string& parameter : split(cell, " ,;")) {
        const std::size_t equals = std::min(parameter.find('='), parameter.size());
        const std::size_t value = std::min(equals + 1, parameter.size());
        const std::string name = parameter.substr(0, equals);
        if (std::any_of(parameters.begin(), parameters.end(),
                [&name](const Parameter& other) { return other.name == name; })) {
            refuse("parameters", {format("\"{}\" is there twice", name), "write it once"});
            continue;
        }
        parameters.push_back({name, parameter.substr(value)});
    }
    return parameters;
}

form::RangeBounds SurveyRow::range() const {
    form::RangeBounds range{1, 10, 1};  // ODK's own when nothing is said
    for (const auto& [name, number] : parameters("start=0 end=10 step=1")) {
        const double value = form::number_from_text(number);
        double* bound = name == "start"  ? &range.start
                        : name == "end"  ? &range.end
                        : name == "step" ? &range.step
                                         : nullptr;
        if (bound == nullptr) {
            refuse("parameters",
                {format("a range has no parameter \"{}\"", name),
                    write_nearest(name, {"start", "end", "step"}, "write start, end or step")});
        } else if (std::isnan(value)) {
            refuse("parameters", {format("\"{}\" has no number", name),
                                     format("write a number, for example {}={}", name, *bound)});
        } else {
            *bound = value;
        }
    }
    return range;
}

void SurveyRow::read_shuffle(form::Question& question) const {
    for (const auto& [name, value] : parameters("randomize=true seed=42")) {
        if (name == "randomize") {
            if (value != "true" && value != "false") {
                refuse("parameters", {"randomize is true or false", "write randomize=true"});
            }
            question.randomize = value == "true";
        } else if (name == "seed") {
            Result<form::Expression> seed = form::Expression::parse(value);
            if (seed) {
                question.seed = std::move(*seed);
            } else {
                refuse(
                    "parameters", {"the seed is no number", "write seed=42 or seed=${question}"});
            }
        } else {
            refuse("parameters",
                {format("a select has no parameter \"{}\"", name),
                    write_nearest(name, {"randomize", "seed"}, "write randomize or seed")});
        }
    }
}

void SurveyRow::allow_only(
    const std::vector<std::string_view>& columns, std::string_view what) const {
    for (std::size_t index = 0; index < m_columns.size(); ++index) {
        const std::string& name = m_columns[index].name;
        if (name.empty() || m_sheet.cell(m_row, index).empty()) continue;
        if (std::find(columns.begin(), columns.end(), name) != columns.end()) continue;
        // KoboToolbox writes required = false into every row, of groups too.
        const bool says_nothing = name == "required" || name == "read_only";
        if (says_nothing && is_no(m_sheet.cell(m_row, index))) continue;
        m_problems.put_cell(
            m_sheet, m_row, index, {format("{} has no {}", what, name), "empty the cell"});
    }
}

}  // namespace otk::xlsform
