#include "drivers/printer/line_break.h"

#include <algorithm>

namespace otk::printer {

std::optional<std::vector<std::string>> break_lines(
    std::string_view text, const std::function<bool(std::string_view)>& fits) {
    std::vector<std::string> lines(1);
    while (!text.empty()) {
        const std::size_t end = std::min(text.find_first_of(" \n"), text.size());
        const std::string_view word = text.substr(0, end);
        const bool breaks = end < text.size() && text[end] == '\n';
        text.remove_prefix(std::min(end + 1, text.size()));
        if (!word.empty()) {
            if (!fits(word)) return std::nullopt;
            std::string& line = lines.back();
            std::string longer = line.empty() ? std::string(word) : line + " " + std::string(word);
            if (fits(longer)) {
                line = std::move(longer);
            } else {
                lines.emplace_back(word);
            }
        }
        if (breaks) lines.emplace_back();
    }
    return lines;
}

}  // namespace otk::printer
