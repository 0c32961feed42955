#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/form/form.h"
#include "core/xlsform/column.h"
#include "core/xlsform/problem.h"

namespace otk::xlsform {

/// Reads the cells of one row of the survey sheet; a mistake becomes a problem of that cell and
/// the cell counts as empty.
class SurveyRow {
  public:
    SurveyRow(
        const Sheet& sheet, const std::vector<Column>& columns, std::size_t row, Problems& problems)
        : m_sheet(sheet), m_columns(columns), m_row(row), m_problems(problems) {}

    std::size_t row() const { return m_row; }
    std::string text(std::string_view column) const;
    form::Texts texts(std::string_view column) const;
    std::optional<form::Expression> expression(std::string_view column) const;
    /// `required`, `read_only`: yes, no or an expression.
    std::optional<form::Expression> condition(std::string_view column) const;
    bool flag(std::string_view column) const;
    /// The cell is empty or `no`.
    bool says_no(std::string_view column) const;
    /// `default`: an expression (is_dynamic_default), or a text as it stands.
    std::optional<form::Expression> beginning(std::string_view column) const;
    std::optional<int> whole_number(std::string_view column) const;
    /// Words between spaces.
    std::vector<std::string> words(std::string_view column) const;
    /// `parameters` of a range: start=0 end=10 step=1, between spaces, commas or semicolons.
    form::RangeBounds range() const;
    /// `parameters` of a select: randomize=true seed=42 or seed=${question}.
    void read_shuffle(form::Question& question) const;

    /// The value of a word that `named` knows; `otherwise` if the cell is empty or wrong. `words`
    /// are those that it knows, for the author.
    template <typename Enumerator>
    Enumerator enumerator(std::string_view column,
        std::optional<Enumerator> (*named)(std::string_view), Enumerator otherwise,
        const std::vector<std::string_view>& words) const {
        const std::string word = text(column);
        if (word.empty()) return otherwise;
        const std::optional<Enumerator> found = named(word);
        if (!found) refuse_word(column, word, words);
        return found.value_or(otherwise);
    }

    void refuse(std::string_view column, Refusal refusal) const;
    /// Of a column with languages: told at its first filled cell; nothing if there is none.
    void refuse_texts(std::string_view column, Refusal refusal) const;
    void refuse_word(std::string_view column, std::string_view word,
        const std::vector<std::string_view>& known) const;
    /// Of an expression that could not be read.
    void refuse_expression(std::string_view column, const Error& error) const;
    /// Refuses every filled cell outside these columns: it would be ignored.
    void allow_only(const std::vector<std::string_view>& columns, std::string_view what) const;

  private:
    struct Parameter {
        std::string name;
        std::string value;  ///< "" without =
    };
    /// Each name once; a second one becomes a problem.
    std::vector<Parameter> parameters(std::string_view example) const;
    std::optional<std::size_t> find(std::string_view column) const;

    const Sheet& m_sheet;
    const std::vector<Column>& m_columns;
    std::size_t m_row;
    Problems& m_problems;
};

}  // namespace otk::xlsform
