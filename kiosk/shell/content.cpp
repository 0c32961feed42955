#include "kiosk/shell/content.h"

#include <algorithm>
#include <vector>

#include "core/base/format.h"
#include "core/base/log.h"
#include "core/bundle/bundle.h"
#include "core/text/catalogue.h"

namespace otk::kiosk::shell {
namespace {

std::string slip_template_of(const form::Form& form) {
    const auto question = std::find_if(form.questions.begin(), form.questions.end(),
        [](const form::Question& one) { return one.appearance.printer && !one.slip.empty(); });
    return question != form.questions.end() ? question->slip : std::string();
}

/// Languages in which both the form and the interface are complete, the configured one first.
std::vector<std::string> finished_languages(
    const bundle::Bundle& bundle, const form::Form& form, const std::string& first) {
    std::vector<std::string> finished{first};
    for (const std::string& language : bundle.languages) {
        const bool in_form = std::find(form.languages.begin(), form.languages.end(), language) !=
                             form.languages.end();
        if (in_form && language != first) finished.push_back(language);
    }
    return finished;
}

form::Texts in_all_languages(const bundle::Bundle& bundle, std::string_view key) {
    form::Texts texts;
    for (const auto& [language, catalogue] : bundle.texts) {
        texts.by_language[language] = catalogue->text(key);
    }
    return texts;
}

bool may_stand_at(const form::Form& form, const bundle::Place& place) {
    return form.audience != form::Audience::Internal || place.room == bundle::Room::Staff;
}

/// Where staff may say that the kiosk stands.
std::vector<model::PlaceChoice> places_of(const bundle::Bundle& bundle) {
    std::vector<model::PlaceChoice> places;
    for (const bundle::Place& place : bundle.places) {
        if (may_stand_at(*bundle.form_of(place), place)) places.push_back({place.code, place.name});
    }
    return places;
}

}  // namespace

std::vector<model::Surroundings::Elsewhere> elsewhere(
    const bundle::Bundle& bundle, const bundle::Place& here) {
    using Elsewhere = model::Surroundings::Elsewhere;
    std::vector<Elsewhere> ways;
    const auto asks_the_same = [&here](const bundle::Place& place) {
        return place.code != here.code && place.form == here.form && place.room == here.room;
    };
    const auto other = std::find_if(bundle.places.begin(), bundle.places.end(), asks_the_same);
    if (other != bundle.places.end()) {
        ways.push_back({Elsewhere::Way::Screen, other->name,
            in_all_languages(bundle, "Another screen like this")});
    }
    ways.push_back({Elsewhere::Way::Paper, in_all_languages(bundle, "Paper form"),
        in_all_languages(bundle, "Ask the staff at the entrance")});
    return ways;
}

Result<Content> load_content(
    const Path& bundle_folder, const std::string& place_code, const std::string& language) {
    const bundle::Bundle bundle = OTK_TRY(bundle::read_bundle(bundle_folder));
    const bundle::Place* const place = bundle.place(place_code);
    if (place == nullptr) {
        return fail(ErrorKind::NotFound,
            format("kiosk.place = \"{}\": the bundle's places.toml has no such place", place_code));
    }
    Content content;
    content.sequence = bundle.manifest.sequence;
    content.form = bundle.form_of(*place);
    if (!may_stand_at(*content.form, *place)) {
        return fail(ErrorKind::InvalidInput,
            format("form {} is for staff, place {} is public", content.form->id, place_code));
    }
    if (!bundle.texts.contains(language)) {
        return fail(ErrorKind::InvalidInput,
            format("kiosk.language = \"{}\": the bundle has no such language", language));
    }
    content.wording = {bundle.texts.begin(), bundle.texts.end()};
    content.emblem = bundle.theme.emblem;
    content.clips = bundle.clips;
    for (const std::string& file : content.form->pictures())
        content.pictures.emplace(file, bundle.pictures.at(file));
    content.slip_template = slip_template_of(*content.form);
    if (!bundle.slips.contains(content.slip_template)) content.slip_template.clear();
    model::Surroundings& around = content.surroundings;
    around.owner = bundle.owner.name;
    around.place = place->name;
    around.languages = finished_languages(bundle, *content.form, language);
    around.link = bundle::link_of(bundle.owner, *place);
    around.link_to_type = bundle::link_to_type_of(bundle.owner, *place);
    around.elsewhere = elsewhere(bundle, *place);
    around.hours = place->hours;
    content.calendar = bundle.calendar;
    around.place_code = place->code;
    around.places = places_of(bundle);
    around.has_slips = !content.slip_template.empty();
    for (const std::string& warning : bundle.warnings) {
        log::warning("bundle", {{"warning", log::Shown{warning}}});
    }
    return content;
}

}  // namespace otk::kiosk::shell
