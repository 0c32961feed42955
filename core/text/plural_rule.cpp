#include "core/text/plural_rule.h"

#include <array>
#include <string>

#include "core/base/assert.h"

namespace otk::text {
namespace {

struct KnownRule {
    std::string_view expression;  ///< without blanks, without outer brackets
    std::size_t forms;
    PluralRule rule;
};

// The second Russian line is the one that newer gettext versions write.
constexpr std::array known_rules{
    KnownRule{"0", 1, PluralRule::OneForm},
    KnownRule{"n!=1", 2, PluralRule::OneAndOther},
    KnownRule{"n>1", 2, PluralRule::ZeroOneOther},
    KnownRule{"n%10==1&&n%100!=11?0:n%10>=2&&n%10<=4&&(n%100<10||n%100>=20)?1:2", 3,
        PluralRule::EastSlavic},
    KnownRule{"n%10==1&&n%100!=11?0:n%10>=2&&n%10<=4&&(n%100<12||n%100>14)?1:2", 3,
        PluralRule::EastSlavic},
};

std::string without_blanks(std::string_view text) {
    std::string kept;
    for (const char letter : text) {
        if (letter != ' ' && letter != '\t') kept.push_back(letter);
    }
    return kept;
}

/// "(n!=1)" → "n!=1"; "(a)?0:(b)" stays, since its first bracket closes before the end.
std::string_view without_outer_brackets(std::string_view text) {
    while (text.size() >= 2 && text.front() == '(' && text.back() == ')') {
        int depth = 0;
        for (std::size_t at = 0; at + 1 < text.size(); ++at) {
            if (text[at] == '(') ++depth;
            if (text[at] == ')') --depth;
            if (depth == 0) return text;
        }
        text = text.substr(1, text.size() - 2);
    }
    return text;
}

}  // namespace

std::size_t form_count(PluralRule rule) {
    switch (rule) {
        case PluralRule::OneForm:
            return 1;
        case PluralRule::OneAndOther:
        case PluralRule::ZeroOneOther:
            return 2;
        case PluralRule::EastSlavic:
            return 3;
    }
    OTK_UNREACHABLE();
}

std::size_t form_of(PluralRule rule, std::int64_t n) {
    // Unsigned, since the absolute value of the least int64 does not fit int64.
    const std::uint64_t count =
        n < 0 ? std::uint64_t{0} - static_cast<std::uint64_t>(n) : static_cast<std::uint64_t>(n);
    switch (rule) {
        case PluralRule::OneForm:
            return 0;
        case PluralRule::OneAndOther:
            return count == 1 ? 0 : 1;
        case PluralRule::ZeroOneOther:
            return count > 1 ? 1 : 0;
        case PluralRule::EastSlavic: {
            const std::uint64_t ones = count % 10;
            const std::uint64_t teens = count % 100;
            if (ones == 1 && teens != 11) return 0;
            if (ones >= 2 && ones <= 4 && (teens < 12 || teens > 14)) return 1;
            return 2;
        }
    }
    OTK_UNREACHABLE();
}

std::optional<PluralRule> plural_rule_from(std::string_view header) {
    const std::string packed = without_blanks(header);
    std::string_view rest = packed;
    constexpr std::string_view forms_word = "nplurals=";
    constexpr std::string_view plural_word = ";plural=";
    if (!rest.starts_with(forms_word)) return std::nullopt;
    const std::size_t border = rest.find(plural_word);
    if (border == std::string_view::npos) return std::nullopt;
    const std::string_view forms = rest.substr(forms_word.size(), border - forms_word.size());
    rest.remove_prefix(border + plural_word.size());
    if (rest.ends_with(';')) rest.remove_suffix(1);
    rest = without_outer_brackets(rest);
    for (const KnownRule& known : known_rules) {
        if (known.expression == rest && std::to_string(known.forms) == forms) return known.rule;
    }
    return std::nullopt;
}

}  // namespace otk::text
