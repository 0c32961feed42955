#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace otk::text {

enum class PersonalDatum { Phone, Email };

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

/// Replaces phone numbers and e-mail addresses in what a visitor typed by masks of fixed form
/// («+7 ••• •••-••-••», «•••@•••») that keep nothing of them, not even the length. Found are:
/// Russian numbers with 7 or 8 and ten digits after it, or ten digits alone, in any usual grouping
/// (spaces, dashes, brackets, dots, also one digit at a time); numbers of other countries after
/// "+"; local numbers of 5–7 digits beside a word like «телефон» or «позвоните»; addresses with @,
/// with blanks around its signs, or with «собака» and «точка» said in words.
/// Dates, sums, house and document numbers are left alone. Masking a masked text changes nothing.
/// Bytes that are no UTF-8 are passed through. Linear time, no state, any thread.
MaskedText mask_personal_data(std::string_view text);

}  // namespace otk::text
