#include "core/text/word_search.h"

#include <algorithm>
#include <array>

#include "core/base/assert.h"
#include "core/text/code_points.h"
#include "core/text/nearby_words.h"

namespace otk::text {
namespace {

/// Digits, Latin and Cyrillic letters all lie under it.
constexpr std::size_t letters_end = 0x500;

bool belongs_to_word(char32_t letter) {
    return is_letter(letter) || is_digit(letter);
}

/// The words of a text, folded, each with a space before it.
std::u32string words_of(std::string_view text) {
    std::u32string words;
    bool is_inside = false;
    for (const CodePoint& point : code_points_of(text)) {
        const bool was_inside = is_inside;
        is_inside = belongs_to_word(point.value);
        if (!is_inside) continue;
        if (!was_inside) words += U' ';
        words += folded(point.value);
    }
    return words;
}

/// " земел участ" → " земел", " участ"
std::vector<std::u32string> parted(const std::u32string& words) {
    std::vector<std::u32string> parts;
    for (const char32_t letter : words) {
        if (letter == U' ') parts.emplace_back();
        parts.back().push_back(letter);
    }
    return parts;
}

bool is_found(const std::u32string& label, const std::vector<std::u32string>& beginnings) {
    return std::ranges::all_of(beginnings, [&label](const std::u32string& beginning) {
        return label.find(beginning) != std::u32string::npos;
    });
}

/// Whether the next letter goes on with the query's last word.
bool ends_in_word(std::string_view query) {
    const std::vector<CodePoint> points = code_points_of(query);
    return !points.empty() && belongs_to_word(points.back().value);
}

/// UTF-8 of a letter under letters_end: at most two bytes.
std::string utf8_of(std::size_t letter) {
    if (letter < 0x80) return {static_cast<char>(letter)};
    return {static_cast<char>(0xC0U | (letter >> 6U)), static_cast<char>(0x80U | (letter & 0x3FU))};
}

}  // namespace

WordSearch::WordSearch(std::span<const std::string_view> labels) {
    m_labels.reserve(labels.size());
    for (const std::string_view label : labels)
        m_labels.push_back(words_of(label));
}

std::vector<std::size_t> WordSearch::found(std::string_view query) const {
    const std::vector<std::u32string> beginnings = parted(words_of(query));
    std::vector<std::size_t> places;
    for (std::size_t place = 0; place < m_labels.size(); ++place) {
        if (is_found(m_labels[place], beginnings)) places.push_back(place);
    }
    return places;
}

std::vector<WordSearch::Letter> WordSearch::letters(std::string_view query) const {
    const std::vector<std::u32string> beginnings = parted(words_of(query));
    // What the next letter goes on with: the word that is begun, else any new one.
    const std::u32string begun = ends_in_word(query) ? beginnings.back() : U" ";
    std::array<bool, letters_end> is_there{};
    std::array<bool, letters_end> leads_on{};
    for (const std::u32string& label : m_labels) {
        for (const char32_t letter : label) {
            OTK_ASSERT(letter < letters_end);
            is_there.at(letter) = letter != U' ';
        }
        if (!is_found(label, beginnings)) continue;
        for (std::size_t at = label.find(begun); at != std::u32string::npos;
             at = label.find(begun, at + 1)) {
            const std::size_t next = at + begun.size();
            if (next < label.size() && label[next] != U' ') leads_on.at(label[next]) = true;
        }
    }
    std::vector<Letter> letters;
    for (std::size_t letter = 0; letter < letters_end; ++letter) {
        if (is_there.at(letter)) letters.push_back({utf8_of(letter), leads_on.at(letter)});
    }
    return letters;
}

}  // namespace otk::text
