#include "core/text/phone_finder.h"

#include <algorithm>
#include <optional>
#include <string>

#include "core/text/digit_groups.h"
#include "core/text/number_hints.h"

namespace otk::text {
namespace {

using Letters = std::span<const CodePoint>;

constexpr std::size_t digits_max = 15;  // E.164

/// The digits of groups [first, last] and how they are grouped.
struct Candidate {
    Letters letters;
    std::span<const DigitGroup> groups;
    std::string digits;

    std::size_t begin() const { return groups.front().begin; }
    std::size_t end() const { return groups.back().end; }
    bool is_one_by_one() const {
        return std::ranges::all_of(
            groups, [](const DigitGroup& group) { return group.size() == 1; });
    }
    bool has_group_of_three() const {
        return std::ranges::any_of(
            groups, [](const DigitGroup& group) { return group.size() >= 3; });
    }
    bool is_grouped(std::initializer_list<std::size_t> sizes) const {
        return std::ranges::equal(groups, sizes, {}, &DigitGroup::size);
    }
    bool has_dash() const {
        return std::ranges::any_of(letters.subspan(begin(), end() - begin()),
            [](const CodePoint& letter) { return is_dash(letter.value); });
    }
    bool is_bracketed() const {
        return begin() > 0 && letters[begin() - 1].value == U'(' && end() > groups.front().end &&
               letters[groups.front().end].value == U')';
    }
    NumberHint hint() const { return number_hint(letters, begin(), end()); }
};

bool is_trunk_number(const Candidate& candidate) {
    if (candidate.digits.size() != 11) return false;
    const char lead = candidate.digits[0];
    // Russian codes begin with 3, 4, 8, 9; 8 7… is how a neighbour's numbers are dialled.
    const std::string_view codes = lead == '8' ? "34789" : lead == '7' ? "3489" : "";
    if (codes.find(candidate.digits[1]) == std::string_view::npos) return false;
    return candidate.has_group_of_three() || candidate.is_one_by_one() ||
           candidate.hint() == NumberHint::Phone;
}

bool is_bare_number(const Candidate& candidate) {
    if (candidate.digits.size() != 10) return false;
    const char lead = candidate.digits[0];
    if (lead == '9') {
        return candidate.groups.size() == 1 || candidate.groups.front().size() == 3 ||
               candidate.is_one_by_one() || candidate.hint() == NumberHint::Phone;
    }
    if (lead != '3' && lead != '4' && lead != '8') return false;
    const bool usual = candidate.is_grouped({3, 3, 2, 2}) || candidate.is_grouped({3, 3, 4}) ||
                       candidate.is_grouped({4, 2, 2, 2}) || candidate.is_grouped({4, 3, 3}) ||
                       candidate.is_grouped({5, 1, 2, 2});
    if (usual && (candidate.has_dash() || candidate.is_bracketed())) return true;
    return candidate.hint() == NumberHint::Phone;
}

bool is_local_number(const Candidate& candidate) {
    const bool whole = candidate.is_grouped({6}) || candidate.is_grouped({7});
    const bool grouped = candidate.is_grouped({1, 2, 2}) || candidate.is_grouped({2, 2, 2}) ||
                         candidate.is_grouped({3, 3}) || candidate.is_grouped({3, 2, 2}) ||
                         candidate.is_grouped({3, 4});
    if (!whole && !grouped) return false;
    const NumberHint hint = candidate.hint();
    return hint == NumberHint::Phone ||
           (hint == NumberHint::Number && grouped && candidate.has_dash());
}

/// The mask of a candidate, none if it is no phone number.
std::optional<std::string_view> mask_of(const Candidate& candidate) {
    const std::size_t count = candidate.digits.size();
    if (candidate.groups.front().plus) {
        if (candidate.digits[0] == '7' && count == 11) return masks::russian_phone;
        if (candidate.digits[0] != '7' && count >= 10) return masks::foreign_phone;
    }
    if (is_sum_at(candidate.letters, candidate.end())) return std::nullopt;
    if (is_trunk_number(candidate)) return masks::russian_phone;
    if (is_bare_number(candidate)) return masks::bare_phone;
    if (is_local_number(candidate)) return masks::local_phone;
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
    const std::vector<DigitGroup> groups = digit_groups_of(letters);
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
