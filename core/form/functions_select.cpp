#include "core/form/functions_select.h"

#include <algorithm>
#include <cmath>

#include "core/form/words.h"

namespace otk::form {

Value call_coalesce(std::span<const Value> arguments, const Scope&) {
    std::string first = to_text(arguments[0]);
    return first.empty() ? to_text(arguments[1]) : std::move(first);
}

Value call_count_non_empty(std::span<const Value> arguments, const Scope&) {
    const auto* nodes = std::get_if<NodeSet>(&arguments[0]);
    if (nodes == nullptr) return to_text(arguments[0]).empty() ? 0.0 : 1.0;
    return static_cast<double>(std::count_if(nodes->values.begin(), nodes->values.end(),
        [](const std::string& text) { return !text.empty(); }));
}

Value call_count_selected(std::span<const Value> arguments, const Scope&) {
    return static_cast<double>(words_of(to_text(arguments[0])).size());
}

Value call_selected(std::span<const Value> arguments, const Scope&) {
    const std::string list = to_text(arguments[0]);
    const std::string wanted = to_text(arguments[1]);
    const std::vector<std::string_view> words = words_of(wanted);
    return words.size() == 1 && has_word(list, words.front());
}

Value call_selected_at(std::span<const Value> arguments, const Scope&) {
    const std::string list = to_text(arguments[0]);
    const std::vector<std::string_view> words = words_of(list);
    const double index = std::trunc(to_number(arguments[1]));
    if (!(index >= 0 && index < static_cast<double>(words.size()))) return std::string();
    return std::string(words[static_cast<std::size_t>(index)]);
}

}  // namespace otk::form
