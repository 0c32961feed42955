#include "core/text/card_finder.h"

#include <algorithm>
#include <optional>
#include <string>

#include "core/text/digit_groups.h"
#include "core/text/number_hints.h"

namespace otk::text {
namespace {

using Letters = std::span<const CodePoint>;

constexpr std::size_t digits_min = 13;
constexpr std::size_t digits_max = 19;
constexpr std::size_t usual_digits = 16;

/// One blank or hyphen, or a hyphen between blanks.
bool is_card_gap(Letters letters, const DigitGroup& left, const DigitGroup& right) {
    const Letters gap = letters.subspan(left.end, right.begin - left.end);
    return gap.size() <= 3 && std::ranges::all_of(gap, [](const CodePoint& letter) {
        return is_blank(letter.value) || is_dash(letter.value);
    });
}

bool is_card(Letters letters, std::size_t begin, std::size_t end, std::string_view digits) {
    if (digits.size() < digits_min || digits.size() > digits_max) return false;
    if (!has_luhn_digit(digits) || is_sum_at(letters, end)) return false;
    const NumberHint hint = number_hint(letters, begin, end);
    if (hint == NumberHint::Card) return true;
    return digits.size() == usual_digits && digits.front() >= '2' && digits.front() <= '6' &&
           hint != NumberHint::Other;
}

}  // namespace

bool has_luhn_digit(std::string_view digits) {
    int sum = 0;
    bool doubles = false;
    for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit) {
        const int value = (*digit - '0') * (doubles ? 2 : 1);
        sum += value > 9 ? value - 9 : value;
        doubles = !doubles;
    }
    return sum % 10 == 0;
}

std::vector<FoundDatum> find_cards(std::span<const CodePoint> letters) {
    const std::vector<DigitGroup> groups = digit_groups_of(letters);
    std::vector<FoundDatum> found;
    for (std::size_t first = 0; first < groups.size();) {
        std::string digits;
        std::optional<std::size_t> longest;
        for (std::size_t last = first; last < groups.size(); ++last) {
            if (groups[last].dated || digits.size() + groups[last].size() > digits_max) break;
            if (last > first && !is_card_gap(letters, groups[last - 1], groups[last])) break;
            digits += digits_of(letters, std::span(groups).subspan(last, 1));
            if (is_card(letters, groups[first].begin, groups[last].end, digits)) longest = last;
        }
        if (longest) found.push_back({groups[first].begin, groups[*longest].end, masks::card});
        first = longest ? *longest + 1 : first + 1;
    }
    return found;
}

}  // namespace otk::text
