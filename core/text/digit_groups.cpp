#include "core/text/digit_groups.h"

#include <algorithm>

namespace otk::text {
namespace {

using Letters = std::span<const CodePoint>;

/// " ) - " is the widest gap that people write between two groups.
constexpr std::size_t gap_max = 4;

/// "+7", "+ 7" or "(+7)": the sign stands at most one blank before the digits.
bool has_plus(Letters letters, std::size_t begin) {
    if (begin == 0) return false;
    std::size_t before = begin - 1;
    if (is_blank(letters[before].value) && before > 0) --before;
    return letters[before].value == U'+';
}

int number_of(Letters letters, const DigitGroup& group) {
    int number = 0;
    for (std::size_t at = group.begin; at < group.end; ++at) {
        number = number * 10 + static_cast<int>(letters[at].value - U'0');
    }
    return number;
}

bool is_point_between(Letters letters, const DigitGroup& left, const DigitGroup& right) {
    return right.begin == left.end + 1 && letters[left.end].value == U'.';
}

/// 22.11.2026 or 22.11.26.
bool is_date(
    Letters letters, const DigitGroup& day, const DigitGroup& month, const DigitGroup& year) {
    if (day.size() > 2 || month.size() > 2 || (year.size() != 4 && year.size() != 2)) return false;
    if (!is_point_between(letters, day, month) || !is_point_between(letters, month, year)) {
        return false;
    }
    if (number_of(letters, day) > 31 || number_of(letters, month) > 12) return false;
    const int years = number_of(letters, year);
    return year.size() == 2 || (years >= 1900 && years < 2100);
}

}  // namespace

bool is_dash(char32_t letter) {
    return letter == U'-' || (letter >= 0x2010 && letter <= 0x2015) || letter == 0x2212;
}

bool is_separator(char32_t letter) {
    return is_blank(letter) || is_dash(letter) || letter == U'(' || letter == U')' ||
           letter == U'.' || letter == U'/' || letter == U'_' || letter == U'*';
}

std::vector<DigitGroup> digit_groups_of(std::span<const CodePoint> letters) {
    std::vector<DigitGroup> groups;
    for (std::size_t at = 0; at < letters.size();) {
        if (!is_digit(letters[at].value)) {
            ++at;
            continue;
        }
        DigitGroup group;
        group.begin = at;
        while (at < letters.size() && is_digit(letters[at].value))
            ++at;
        group.end = at;
        group.plus = has_plus(letters, group.begin);
        groups.push_back(group);
    }
    for (std::size_t index = 0; index + 1 < groups.size(); ++index) {
        const std::size_t from = groups[index].end;
        const std::size_t to = groups[index + 1].begin;
        groups[index].joined =
            to - from <= gap_max &&
            std::ranges::all_of(letters.subspan(from, to - from),
                [](const CodePoint& letter) { return is_separator(letter.value); });
    }
    for (std::size_t index = 0; index + 2 < groups.size(); ++index) {
        if (is_date(letters, groups[index], groups[index + 1], groups[index + 2])) {
            groups[index].dated = groups[index + 1].dated = groups[index + 2].dated = true;
        }
    }
    return groups;
}

std::string digits_of(std::span<const CodePoint> letters, std::span<const DigitGroup> groups) {
    std::string digits;
    for (const DigitGroup& group : groups) {
        for (std::size_t at = group.begin; at < group.end; ++at) {
            digits.push_back(static_cast<char>(letters[at].value));
        }
    }
    return digits;
}

bool is_sum_at(std::span<const CodePoint> letters, std::size_t end) {
    while (end < letters.size() && is_blank(letters[end].value))
        ++end;
    if (end < letters.size() && letters[end].value == 0x20BD) return true;  // the rouble sign
    return end + 2 < letters.size() && folded(letters[end].value) == U'р' &&
           folded(letters[end + 1].value) == U'у' && folded(letters[end + 2].value) == U'б';
}

}  // namespace otk::text
