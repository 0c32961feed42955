#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace otk::text {

enum class PersonalDatum { Phone, Email, Passport, Snils, Card, Name };

/// Where a mask stands in the masked text, in bytes: [begin, end).
struct MaskedRange {
    std::size_t begin = 0;
    std::size_t end = 0;
    PersonalDatum kind = PersonalDatum::Phone;

    friend bool operator==(const MaskedRange&, const MaskedRange&) = default;
};

struct MaskedText {
    std::string text;
    std::vector<MaskedRange> ranges;  ///< in order, not overlapping; for the badges on the screen
};

/// What stands in the place of a datum.
struct MaskForm {
    PersonalDatum kind;
    std::string_view text;
};
/// All of them; no later one begins an earlier one.
std::span<const MaskForm> mask_forms();

/// The masks that stand in a masked text, in order.
std::vector<MaskedRange> masks_in(std::string_view text);

/// Replaces personal data in what a visitor typed by masks of fixed form («+7 ••• •••-••-••»,
/// «•••@•••») that keep nothing of them, not even the length. Found are:
/// phones: Russian numbers with 7 or 8 and ten digits after it, or ten digits alone, in any usual
/// grouping (spaces, dashes, brackets, dots, also one digit at a time); numbers of other countries
/// after "+"; local numbers of 5–7 digits beside a word like «телефон» or «позвоните»;
/// e-mail addresses with @, with blanks around its signs, or with «собака» and «точка» in words;
/// passports (passport_finder.h), СНИЛС (snils_finder.h), bank cards (card_finder.h), names of
/// people (name_finder.h).
/// Dates, sums, numbers of houses, decrees and windows are left alone; what is found and what is
/// mistaken is printed by `scripts/bench masking`. Masking a masked text changes nothing. Bytes
/// that are no UTF-8 are passed through. Linear time, no state, any thread.
MaskedText mask_personal_data(std::string_view text);

}  // namespace otk::text
