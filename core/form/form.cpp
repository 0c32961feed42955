#include "core/form/form.h"

#include <algorithm>

namespace otk::form {

std::string_view Texts::in(std::string_view language, std::string_view fallback) const {
    const auto wanted = by_language.find(language);
    if (wanted != by_language.end()) return wanted->second;
    const auto other = by_language.find(fallback);
    return other != by_language.end() ? std::string_view(other->second) : std::string_view();
}

const Choice* ChoiceList::find(std::string_view choice_name) const {
    const auto found = std::find_if(choices.begin(), choices.end(),
        [choice_name](const Choice& choice) { return choice.name == choice_name; });
    return found == choices.end() ? nullptr : &*found;
}

std::optional<std::size_t> Form::find(std::string_view question_name) const {
    const auto found = std::find_if(questions.begin(), questions.end(),
        [question_name](const Question& question) { return question.name == question_name; });
    if (found == questions.end()) return {};
    return static_cast<std::size_t>(found - questions.begin());
}

std::optional<std::size_t> Form::find_group(std::string_view group_name) const {
    const auto found = std::find_if(groups.begin(), groups.end(),
        [group_name](const Group& group) { return group.name == group_name; });
    if (found == groups.end()) return {};
    return static_cast<std::size_t>(found - groups.begin());
}

const ChoiceList* Form::list_of(const Question& question) const {
    return question.list ? &lists[*question.list] : nullptr;
}

std::set<std::string> Form::pictures() const {
    std::set<std::string> files;
    const auto put = [&](const Texts& image) {
        for (const auto& [language, file] : image.by_language)
            files.insert(file);
    };
    for (const Question& question : questions)
        put(question.image);
    for (const ChoiceList& list : lists) {
        for (const Choice& choice : list.choices)
            put(choice.image);
    }
    return files;
}

}  // namespace otk::form
