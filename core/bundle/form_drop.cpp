#include "core/bundle/form_drop.h"

#include <algorithm>
#include <set>

#include "core/base/bytes.h"
#include "core/base/format.h"
#include "core/crypto/hash.h"
#include "core/form/form_json.h"

namespace otk::bundle {
namespace {

using form::Form;

// 32 bits tell the few variants of one version apart.
constexpr std::size_t suffix_letters = 8;

[[nodiscard]] Failure refuse(const Form& form, std::string_view why) {
    return fail(
        ErrorKind::InvalidInput, format("profile drops from form \"{}\": {}", form.id, why));
}

std::string hash_of(std::string_view text) {
    return to_hex(crypto::blake2b_256(bytes_of(text)));
}

Result<void> drop_choices(
    Form& form, std::string_view list_name, const std::vector<std::string>& names) {
    const auto list = std::ranges::find(form.lists, list_name, &form::ChoiceList::name);
    if (list == form.lists.end()) return refuse(form, format("no list \"{}\"", list_name));
    for (const std::string& name : names) {
        const auto choice = std::ranges::find(list->choices, name, &form::Choice::name);
        if (choice == list->choices.end()) {
            return refuse(form, format("no choice \"{}\" in the list \"{}\"", name, list_name));
        }
        list->choices.erase(choice);
    }
    if (list->choices.empty()) {
        return refuse(form, format("nothing is left of the list \"{}\"", list_name));
    }
    return {};
}

/// Takes the questions out and renumbers what points at them.
Result<void> drop_questions(Form& form, const std::vector<std::string>& names) {
    std::set<std::size_t> dropped;
    for (const std::string& name : names) {
        const std::optional<std::size_t> index = form.find(name);
        if (!index) return refuse(form, format("no question \"{}\"", name));
        dropped.insert(*index);
    }
    std::vector<std::size_t> new_index(form.questions.size());
    std::vector<form::Question> kept;
    for (std::size_t index = 0; index < form.questions.size(); ++index) {
        new_index[index] = kept.size();
        if (!dropped.contains(index)) kept.push_back(std::move(form.questions[index]));
    }
    form.questions = std::move(kept);
    for (form::Page& page : form.pages) {
        std::erase_if(page.questions, [&](std::size_t index) { return dropped.contains(index); });
        for (std::size_t& index : page.questions) {
            index = new_index[index];
        }
    }
    std::erase_if(form.pages, [](const form::Page& page) { return page.questions.empty(); });
    return {};
}

Result<void> replace_titles(Form& form, const std::map<std::string, form::Texts>& titles) {
    for (const auto& [name, title] : titles) {
        const auto page = std::ranges::find(form.pages, name, &form::Page::name);
        if (page == form.pages.end()) return refuse(form, format("no page \"{}\"", name));
        page->title = title;
    }
    return {};
}

}  // namespace

Result<Form> apply_drop(Form form, const FormDrop& drop) {
    for (const auto& [list, names] : drop.choices) {
        OTK_TRY(drop_choices(form, list, names));
    }
    OTK_TRY(drop_questions(form, drop.questions));
    OTK_TRY(replace_titles(form, drop.titles));
    form.version += "-" + hash_of(compiled_text(form)).substr(0, suffix_letters);
    // Reading it back finds every reference to something that is gone.
    return in(
        format("profile drops from form \"{}\"", form.id), form::decode_form(compiled_text(form)));
}

std::string compiled_text(const Form& form) {
    return form::encode_form(form, hash_of);
}

}  // namespace otk::bundle
