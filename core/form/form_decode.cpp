#include <algorithm>

#include "core/base/format.h"
#include "core/base/json.h"
#include "core/form/check.h"
#include "core/form/form_json.h"
#include "core/form/json_members.h"
#include "core/form/words_of_form.h"

namespace otk::form {
namespace {

constexpr std::size_t hash_characters = 64;  // 256 bits

JsonLimits form_json_limits() {
    return {.size_bytes_max = FormLimits::size_bytes_max, .depth_max = 8,
        .members_max = FormLimits::columns_max + 64};
}

/// A word of one of the tables in words_of_form.h.
template <typename Enumerator>
Result<Enumerator> enumerator_of(JsonMembers& members, std::string_view name,
    std::optional<Enumerator> (*named)(std::string_view)) {
    const std::string word = OTK_TRY(members.text(name));
    const std::optional<Enumerator> enumerator = named(word);
    if (!enumerator) return members.refuse(name, format("there is no \"{}\"", word));
    return *enumerator;
}

Result<Choice> read_choice(const Json& json, std::int64_t version, std::string place) {
    JsonMembers members = OTK_TRY(JsonMembers::of(json, std::move(place)));
    Choice choice;
    choice.name = OTK_TRY(members.text("name"));
    choice.label = OTK_TRY(members.texts("label"));
    if (version > 1) choice.image = OTK_TRY(members.texts("image"));
    choice.columns = OTK_TRY(members.strings("columns"));
    OTK_TRY(members.finish());
    return choice;
}

Result<ChoiceList> read_list(const Json& json, std::int64_t version, const std::string& place) {
    JsonMembers members = OTK_TRY(JsonMembers::of(json, place));
    ChoiceList list;
    list.name = OTK_TRY(members.text("name"));
    for (const Json& choice : *OTK_TRY(members.array("choices", FormLimits::choices_max))) {
        const std::string where = format("{}.choices[{}]", place, list.choices.size());
        list.choices.push_back(OTK_TRY(read_choice(choice, version, where)));
    }
    OTK_TRY(members.finish());
    return list;
}

Result<RangeBounds> read_range(JsonMembers& question) {
    JsonMembers members = OTK_TRY(question.object("range"));
    const std::optional<double> start = OTK_TRY(members.number("start"));
    const std::optional<double> end = OTK_TRY(members.number("end"));
    const std::optional<double> step = OTK_TRY(members.number("step"));
    OTK_TRY(members.finish());
    if (!start || !end || !step) return question.refuse("range", "start, end and step expected");
    return RangeBounds{*start, *end, *step};
}

Result<void> read_texts(JsonMembers& members, Question& question) {
    question.label = OTK_TRY(members.texts("label"));
    question.hint = OTK_TRY(members.texts("hint"));
    question.required_message = OTK_TRY(members.texts("required_message"));
    question.constraint_message = OTK_TRY(members.texts("constraint_message"));
    return {};
}

Result<void> read_expressions(JsonMembers& members, Question& question) {
    question.required = OTK_TRY(members.expression("required"));
    question.relevant = OTK_TRY(members.expression("relevant"));
    question.constraint = OTK_TRY(members.expression("constraint"));
    question.calculation = OTK_TRY(members.expression("calculation"));
    question.default_value = OTK_TRY(members.expression("default"));
    question.choice_filter = OTK_TRY(members.expression("choice_filter"));
    return {};
}

Result<void> read_list_name(JsonMembers& members, const Form& form, Question& question) {
    const std::string name = OTK_TRY(members.text_or_empty("list"));
    if (name.empty()) return {};
    const auto found = std::find_if(form.lists.begin(), form.lists.end(),
        [&](const ChoiceList& list) { return list.name == name; });
    if (found == form.lists.end()) return members.refuse("list", format("there is no \"{}\"", name));
    question.list = static_cast<std::size_t>(found - form.lists.begin());
    return {};
}

Result<void> read_options(JsonMembers& members, Question& question) {
    for (const std::string& word : OTK_TRY(members.words("appearance"))) {
        if (!add_word(question.appearance, word)) {
            return members.refuse("appearance", format("there is no \"{}\"", word));
        }
    }
    if (members.has("metric")) {
        question.metric = OTK_TRY(enumerator_of(members, "metric", metric_named));
    }
    if (members.has("on_timeout")) {
        question.on_timeout = OTK_TRY(enumerator_of(members, "on_timeout", on_timeout_named));
    }
    question.from = OTK_TRY(members.text_or_empty("from"));
    question.slip = OTK_TRY(members.text_or_empty("slip"));
    const std::optional<std::int64_t> idle_s = OTK_TRY(members.integer("idle_s"));
    if (idle_s && (*idle_s < 0 || *idle_s > 86'400)) return members.refuse("idle_s", "out of range");
    if (idle_s) question.idle_s = static_cast<int>(*idle_s);
    question.read_only = OTK_TRY(members.flag("read_only"));
    return {};
}

/// The group that a member names: one that stands before whatever names it.
Result<std::optional<std::size_t>> read_group_name(
    JsonMembers& members, std::string_view member, const Form& form) {
    const std::string name = OTK_TRY(members.text_or_empty(member));
    if (name.empty()) return std::optional<std::size_t>();
    const std::optional<std::size_t> group = form.find_group(name);
    if (!group) return members.refuse(member, format("there is no group \"{}\" before", name));
    return group;
}

Result<Group> read_group(const Json& json, const Form& form, std::string place) {
    JsonMembers members = OTK_TRY(JsonMembers::of(json, std::move(place)));
    Group group;
    group.name = OTK_TRY(members.text("name"));
    group.parent = OTK_TRY(read_group_name(members, "parent", form));
    group.label = OTK_TRY(members.texts("label"));
    group.relevant = OTK_TRY(members.expression("relevant"));
    OTK_TRY(members.finish());
    return group;
}

Result<void> read_since_version_2(JsonMembers& members, const Form& form, Question& question) {
    question.group = OTK_TRY(read_group_name(members, "group", form));
    question.image = OTK_TRY(members.texts("image"));
    question.randomize = OTK_TRY(members.flag("randomize"));
    question.seed = OTK_TRY(members.expression("seed"));
    return {};
}

Result<Question> read_question(
    const Json& json, const Form& form, std::int64_t version, std::string place) {
    JsonMembers members = OTK_TRY(JsonMembers::of(json, std::move(place)));
    Question question;
    question.name = OTK_TRY(members.text("name"));
    question.kind = OTK_TRY(enumerator_of(members, "kind", kind_named));
    if (version > 1) OTK_TRY(read_since_version_2(members, form, question));
    OTK_TRY(read_texts(members, question));
    OTK_TRY(read_expressions(members, question));
    OTK_TRY(read_list_name(members, form, question));
    if (question.kind == QuestionKind::Range) question.range = OTK_TRY(read_range(members));
    OTK_TRY(read_options(members, question));
    OTK_TRY(members.finish());
    return question;
}

/// Version 1 gave the condition of a group that is a page to the page: here it becomes a group.
Result<void> read_condition_of_page(JsonMembers& members, const Page& page, Form& form) {
    const std::optional<Expression> relevant = OTK_TRY(members.expression("relevant"));
    if (page.kind == PageKind::Single && !relevant) return {};
    form.groups.push_back({.name = page.name, .label = {}, .relevant = relevant, .parent = {}});
    for (const std::size_t question : page.questions) {
        form.questions[question].group = form.groups.size() - 1;
    }
    return {};
}

Result<Page> read_page(const Json& json, Form& form, std::int64_t version, std::string place) {
    JsonMembers members = OTK_TRY(JsonMembers::of(json, std::move(place)));
    Page page;
    page.name = OTK_TRY(members.text("name"));
    page.kind = OTK_TRY(enumerator_of(members, "kind", page_kind_named));
    page.title = OTK_TRY(members.texts("title"));
    page.hint = OTK_TRY(members.texts("hint"));
    for (const std::string& name : OTK_TRY(members.words("questions"))) {
        const std::optional<std::size_t> question = form.find(name);
        if (!question) return members.refuse("questions", format("there is no question \"{}\"", name));
        page.questions.push_back(*question);
    }
    if (version == 1) OTK_TRY(read_condition_of_page(members, page, form));
    OTK_TRY(members.finish());
    return page;
}

Result<DirectionRule> read_direction(JsonMembers& form) {
    JsonMembers members = OTK_TRY(form.object("direction"));
    DirectionRule rule;
    rule.kind = OTK_TRY(enumerator_of(members, "kind", direction_kind_named));
    rule.value = OTK_TRY(members.text_or_empty("value"));
    OTK_TRY(members.finish());
    return rule;
}

Result<std::int64_t> read_version(JsonMembers& members) {
    const std::optional<std::int64_t> version = OTK_TRY(members.integer("otklik_form"));
    if (!version) return members.refuse("otklik_form", "missing: this is no compiled form");
    if (*version < 1 || *version > compiled_form_version) {
        return fail(ErrorKind::Unsupported, format("a compiled form of version {}", *version));
    }
    return *version;
}

Result<void> read_head(JsonMembers& members, Form& form) {
    form.id = OTK_TRY(members.text("id"));
    form.version = OTK_TRY(members.text("version"));
    form.title = OTK_TRY(members.texts("title"));
    form.default_language = OTK_TRY(members.text("default_language"));
    form.languages = OTK_TRY(members.words("languages"));
    form.audience = OTK_TRY(enumerator_of(members, "audience", audience_named));
    form.direction = OTK_TRY(read_direction(members));
    form.content_hash = OTK_TRY(members.text("content_hash"));
    if (form.content_hash.size() != hash_characters ||
        form.content_hash.find_first_not_of("0123456789abcdef") != std::string::npos) {
        return members.refuse("content_hash", "64 hexadecimal digits expected");
    }
    return {};
}

Result<void> read_body(JsonMembers& members, std::int64_t version, Form& form) {
    for (const Json& list : *OTK_TRY(members.array("lists", FormLimits::lists_max))) {
        const std::string place = format("lists[{}]", form.lists.size());
        form.lists.push_back(OTK_TRY(read_list(list, version, place)));
    }
    if (version > 1) {
        for (const Json& group : *OTK_TRY(members.array("groups", FormLimits::groups_max))) {
            const std::string place = format("groups[{}]", form.groups.size());
            form.groups.push_back(OTK_TRY(read_group(group, form, place)));
        }
    }
    for (const Json& question : *OTK_TRY(members.array("questions", FormLimits::questions_max))) {
        const std::string place = format("questions[{}]", form.questions.size());
        form.questions.push_back(OTK_TRY(read_question(question, form, version, place)));
    }
    for (const Json& page : *OTK_TRY(members.array("pages", FormLimits::questions_max))) {
        const std::string place = format("pages[{}]", form.pages.size());
        form.pages.push_back(OTK_TRY(read_page(page, form, version, place)));
    }
    return {};
}

std::string place_of(const Form& form, const FormProblem& problem) {
    switch (problem.place) {
        case FormProblem::Place::Form: return "form";
        case FormProblem::Place::Question: return "question " + form.questions[problem.index].name;
        case FormProblem::Place::Choice: return "list " + form.lists[problem.index].name;
        case FormProblem::Place::Group: return "group " + form.groups[problem.index].name;
        case FormProblem::Place::Page: return "page " + form.pages[problem.index].name;
    }
    return "form";
}

}  // namespace

Result<Form> decode_form(std::string_view text) {
    const Json json = OTK_TRY(in("compiled form", Json::parse(text, form_json_limits())));
    JsonMembers members = OTK_TRY(JsonMembers::of(json, "form"));
    const std::int64_t version = OTK_TRY(read_version(members));
    Form form;
    OTK_TRY(read_head(members, form));
    OTK_TRY(read_body(members, version, form));
    OTK_TRY(members.finish());
    const std::vector<FormProblem> problems = problems_of(form);
    if (!problems.empty()) {
        const FormProblem& first = problems.front();
        return fail(ErrorKind::InvalidInput,
            format("{}: {}: {}", place_of(form, first), first.column, first.message));
    }
    return form;
}

Result<void> verify_form(std::string_view text, const ContentHash& hash) {
    const Json json = OTK_TRY(in("compiled form", Json::parse(text, form_json_limits())));
    const std::string stored = OTK_TRY(in("compiled form", json.string_at("content_hash")));
    Json content = Json::object();
    for (const auto& [name, value] : *json.if_object()) {
        if (name != "content_hash") content.set(name, value);
    }
    if (hash(content.dump()) != stored) {
        return fail(ErrorKind::Corrupt, "compiled form: the content hash is not that of the content");
    }
    return {};
}

}  // namespace otk::form
