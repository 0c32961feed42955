#include "core/form/functions_select.h"

#include <cmath>

#include "core/form/arguments.h"
#include "core/form/words.h"

namespace otk::form {

/// jr:choice-name(name, question): the label of the question's choice of that name.
Value call_choice_name(Arguments& arguments) {
    const std::string choice = arguments.text(0);
    const NodeSet question = arguments.nodes(1);
    const Labels* labels = arguments.evaluation().environment().labels;
    if (question.empty() || labels == nullptr) return std::string();
    return labels->choice_label(question.front(), choice).value_or("");
}

Value call_count_selected(Arguments& arguments) {
    return static_cast<double>(words_of(arguments.text(0)).size());
}

Value call_itext(Arguments& arguments) {
    const Labels* labels = arguments.evaluation().environment().labels;
    return labels == nullptr ? std::string() : labels->text(arguments.text(0)).value_or("");
}

/// A list without a name is the list of the empty name.
Value call_selected(Arguments& arguments) {
    const std::string list = arguments.text(0);
    const std::string wanted = arguments.text(1);
    const std::vector<std::string_view> words = words_of(wanted);
    if (words.empty()) return words_of(list).empty();
    return words.size() == 1 && has_word(list, words.front());
}

Value call_selected_at(Arguments& arguments) {
    const std::string list = arguments.text(0);
    const std::vector<std::string_view> words = words_of(list);
    const double index = std::trunc(arguments.number(1));
    if (!(index >= 0 && index < static_cast<double>(words.size()))) return std::string();
    return std::string(words[static_cast<std::size_t>(index)]);
}

}  // namespace otk::form
