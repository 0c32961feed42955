#include "core/form/findings/prose.h"

#include <algorithm>

#include "core/text/code_points.h"

namespace otk::form::prose {
namespace {

using text::CodePoint;

/// Letters and digits of any script; signs and pictures are none.
bool is_letter(char32_t letter) {
    if (text::is_latin(letter) || text::is_cyrillic(letter) || text::is_digit(letter)) return true;
    const bool is_sign = letter < 0xC0 || letter == 0xD7 || letter == 0xF7 ||
                         (letter >= 0x2000 && letter < 0x2C00) ||
                         (letter >= 0x3000 && letter < 0x3040) || letter == 0xFFFD ||
                         letter >= 0x1F000;
    return !is_sign;
}

bool joins(char32_t letter) {
    return letter == U'-' || letter == U'.' || letter == U'\'' || letter == U'\u2019' ||
           letter == U'\u2011';
}

/// The typographic apostrophe and hyphen as the typed ones, so that words compare.
char32_t folded(char32_t letter) {
    if (letter == U'\u2019') return U'\'';
    return letter == U'\u2011' ? U'-' : text::folded(letter);
}

bool ends_sentence(char32_t letter) {
    return letter == U'.' || letter == U'!' || letter == U'?' || letter == U'\u2026' ||
           letter == U';' || letter == U'\n';
}

/// The end of the word that begins at `at`.
std::size_t word_end(const std::vector<CodePoint>& letters, std::size_t at) {
    while (at < letters.size()) {
        const bool is_inside = is_letter(letters[at].value);
        const bool is_joint =
            joins(letters[at].value) && at + 1 < letters.size() && is_letter(letters[at + 1].value);
        if (!is_inside && !is_joint) break;
        ++at;
    }
    return at;
}

bool is_in(char32_t letter, std::u32string_view letters) {
    return letters.find(letter) != std::u32string_view::npos;
}

std::size_t russian_syllables(std::u32string_view word) {
    if (std::none_of(word.begin(), word.end(), text::is_cyrillic)) return 1;
    return static_cast<std::size_t>(std::count_if(
        word.begin(), word.end(), [](char32_t letter) { return is_in(letter, U"аеиоуыэюя"); }));
}

/// The e of "service" and of "certificates" is silent; that of "table", "offices" and "the" is not.
bool ends_in_silent_e(std::u32string_view word) {
    if (word.ends_with(U"es")) {
        return word.size() > 3 && !is_in(word[word.size() - 3], U"aeiouylscxzgh");
    }
    return word.size() > 2 && word.back() == U'e' && !is_in(word[word.size() - 2], U"aeiouyl");
}

/// Groups of vowels without a silent e at the end.
std::size_t english_syllables(std::u32string_view word) {
    std::size_t groups = 0;
    bool was_vowel = false;
    for (const char32_t letter : word) {
        const bool is_vowel = is_in(letter, U"aeiouy");
        if (is_vowel && !was_vowel) ++groups;
        was_vowel = is_vowel;
    }
    if (groups > 1 && ends_in_silent_e(word)) --groups;
    return std::max<std::size_t>(groups, 1);
}

}  // namespace

std::vector<Sentence> sentences_of(std::string_view text) {
    const std::vector<CodePoint> letters = text::code_points_of(text);
    std::vector<Sentence> sentences(1);
    for (std::size_t at = 0; at < letters.size();) {
        const std::size_t end = word_end(letters, at);
        if (end == at || !is_letter(letters[at].value)) {
            if (ends_sentence(letters[at].value) && !sentences.back().empty())
                sentences.emplace_back();
            ++at;
            continue;
        }
        Word word;
        word.text = text.substr(letters[at].begin, letters[end - 1].end - letters[at].begin);
        for (; at < end; ++at)
            word.folded += folded(letters[at].value);
        sentences.back().push_back(std::move(word));
    }
    if (sentences.back().empty()) sentences.pop_back();
    return sentences;
}

std::size_t syllables_of(const Word& word, std::string_view language) {
    return language == "ru" ? russian_syllables(word.folded) : english_syllables(word.folded);
}

bool is_known_language(std::string_view language) {
    return language == "ru" || language == "en";
}

}  // namespace otk::form::prose
