#include "core/form/kinds/select.h"

#include <algorithm>

#include "core/base/assert.h"
#include "core/form/form.h"
#include "core/form/words.h"

namespace otk::form {
namespace {

const ChoiceList& list_of(const Form& form, const Question& question) {
    const ChoiceList* list = form.list_of(question);
    OTK_ASSERT(list != nullptr);
    return *list;
}

Failure refuse(std::string_view what) { return fail(ErrorKind::InvalidInput, std::string(what)); }

Result<void> check_names(const ChoiceList& list, const std::vector<std::string_view>& names) {
    for (std::size_t index = 0; index < names.size(); ++index) {
        if (list.find(names[index]) == nullptr) return refuse("not a choice of the list");
        const auto before = names.begin() + static_cast<std::ptrdiff_t>(index);
        if (std::find(names.begin(), before, names[index]) != before) {
            return refuse("a choice is named twice");
        }
    }
    return {};
}

void append_word(std::string& words, std::string_view word) {
    if (!words.empty()) words += ' ';
    words += word;
}

}  // namespace

Result<std::string> accept_one_choice(
    const Form& form, const Question& question, std::string_view value) {
    if (list_of(form, question).find(value) == nullptr) return refuse("not a choice of the list");
    return std::string(value);
}

Result<std::string> accept_choices(
    const Form& form, const Question& question, std::string_view value) {
    const ChoiceList& list = list_of(form, question);
    const std::vector<std::string_view> names = words_of(value);
    OTK_TRY(check_names(list, names));
    // The list's order: the order of the taps is nobody's business and would tell visits apart.
    std::string ordered;
    for (const Choice& choice : list.choices) {
        if (std::find(names.begin(), names.end(), choice.name) != names.end()) {
            append_word(ordered, choice.name);
        }
    }
    return ordered;
}

Result<std::string> accept_ranking(
    const Form& form, const Question& question, std::string_view value) {
    const std::vector<std::string_view> names = words_of(value);
    OTK_TRY(check_names(list_of(form, question), names));
    std::string ranking;
    for (const std::string_view name : names) append_word(ranking, name);
    return ranking;
}

}  // namespace otk::form
