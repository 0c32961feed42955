#include "core/text/snils_finder.h"

#include <algorithm>
#include <string>

#include "core/text/digit_groups.h"
#include "core/text/number_hints.h"

namespace otk::text {
namespace {

using Groups = std::span<const DigitGroup>;

constexpr std::size_t digits_in_snils = 11;
constexpr std::size_t digits_of_account = 9;

/// Eleven digits in one that can be a phone number are that: one in a hundred has a right check
/// number.
bool may_be_phone(Groups groups, std::string_view digits) {
    return groups.size() == 1 && (digits.front() == '7' || digits.front() == '8');
}

bool is_usual(Groups groups) {
    const auto is_grouped = [&](std::initializer_list<std::size_t> sizes) {
        return std::ranges::equal(groups, sizes, {}, &DigitGroup::size);
    };
    return is_grouped({3, 3, 3, 2}) || is_grouped({11}) || is_grouped({9, 2});
}

}  // namespace

bool is_snils(std::string_view digits) {
    if (digits.size() != digits_in_snils) return false;
    const std::string_view account = digits.substr(0, digits_of_account);
    if (account <= "001001998") return true;
    int sum = 0;
    for (std::size_t at = 0; at < digits_of_account; ++at) {
        sum += (account[at] - '0') * static_cast<int>(digits_of_account - at);
    }
    const int check = (digits[9] - '0') * 10 + (digits[10] - '0');
    return sum % 101 % 100 == check;
}

std::vector<FoundDatum> find_snils(std::span<const CodePoint> letters) {
    const std::vector<DigitGroup> groups = digit_groups_of(letters);
    std::vector<FoundDatum> found;
    for (std::size_t first = 0; first < groups.size();) {
        std::size_t next = first + 1;
        std::size_t digits = 0;
        for (std::size_t last = first; last < groups.size() && !groups[last].dated; ++last) {
            digits += groups[last].size();
            if (digits > digits_in_snils) break;
            const Groups candidate = Groups(groups).subspan(first, last - first + 1);
            const bool is_whole = digits == digits_in_snils && !candidate.front().plus &&
                                  !is_sum_at(letters, candidate.back().end);
            if (is_whole) {
                const NumberHint hint =
                    number_hint(letters, candidate.front().begin, candidate.back().end);
                const std::string number = digits_of(letters, candidate);
                const bool is_right =
                    is_usual(candidate) && is_snils(number) && !may_be_phone(candidate, number);
                if (hint == NumberHint::Snils || (is_right && hint != NumberHint::Other)) {
                    found.push_back({candidate.front().begin, candidate.back().end, masks::snils});
                    next = last + 1;
                }
                break;
            }
            if (!groups[last].joined) break;
        }
        first = next;
    }
    return found;
}

}  // namespace otk::text
