#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace otk::form::prose {

/// A word as it stands and in lower case (ё as е): letters and digits; a hyphen, dot or apostrophe
/// between two of them belongs to it ("e-mail", «ф.и.о»).
struct Word {
    std::string text;
    std::u32string folded;
};

using Sentence = std::vector<Word>;

/// Sentences end at . ! ? … ; or a new line; those without a word are left out. Linear.
std::vector<Sentence> sentences_of(std::string_view text);

/// Of Russian and English, as they are read aloud: a Russian vowel is a syllable, so that «в» has
/// none; an English one is a group of vowels. A number is a word of one syllable, as Flesch counts
/// it; so is a word in another script.
std::size_t syllables_of(const Word& word, std::string_view language);

bool is_known_language(std::string_view language);

}  // namespace otk::form::prose
