#include "cli/remark.h"

#include "core/base/assert.h"
#include "core/base/format.h"

namespace otk::cli {
namespace {

using form::Severity;

std::string place_of(const form::Form& form, const form::Finding& finding) {
    switch (finding.place) {
        case form::FormProblem::Place::Form:
            return "form";
        case form::FormProblem::Place::Question:
            return "question " + form.questions[finding.index].name;
        case form::FormProblem::Place::Choice:
            return format("list {}, choice {}", form.lists[finding.index].name,
                form.lists[finding.index].choices[finding.choice].name);
        case form::FormProblem::Place::Group:
            return "group " + form.groups[finding.index].name;
        case form::FormProblem::Place::Page:
            return "page " + form.pages[finding.index].name;
    }
    OTK_UNREACHABLE();
}

Result<Severity> severity_named(const std::string& name) {
    for (const Severity severity : {Severity::Error, Severity::Warning, Severity::Note}) {
        if (form::name_of(severity) == name) return severity;
    }
    return fail(ErrorKind::InvalidInput, "severity: error, warning or note expected");
}

/// An absent text is an empty one.
Result<std::string> text_at(const Json& json, std::string_view member) {
    if (json.find(member) == nullptr) return std::string();
    return json.string_at(member);
}

}  // namespace

std::string example_in_words(
    const form::Form& form, const std::string& channel, const form::Answers& answers) {
    std::string words = channel + ":";
    for (const auto& [question, value] : answers) {
        words += format(
            "{} {} = {}", words.back() == ':' ? "" : ",", form.questions[question].name, value);
    }
    return answers.empty() ? words + " nothing to answer" : words;
}

Remark remark_of(const form::Form& form, const form::Finding& finding) {
    return {.severity = finding.severity,
        .rule = std::string(finding.rule),
        .where = place_of(form, finding),
        .column = finding.column,
        .message = finding.message,
        .example = finding.channel.empty()
                       ? std::string()
                       : example_in_words(form, finding.channel, finding.example)};
}

std::string to_text(const Remark& remark) {
    std::string text = format("{}: {}{}{}: {} [{}]\n", form::name_of(remark.severity), remark.where,
        remark.column.empty() ? "" : ", ", remark.column, remark.message, remark.rule);
    if (!remark.example.empty()) text += "    for example " + remark.example + "\n";
    return text;
}

Json json_of(const Remark& remark) {
    Json json = Json::object();
    json.set("severity", form::name_of(remark.severity));
    json.set("rule", remark.rule);
    json.set("where", remark.where);
    if (!remark.column.empty()) json.set("column", remark.column);
    json.set("message", remark.message);
    if (!remark.example.empty()) json.set("example", remark.example);
    return json;
}

Result<Remark> remark_from(const Json& json) {
    Remark remark;
    const std::string severity = OTK_TRY(json.string_at("severity"));
    remark.severity = OTK_TRY(severity_named(severity));
    remark.rule = OTK_TRY(json.string_at("rule"));
    remark.where = OTK_TRY(json.string_at("where"));
    remark.column = OTK_TRY(text_at(json, "column"));
    remark.message = OTK_TRY(json.string_at("message"));
    remark.example = OTK_TRY(text_at(json, "example"));
    return remark;
}

}  // namespace otk::cli
