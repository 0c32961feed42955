#include "core/text/passport_finder.h"

#include <algorithm>
#include <string>

#include "core/text/digit_groups.h"
#include "core/text/nearby_words.h"
#include "core/text/number_hints.h"

namespace otk::text {
namespace {

using Letters = std::span<const CodePoint>;
using Groups = std::span<const DigitGroup>;

/// Between series and number at most " , номер: ".
constexpr std::size_t gap_max = 12;
constexpr std::size_t parts_max = 3;

/// «4510 № 123456», «серия 45 10 номер 123456»: what says that the number follows.
bool is_number_sign_between(Letters letters, std::size_t from, std::size_t to) {
    if (to - from > gap_max) return false;
    Word word;
    for (std::size_t at = from; at < to; ++at) {
        const char32_t letter = letters[at].value;
        if (is_letter(letter)) {
            word.push_back(folded(letter));
        } else if (!is_separator(letter) && letter != U'№' && letter != U',' && letter != U':' &&
                   letter != U'#') {
            return false;
        }
    }
    return word.empty() || word == U"номер" || word == U"ном" || word == U"n";
}

bool is_followed(Letters letters, Groups groups, std::size_t index) {
    if (index + 1 >= groups.size()) return false;
    return groups[index].joined ||
           is_number_sign_between(letters, groups[index].end, groups[index + 1].begin);
}

bool is_grouped(Groups groups, std::initializer_list<std::size_t> sizes) {
    return std::ranges::equal(groups, sizes, {}, &DigitGroup::size);
}

/// The year of printing: passports of this kind are there since 1997.
bool has_year(std::string_view digits) {
    const std::string_view year = digits.substr(2, 2);
    return year >= "97" || year < "50";
}

/// 30:12:030412:456 is a plot of land.
bool is_in_colons(Letters letters, std::size_t begin, std::size_t end) {
    const auto is_colon = [&](std::size_t at) { return letters[at].value == U':'; };
    const bool before = begin > 1 && is_colon(begin - 1) && is_digit(letters[begin - 2].value);
    const bool after =
        end + 1 < letters.size() && is_colon(end) && is_digit(letters[end + 1].value);
    return before || after;
}

/// Groups of a run that say nothing else: no date, no sum, and no further digits on either side.
bool stands_alone(Letters letters, Groups all, std::size_t first, std::size_t count) {
    const std::size_t last = first + count - 1;
    const Groups own = all.subspan(first, count);
    if (std::ranges::any_of(own, [](const DigitGroup& group) { return group.dated; })) return false;
    if (is_in_colons(letters, own.front().begin, own.back().end)) return false;
    if (own.front().plus || is_sum_at(letters, own.back().end)) return false;
    if (first > 0 && all[first - 1].joined && !all[first - 1].dated) return false;
    return last + 1 >= all.size() || !all[last].joined || all[last + 1].dated;
}

bool is_passport(Letters letters, Groups groups) {
    const NumberHint hint = number_hint(letters, groups.front().begin, groups.back().end);
    if (is_grouped(groups, {4, 6}) || is_grouped(groups, {2, 2, 6})) {
        if (hint == NumberHint::Passport) return true;
        return hint != NumberHint::Other && hint != NumberHint::Phone &&
               has_year(digits_of(letters, groups));
    }
    const bool is_other_form = is_grouped(groups, {10}) || is_grouped(groups, {2, 8}) ||
                               is_grouped(groups, {2, 7}) || is_grouped(groups, {9}) ||
                               is_grouped(groups, {6}) || is_grouped(groups, {7});
    return is_other_form && hint == NumberHint::Passport;
}

}  // namespace

std::vector<FoundDatum> find_passports(std::span<const CodePoint> letters) {
    const std::vector<DigitGroup> groups = digit_groups_of(letters);
    std::vector<FoundDatum> found;
    for (std::size_t first = 0; first < groups.size();) {
        std::size_t taken = 0;
        for (std::size_t count = 1; count <= parts_max && first + count <= groups.size(); ++count) {
            if (count > 1 && !is_followed(letters, groups, first + count - 2)) break;
            const Groups candidate = Groups(groups).subspan(first, count);
            if (stands_alone(letters, groups, first, count) && is_passport(letters, candidate)) {
                taken = count;
            }
        }
        if (taken > 0) {
            found.push_back({groups[first].begin, groups[first + taken - 1].end, masks::passport});
        }
        first += std::max<std::size_t>(taken, 1);
    }
    return found;
}

}  // namespace otk::text
