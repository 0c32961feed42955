#include "core/form/words.h"

#include <algorithm>

namespace otk::form {

std::vector<std::string_view> words_of(std::string_view list) {
    constexpr std::string_view space = " \t\r\n";
    std::vector<std::string_view> words;
    std::size_t at = list.find_first_not_of(space);
    while (at != std::string_view::npos) {
        const std::size_t end = std::min(list.find_first_of(space, at), list.size());
        words.push_back(list.substr(at, end - at));
        at = list.find_first_not_of(space, end);
    }
    return words;
}

bool has_word(std::string_view list, std::string_view word) {
    const std::vector<std::string_view> words = words_of(list);
    return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace otk::form
