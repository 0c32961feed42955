#include "core/text/phone_finder.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

namespace otk::text {
namespace {

using Letters = std::span<const CodePoint>;

constexpr std::string_view russian_mask = "+7 ••• •••-••-••";
constexpr std::string_view foreign_mask = "+•• ••• •••-••-••";
constexpr std::string_view bare_mask = "••• •••-••-••";
constexpr std::string_view local_mask = "•••-••-••";

// E.164 allows 15 digits; " ) - " is the widest gap that people write between two groups.
constexpr std::size_t digits_max = 15;
constexpr std::size_t gap_max = 4;
constexpr std::size_t word_window = 40;

/// A run of digits; `joined`: only separators stand between it and the next run.
struct Group {
    std::size_t begin = 0;
    std::size_t end = 0;
    bool plus = false;
    bool joined = false;
    bool dated = false;  ///< part of a date

    std::size_t size() const { return end - begin; }
};

bool is_dash(char32_t letter) {
    return letter == U'-' || (letter >= 0x2010 && letter <= 0x2015) || letter == 0x2212;
}

bool is_separator(char32_t letter) {
    return is_blank(letter) || is_dash(letter) || letter == U'(' || letter == U')' ||
           letter == U'.' || letter == U'/' || letter == U'_' || letter == U'*';
}

/// "+7", "+ 7" or "(+7)": the sign stands at most one blank before the digits.
bool has_plus(Letters letters, std::size_t begin) {
    if (begin == 0) return false;
    std::size_t before = begin - 1;
    if (is_blank(letters[before].value) && before > 0) --before;
    return letters[before].value == U'+';
}

int number_of(Letters letters, const Group& group) {
    int number = 0;
    for (std::size_t at = group.begin; at < group.end; ++at) {
        number = number * 10 + static_cast<int>(letters[at].value - U'0');
    }
    return number;
}

bool is_point_between(Letters letters, const Group& left, const Group& right) {
    return right.begin == left.end + 1 && letters[left.end].value == U'.';
}

/// 22.11.2026 or 22.11.26.
bool is_date(Letters letters, const Group& day, const Group& month, const Group& year) {
    if (day.size() > 2 || month.size() > 2 || (year.size() != 4 && year.size() != 2)) return false;
    if (!is_point_between(letters, day, month) || !is_point_between(letters, month, year)) {
        return false;
    }
    if (number_of(letters, day) > 31 || number_of(letters, month) > 12) return false;
    const int years = number_of(letters, year);
    return year.size() == 2 || (years >= 1900 && years < 2100);
}

std::vector<Group> groups_of(Letters letters) {
    std::vector<Group> groups;
    for (std::size_t at = 0; at < letters.size();) {
        if (!is_digit(letters[at].value)) {
            ++at;
            continue;
        }
        Group group;
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

using Word = std::u32string;

bool begins_with_any(const Word& word, std::span<const std::u32string_view> stems) {
    return std::ranges::any_of(
        stems, [&](std::u32string_view stem) { return word.starts_with(stem); });
}

enum class Hint { None, Phone, Number, Other };

/// What a word near a number says about it.
Hint hint_of(const Word& word) {
    static constexpr std::array<std::u32string_view, 16> phone{U"тел", U"звон", U"позвон",
        U"перезвон", U"созвон", U"дозвон", U"сотов", U"мобил", U"набер", U"вотс", U"ватс",
        U"вайбер", U"whats", U"viber", U"phone", U"call"};
    static constexpr std::array<std::u32string_view, 26> other{U"заявл", U"справ", U"договор",
        U"дел", U"квитанц", U"счет", U"кабинет", U"окн", U"дом", U"кварт", U"улиц", U"талон",
        U"руб", U"тыс", U"млн", U"сумм", U"индекс", U"инн", U"снилс", U"паспорт", U"участ",
        U"обращен", U"приказ", U"постановл", U"год", U"человек"};
    if (begins_with_any(word, phone)) return Hint::Phone;
    if (word.starts_with(U"номер")) return Hint::Number;
    if (begins_with_any(word, other)) return Hint::Other;
    return Hint::None;
}

bool is_letter(char32_t letter) {
    return is_latin(letter) || is_cyrillic(letter);
}

/// The nearest telling word in the window before the number, else the one after it.
Hint nearest_hint(Letters letters, std::size_t begin, std::size_t end) {
    Word word;
    const std::size_t first = begin > word_window ? begin - word_window : 0;
    for (std::size_t at = begin; at-- > first;) {
        const bool inside = is_letter(letters[at].value);
        if (inside) word.insert(word.begin(), folded(letters[at].value));
        if (inside && at > first) continue;
        const Hint hint = hint_of(word);
        if (hint != Hint::None) return hint;
        word.clear();
    }
    const std::size_t last = std::min(letters.size(), end + word_window);
    for (std::size_t at = end; at < last; ++at) {
        const bool inside = is_letter(letters[at].value);
        if (inside) word.push_back(folded(letters[at].value));
        if (inside && at + 1 < last) continue;
        const Hint hint = hint_of(word);
        if (hint != Hint::None) return hint;
        word.clear();
    }
    return Hint::None;
}

/// "… 000 рублей": a sum, whatever its digits.
bool is_sum(Letters letters, std::size_t end) {
    while (end < letters.size() && is_blank(letters[end].value))
        ++end;
    if (end < letters.size() && letters[end].value == 0x20BD) return true;  // the rouble sign
    return end + 2 < letters.size() && folded(letters[end].value) == U'р' &&
           folded(letters[end + 1].value) == U'у' && folded(letters[end + 2].value) == U'б';
}

/// The digits of groups [first, last] and how they are grouped.
struct Candidate {
    Letters letters;
    std::span<const Group> groups;
    std::string digits;

    std::size_t begin() const { return groups.front().begin; }
    std::size_t end() const { return groups.back().end; }
    bool is_one_by_one() const {
        return std::ranges::all_of(groups, [](const Group& group) { return group.size() == 1; });
    }
    bool has_group_of_three() const {
        return std::ranges::any_of(groups, [](const Group& group) { return group.size() >= 3; });
    }
    bool is_grouped(std::initializer_list<std::size_t> sizes) const {
        return std::ranges::equal(groups, sizes, {}, &Group::size);
    }
    bool has_dash() const {
        return std::ranges::any_of(letters.subspan(begin(), end() - begin()),
            [](const CodePoint& letter) { return is_dash(letter.value); });
    }
    bool is_bracketed() const {
        return begin() > 0 && letters[begin() - 1].value == U'(' && end() > groups.front().end &&
               letters[groups.front().end].value == U')';
    }
    Hint hint() const { return nearest_hint(letters, begin(), end()); }
};

bool is_trunk_number(const Candidate& candidate) {
    if (candidate.digits.size() != 11) return false;
    const char lead = candidate.digits[0];
    // Russian codes begin with 3, 4, 8, 9; 8 7… is how a neighbour's numbers are dialled.
    const std::string_view codes = lead == '8' ? "34789" : lead == '7' ? "3489" : "";
    if (codes.find(candidate.digits[1]) == std::string_view::npos) return false;
    return candidate.has_group_of_three() || candidate.is_one_by_one() ||
           candidate.hint() == Hint::Phone;
}

bool is_bare_number(const Candidate& candidate) {
    if (candidate.digits.size() != 10) return false;
    const char lead = candidate.digits[0];
    if (lead == '9') {
        return candidate.groups.size() == 1 || candidate.groups.front().size() == 3 ||
               candidate.is_one_by_one() || candidate.hint() == Hint::Phone;
    }
    if (lead != '3' && lead != '4' && lead != '8') return false;
    const bool usual = candidate.is_grouped({3, 3, 2, 2}) || candidate.is_grouped({3, 3, 4}) ||
                       candidate.is_grouped({4, 2, 2, 2}) || candidate.is_grouped({4, 3, 3}) ||
                       candidate.is_grouped({5, 1, 2, 2});
    if (usual && (candidate.has_dash() || candidate.is_bracketed())) return true;
    return candidate.hint() == Hint::Phone;
}

bool is_local_number(const Candidate& candidate) {
    const bool whole = candidate.is_grouped({6}) || candidate.is_grouped({7});
    const bool grouped = candidate.is_grouped({1, 2, 2}) || candidate.is_grouped({2, 2, 2}) ||
                         candidate.is_grouped({3, 3}) || candidate.is_grouped({3, 2, 2}) ||
                         candidate.is_grouped({3, 4});
    if (!whole && !grouped) return false;
    const Hint hint = candidate.hint();
    return hint == Hint::Phone || (hint == Hint::Number && grouped && candidate.has_dash());
}

/// The mask of a candidate, none if it is no phone number.
std::optional<std::string_view> mask_of(const Candidate& candidate) {
    const std::size_t count = candidate.digits.size();
    if (candidate.groups.front().plus) {
        if (candidate.digits[0] == '7' && count == 11) return russian_mask;
        if (candidate.digits[0] != '7' && count >= 10) return foreign_mask;
    }
    if (is_sum(candidate.letters, candidate.end())) return std::nullopt;
    if (is_trunk_number(candidate)) return russian_mask;
    if (is_bare_number(candidate)) return bare_mask;
    if (is_local_number(candidate)) return local_mask;
    return std::nullopt;
}

/// Where the mask begins: with the sign or the bracket that belongs to the number.
std::size_t mask_begin(const Candidate& candidate) {
    std::size_t begin = candidate.begin();
    if (candidate.groups.front().plus) {
        while (candidate.letters[begin].value != U'+')
            --begin;
        return begin;
    }
    return candidate.is_bracketed() ? begin - 1 : begin;
}

}  // namespace

std::vector<FoundDatum> find_phones(std::span<const CodePoint> letters) {
    const std::vector<Group> groups = groups_of(letters);
    std::vector<FoundDatum> found;
    for (std::size_t first = 0; first < groups.size();) {
        Candidate candidate{letters, {}, {}};
        std::optional<FoundDatum> longest;
        std::size_t next = first + 1;
        for (std::size_t last = first; last < groups.size() && !groups[last].dated; ++last) {
            if (candidate.digits.size() + groups[last].size() > digits_max) break;
            for (std::size_t at = groups[last].begin; at < groups[last].end; ++at) {
                candidate.digits.push_back(static_cast<char>(letters[at].value));
            }
            candidate.groups = std::span(groups).subspan(first, last - first + 1);
            if (const std::optional<std::string_view> mask = mask_of(candidate)) {
                longest = FoundDatum{mask_begin(candidate), candidate.end(), *mask};
                next = last + 1;
            }
            if (!groups[last].joined) break;
        }
        if (longest) found.push_back(*longest);
        first = next;
    }
    return found;
}

}  // namespace otk::text
