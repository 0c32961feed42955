#include "core/text/email_finder.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace otk::text {
namespace {

using Letters = std::span<const CodePoint>;

// RFC 5321: 64 before the sign; a domain may have 255, of which 128 are more than anyone types.
constexpr std::size_t local_max = 64;
constexpr std::size_t domain_max = 128;
constexpr std::size_t blanks_max = 2;

bool is_name_letter(char32_t letter) {
    return is_latin(letter) || is_digit(letter) || letter == U'-' || letter == U'_';
}

bool is_local_letter(char32_t letter) {
    return is_name_letter(letter) || letter == U'.' || letter == U'+' || letter == U'%' ||
           is_cyrillic(letter);
}

std::size_t skip_blanks(Letters letters, std::size_t at) {
    for (std::size_t count = 0; count < blanks_max; ++count) {
        if (at >= letters.size() || !is_blank(letters[at].value)) break;
        ++at;
    }
    return at;
}

bool reads(Letters letters, std::size_t at, std::u32string_view word) {
    if (at + word.size() > letters.size()) return false;
    for (std::size_t index = 0; index < word.size(); ++index) {
        if (folded(letters[at + index].value) != word[index]) return false;
    }
    return true;
}

/// The sign at this place: its length, whether it is said in a word ("собака", "(at)"); 0: none.
struct Sign {
    std::size_t length = 0;
    bool is_word = false;
};

Sign sign_at(Letters letters, std::size_t at) {
    if (letters[at].value == U'@' || letters[at].value == 0xFF20) return {1, false};
    static constexpr std::array<std::u32string_view, 6> words{
        U"(собака)", U"[собака]", U"(at)", U"[at]", U"собачка", U"собака"};
    for (const std::u32string_view word : words) {
        if (reads(letters, at, word)) return {word.size(), true};
    }
    return {};
}

/// A point of a domain, also as a word: its length, 0: none.
std::size_t point_at(Letters letters, std::size_t at) {
    if (at >= letters.size()) return 0;
    if (letters[at].value == U'.') return 1;
    static constexpr std::array<std::u32string_view, 3> words{U"точка", U"(dot)", U"dot "};
    for (const std::u32string_view word : words) {
        if (reads(letters, at, word)) return word.size();
    }
    return 0;
}

struct Domain {
    std::size_t end = 0;
    bool has_point = false;
};

std::size_t latin_label_end(Letters letters, std::size_t at, std::size_t limit) {
    while (at < limit && is_name_letter(letters[at].value))
        ++at;
    return at;
}

/// The end of a domain of Latin labels, or of a Cyrillic one ("почта.рф") without blanks in it.
std::optional<Domain> domain_at(Letters letters, std::size_t at) {
    const std::size_t limit = std::min(letters.size(), at + domain_max);
    Domain domain{latin_label_end(letters, at, limit), false};
    if (domain.end == at) {
        std::size_t end = at;
        while (end < limit && (is_cyrillic(letters[end].value) || letters[end].value == U'-'))
            ++end;
        if (end == at || end + 1 >= limit || letters[end].value != U'.' ||
            !is_cyrillic(letters[end + 1].value)) {
            return std::nullopt;
        }
        for (++end; end < limit && is_cyrillic(letters[end].value);)
            ++end;
        return Domain{end, true};
    }
    while (true) {
        const std::size_t point = skip_blanks(letters, domain.end);
        const std::size_t length = point_at(letters, point);
        if (length == 0) return domain;
        const std::size_t label = skip_blanks(letters, point + length);
        const std::size_t end = latin_label_end(letters, label, limit);
        // "… на ivan@mail. 5 раз": a label after blanks has letters, not digits.
        if (end <= label || (label > point + length && !is_latin(letters[label].value))) {
            return domain;
        }
        domain = {end, true};
    }
}

/// The first letter of the part before the sign; `at` itself if there is none.
std::size_t local_begin(Letters letters, std::size_t at, bool latin_only) {
    std::size_t end = at;
    for (std::size_t count = 0; count < blanks_max && end > 0; ++count) {
        if (!is_blank(letters[end - 1].value)) break;
        --end;
    }
    std::size_t begin = end;
    while (begin > 0 && end - begin < local_max && is_local_letter(letters[begin - 1].value)) {
        if (latin_only && is_cyrillic(letters[begin - 1].value)) break;
        --begin;
    }
    return begin == end ? at : begin;
}

std::optional<FoundDatum> address_around(Letters letters, std::size_t at, const Sign& sign) {
    const std::size_t begin = local_begin(letters, at, sign.is_word);
    if (begin == at) return std::nullopt;
    const std::size_t after = at + sign.length;
    const std::size_t domain_begin = skip_blanks(letters, after);
    const std::optional<Domain> domain = domain_at(letters, domain_begin);
    if (!domain) return std::nullopt;
    // Without a point only the tight "ivan@mail" is an address; "5 @ 100" is not.
    const bool tight = !sign.is_word && domain_begin == after && !is_blank(letters[at - 1].value);
    if (!domain->has_point && !tight) return std::nullopt;
    return FoundDatum{begin, domain->end, masks::email};
}

}  // namespace

std::vector<FoundDatum> find_emails(std::span<const CodePoint> letters) {
    std::vector<FoundDatum> found;
    for (std::size_t at = 0; at < letters.size(); ++at) {
        const Sign sign = sign_at(letters, at);
        if (sign.length == 0) continue;
        std::optional<FoundDatum> address = address_around(letters, at, sign);
        if (!address) continue;
        if (!found.empty()) address->begin = std::max(address->begin, found.back().end);
        at = address->end - 1;
        found.push_back(*address);
    }
    return found;
}

}  // namespace otk::text
