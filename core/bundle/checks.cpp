#include "core/bundle/checks.h"

#include <algorithm>

#include "core/base/assert.h"
#include "core/base/format.h"

namespace otk::bundle {
namespace {

using form::Form;

[[nodiscard]] Failure refuse(std::string text) {
    return fail(ErrorKind::InvalidInput, std::move(text));
}

Result<void> check_languages(
    const Bundle& bundle, const form::Texts& texts, std::string_view what) {
    for (const std::string& language : bundle.languages) {
        if (!texts.by_language.contains(language)) {
            return refuse(format("{}: no name in \"{}\", a language of texts/", what, language));
        }
    }
    return {};
}

Result<void> check_places(const Bundle& bundle) {
    OTK_TRY(check_languages(bundle, bundle.owner.name, "owner.toml"));
    for (const Place& place : bundle.places) {
        const std::string what = "places.toml: " + place.code;
        OTK_TRY(check_languages(bundle, place.name, what));
        const auto form = bundle.forms.find(place.form);
        if (form == bundle.forms.end()) {
            return refuse(format("{}: there is no form \"{}\"", what, place.form));
        }
        const bool internal = form->second->audience == form::Audience::Internal;
        if (internal && place.room == Room::Public) {
            return refuse(format(
                "{}: the form \"{}\" is for staff: it needs room = \"staff\"", what, place.form));
        }
    }
    return {};
}

Result<void> check_direction(const Bundle& bundle, const Form& form, std::string_view code) {
    if (code.empty()) {
        return refuse(
            format("forms/{}.json: no direction to count its answers under: write otk:direction "
                   "into its settings",
                form.id));
    }
    const Direction* direction = bundle.profile.direction(code);
    if (direction == nullptr) {
        return refuse(
            format("forms/{}.json: direction \"{}\" is none of profile \"{}\"; drop it "
                   "there or name it",
                form.id, code, bundle.profile.name));
    }
    if (!direction->audiences.contains(form.audience)) {
        return refuse(format(
            "forms/{}.json: direction \"{}\" is not for this form's audience", form.id, code));
    }
    return {};
}

/// The directions under which a form's answers can be counted.
std::vector<std::string> directions_of(const Form& form) {
    std::vector<std::string> codes;
    switch (form.direction.kind) {
        case form::DirectionRule::Kind::Fixed:
            codes.push_back(form.direction.value);
            return codes;
        case form::DirectionRule::Kind::ByAnswer: {
            const std::optional<std::size_t> question = form.find(form.direction.value);
            if (!question || !form.questions[*question].list) return codes;
            for (const form::Choice& choice : form.lists[*form.questions[*question].list].choices) {
                codes.push_back(choice.name);
            }
            return codes;
        }
        case form::DirectionRule::Kind::ByQuestion:
            // The lines of a matrix are the directions; any other question counts under none.
            for (const form::Page& page : form.pages) {
                if (page.kind != form::PageKind::Matrix) continue;
                for (const std::size_t question : page.questions) {
                    if (form.questions[question].kind == form::QuestionKind::Note) continue;
                    codes.push_back(form.questions[question].name);
                }
            }
            return codes;
    }
    OTK_UNREACHABLE();
}

Result<void> check_drop(const Form& form, const FormDrop& drop) {
    for (const std::string& question : drop.questions) {
        if (form.find(question)) {
            return refuse(format(
                "forms/{}.json: the profile drops \"{}\", which is there", form.id, question));
        }
    }
    for (const auto& [list_name, names] : drop.choices) {
        const auto list = std::ranges::find(form.lists, list_name, &form::ChoiceList::name);
        if (list == form.lists.end()) continue;
        for (const form::Choice& choice : list->choices) {
            if (std::ranges::find(names, choice.name) != names.end()) {
                return refuse(
                    format("forms/{}.json: the profile drops \"{}\" of the list \"{}\", "
                           "which is there",
                        form.id, choice.name, list_name));
            }
        }
    }
    return {};
}

Result<void> check_form(const Bundle& bundle, const Form& form) {
    for (const std::string& language : bundle.languages) {
        if (std::ranges::find(form.languages, language) == form.languages.end()) {
            return refuse(
                format("forms/{}.json: its texts are not complete in \"{}\"", form.id, language));
        }
    }
    for (const std::string& code : directions_of(form)) {
        OTK_TRY(check_direction(bundle, form, code));
    }
    if (const FormDrop* drop = bundle.profile.drop(form.id)) OTK_TRY(check_drop(form, *drop));
    for (const form::Question& question : form.questions) {
        if (!question.slip.empty() && !bundle.slips.contains(question.slip)) {
            return refuse(
                format("forms/{}.json: question \"{}\" asks for slips/{}.json, which is "
                       "not there",
                    form.id, question.name, question.slip));
        }
    }
    for (const std::string& file : form.pictures()) {
        if (bundle.pictures.contains(file)) continue;
        return refuse(
            format("forms/{}.json: asks for pictures/{}, which is not there", form.id, file));
    }
    return {};
}

}  // namespace

Result<void> check_bundle(const Bundle& bundle) {
    OTK_TRY(check_places(bundle));
    for (const auto& [id, form] : bundle.forms) {
        OTK_TRY(check_form(bundle, *form));
    }
    return {};
}

}  // namespace otk::bundle
