#include "core/text/nearby_words.h"

#include <algorithm>

namespace otk::text {
namespace {

constexpr std::size_t window = 40;

}  // namespace

bool is_letter(char32_t letter) {
    return is_latin(letter) || is_cyrillic(letter);
}

bool begins_with_any(const Word& word, std::span<const std::u32string_view> stems) {
    return std::ranges::any_of(
        stems, [&](std::u32string_view stem) { return word.starts_with(stem); });
}

Word nearest_word(std::span<const CodePoint> letters, std::size_t begin, std::size_t end,
    const std::function<bool(const Word&)>& tells) {
    Word word;
    const std::size_t first = begin > window ? begin - window : 0;
    for (std::size_t at = begin; at-- > first;) {
        const bool inside = is_letter(letters[at].value);
        if (inside) word.insert(word.begin(), folded(letters[at].value));
        if (inside && at > first) continue;
        if (!word.empty() && tells(word)) return word;
        word.clear();
    }
    const std::size_t last = std::min(letters.size(), end + window);
    for (std::size_t at = end; at < last && !is_digit(letters[at].value); ++at) {
        const bool inside = is_letter(letters[at].value);
        if (inside) word.push_back(folded(letters[at].value));
        if (inside && at + 1 < last) continue;
        if (!word.empty() && tells(word)) return word;
        word.clear();
    }
    return {};
}

}  // namespace otk::text
