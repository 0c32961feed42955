#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace otk::text {

/// Looks through the labels of a list by the beginnings of their words: each word of a query begins
/// a word of the label, whatever their order; letter case and the points of ё do not matter. A
/// query without a letter or digit finds everything. Both look-ups are linear in the letters of all
/// labels for each word of the query (bench/search_bench.cpp).
class WordSearch {
  public:
    explicit WordSearch(std::span<const std::string_view> labels);

    /// Places of the labels that are found, as they stand in the list.
    std::vector<std::size_t> found(std::string_view query) const;

    /// A letter of the labels, small, ё as е.
    struct Letter {
        std::string letter;
        bool leads_on;  ///< with it behind the query something is still found
        friend bool operator==(const Letter&, const Letter&) = default;
    };
    /// All letters and digits of the labels, in the order of their code points.
    std::vector<Letter> letters(std::string_view query) const;

  private:
    /// Of each label its words, folded, a space before each.
    std::vector<std::u32string> m_labels;
};

}  // namespace otk::text
