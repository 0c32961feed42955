#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace otk::text {

/// How a language chooses the form of a word by a number. A closed table instead of an evaluator of
/// C expressions: the languages that we ship or prepare need these four.
enum class PluralRule {
    OneForm,       ///< nplurals=1: Tatar, Bashkir
    OneAndOther,   ///< nplurals=2: English, Chechen
    EastSlavic,    ///< nplurals=3: Russian (1, 21 … / 2–4, 22 … / the rest)
    ZeroOneOther,  ///< nplurals=2, where zero takes the singular too
};

/// How many forms the rule has.
std::size_t form_count(PluralRule rule);

/// Which form a number takes, below form_count. A negative number counts as its absolute value.
std::size_t form_of(PluralRule rule, std::int64_t n);

/// The rule that a catalogue's header writes ("nplurals=2; plural=(n != 1);"), blanks and outer
/// brackets aside; none if it is not in the table.
std::optional<PluralRule> plural_rule_from(std::string_view header);

}  // namespace otk::text
