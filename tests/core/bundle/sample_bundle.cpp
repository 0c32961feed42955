#include "tests/core/bundle/sample_bundle.h"

#include <catch2/catch.hpp>

#include "core/bundle/form_drop.h"

namespace otk::test {
namespace {

using form::Form;
using form::Texts;

Texts both(const std::string& text) {
    return Texts{{{"ru", text}, {"en", text}}};
}

form::ChoiceList list(const std::string& name, const std::vector<std::string>& names) {
    form::ChoiceList made{name, {}};
    for (const std::string& choice : names) {
        made.choices.push_back({.name = choice, .label = both(choice), .image = {}, .columns = {}});
    }
    return made;
}

form::Question mark(const std::string& name) {
    form::Question question;
    question.name = name;
    question.kind = form::QuestionKind::SelectOne;
    question.label = both(name);
    question.list = 0;
    question.appearance.likert = true;
    return question;
}

Form plain(const std::string& id, form::Audience audience) {
    Form form;
    form.id = id;
    form.version = "2026112201";
    form.title = both(id);
    form.default_language = "ru";
    form.languages = {"ru", "en"};
    form.audience = audience;
    form.lists = {list("face5", {"1", "2", "3", "4", "5"})};
    form.questions = {mark("rating")};
    form.pages = {{form::PageKind::Single, "rating", {}, {}, {0}}};
    return form;
}

const std::string profile = R"(name = "sample"
internal_circle = ["сотрудник"]
[act]
kind = "акт"
issuer = "орган"
number = ""
date = ""
title = "Порядок"
[[direction]]
code = "service"
label = "услуги"
audiences = ["external"]
[[direction]]
code = "hr"
label = "кадры"
audiences = ["internal"]
[[drop]]
form = "reception"
choices.direction = ["support"]
[[drop]]
form = "staff"
questions = ["rules"]
[cadence]
surveys_shortest = "quarter"
surveys_longest = "quarter"
month_responses_min = 0
appeals = "quarter"
internal_always_open = true
yearly_internal = false
[deadline]
day = 0
day_included = true
units_day = 0
[appeals]
denominator = "complaints"
cohort = "received"
audiences = ["external"]
subordinate = false
grouping = "тематика"
satisfied = "удовлетворено"
unsatisfied = "отказано"
[pain_map]
enabled = false
[collection]
channels = []
oral_external = true
written_external = true
oral_internal = true
written_internal = true
personal_mailing = false
[roles]
[privacy]
retention_months = 24
k_external = 5
k_internal = 10
)";

const std::string places = R"([[place]]
code = "reception-7"
name.ru = "Приёмная"
name.en = "Reception"
form = "reception"
room = "public"
link = "7K2F"
[[place]]
code = "room-21"
name.ru = "Комната 21"
name.en = "Room 21"
form = "staff"
room = "staff"
link = "8R3X"
)";

Bytes content(const std::string& text) {
    return Bytes(text.begin(), text.end());
}

}  // namespace

std::string source_text(const std::string& path) {
    const Result<Bytes> bytes = read_file(Path(OTK_SOURCE_DIR) / path, 1U << 20U);
    REQUIRE(bytes);
    return std::string(text_of(*bytes));
}

Form sample_reception() {
    Form form = plain("reception", form::Audience::External);
    form.direction = {form::DirectionRule::Kind::ByAnswer, "direction"};
    form.lists.push_back(list("direction", {"service", "support"}));
    form::Question direction = mark("direction");
    direction.list = 1;
    direction.appearance.likert = false;
    form.questions.push_back(std::move(direction));
    form.pages.push_back({form::PageKind::Single, "direction", {}, {}, {1}});
    return form;
}

Form sample_staff() {
    Form form = plain("staff", form::Audience::Internal);
    form.direction = {form::DirectionRule::Kind::ByQuestion, ""};
    form.groups = {{.name = "aspects1", .label = {}, .relevant = {}, .parent = {}},
        {.name = "aspects2", .label = {}, .relevant = {}, .parent = {}}};
    form.questions.push_back(mark("hr"));
    form.questions.push_back(mark("rules"));
    form.questions[1].group = 0;
    form.questions[2].group = 1;
    form.pages.push_back({form::PageKind::Matrix, "aspects1", both("1 из 2"), {}, {1}});
    form.pages.push_back({form::PageKind::Matrix, "aspects2", both("2 из 2"), {}, {2}});
    return form;
}

bundle::BundleDraft sample_bundle() {
    bundle::BundleDraft draft;
    draft.manifest.minimum_version = "0.1.0";
    draft.manifest.valid_from = "2026-01-01";
    draft.manifest.groups = {"all"};
    const Result<bundle::Profile> read = bundle::parse_profile(profile, "profile.toml");
    REQUIRE(read);
    for (const Form& form : {sample_reception(), sample_staff()}) {
        const Result<Form> dropped = bundle::apply_drop(form, *read->drop(form.id));
        REQUIRE(dropped);
        draft.files["forms/" + form.id + ".json"] = content(bundle::compiled_text(*dropped));
    }
    draft.files["profile.toml"] = content(profile);
    draft.files["places.toml"] = content(places);
    draft.files["owner.toml"] = content(source_text("config/owner/demo.toml"));
    draft.files["theme/theme.toml"] = content("ground = \"light\"\n");
    draft.files["slips/phone.json"] = content("{}");
    draft.files["texts/ru.po"] = content(source_text("assets/lang/ru.po"));
    draft.files["texts/en.po"] = content(source_text("assets/lang/en.po"));
    return draft;
}

}  // namespace otk::test
