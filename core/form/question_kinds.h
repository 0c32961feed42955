#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace otk::form {

struct Form;
struct Question;

/// The kinds of the subset (XLSForm's column `type`); groups become pages.
/// A new kind: docs/ADDING.md.
enum class QuestionKind {
    Note,
    Text,
    Integer,
    Decimal,
    Range,
    SelectOne,
    SelectMultiple,
    Rank,
    Acknowledge,
    Date,
    Calculate,
    Hidden,
};
inline constexpr std::size_t question_kind_count = 12;

/// What every room may ask about a kind: one row of the table in question_kinds.cpp.
struct KindTraits {
    QuestionKind kind;
    std::string_view name;  ///< in XLSForm and in the compiled form
    bool is_shown;          ///< stands on a page
    bool takes_answer;      ///< a visitor gives the value
    bool has_list;          ///< chooses from a list
    /// The value in its canonical lexical form (numbers without leading zeros, choices in the
    /// list's order), or InvalidInput that says what is wrong and never repeats the value.
    Result<std::string> (*accept)(const Form& form, const Question& question, std::string_view value);
};

const KindTraits& traits_of(QuestionKind kind);

/// Absent if there is no such kind.
std::optional<QuestionKind> kind_named(std::string_view name);

/// All rows, in the enumerators' order.
std::span<const KindTraits> question_kinds();

/// Texts that a visitor types, in bytes; about a thousand Russian letters.
inline constexpr std::size_t text_answer_bytes_max = 2048;

}  // namespace otk::form
