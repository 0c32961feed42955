#include <algorithm>
#include <set>

#include "core/base/assert.h"
#include "core/base/format.h"
#include "core/form/check/check_sides.h"
#include "core/form/check/names.h"
#include "core/form/form_json.h"
#include "core/form/json_length.h"

namespace otk::form {

void Check::check_form() {
    if (!is_name(m_form.id)) put_form("form_id", what_is_wrong_with(m_form.id), name_wanted);
    if (m_form.version.empty() || m_form.version.size() > FormLimits::name_bytes_max) {
        put_form("version",
            m_form.version.empty() ? "the version is missing" : "the version is too long",
            "write the day and a number, for example 2026112201");
    }
    if (m_form.questions.empty())
        put_form("type", "the form has no question", "write one into the survey sheet");
    if (m_form.pages.empty())
        put_form("type", "the form has no page: every question is hidden",
            "add a question that a visitor sees");
    if (m_form.questions.size() > FormLimits::questions_max) {
        put_form("", format("more than {} questions", FormLimits::questions_max),
            "make two forms of it");
    }
    check_languages();
    check_direction();
    check_row_size();
}

void Check::check_languages() {
    const std::vector<std::string>& languages = m_form.languages;
    if (languages.empty()) {
        put_form(
            "label", "the form has no label in any language", "add the column label::Русский (ru)");
        return;
    }
    if (languages.size() > FormLimits::languages_max)
        put_form(
            "", format("more than {} languages", FormLimits::languages_max), "remove some columns");
    if (std::set<std::string>(languages.begin(), languages.end()).size() != languages.size()) {
        put_form("", "a language is named twice", "remove one of them");
    }
    if (std::find(languages.begin(), languages.end(), m_form.default_language) == languages.end()) {
        put_form("default_language", "the form has no labels in its default language",
            "write one of the languages of the label columns");
    }
}

void Check::check_direction() {
    const DirectionRule& rule = m_form.direction;
    if (rule.kind == DirectionRule::Kind::Fixed && !rule.value.empty() && !is_name(rule.value)) {
        put_form("otk:direction", "this is no direction's code",
            "write a code of letters, digits, _ and -, or by-answer:QUESTION, or by-question");
    }
    if (rule.kind != DirectionRule::Kind::ByAnswer) return;
    const std::optional<std::size_t> question = m_form.find(rule.value);
    if (!question || m_form.questions[*question].kind != QuestionKind::SelectOne) {
        put_form("otk:direction", format("there is no select_one question \"{}\"", rule.value),
            "write by-answer: and the name of a select_one question");
    }
}

void Check::check_row_size() {
    constexpr std::size_t names_bytes_max = 8192;
    std::size_t size_bytes = 0;
    for (const Question& question : m_form.questions) {
        size_bytes += 2 * json_length(question.name) + json_length("") + 3;
    }
    if (size_bytes <= names_bytes_max) return;
    const auto longest = std::max_element(m_form.questions.begin(), m_form.questions.end(),
        [](const Question& a, const Question& b) { return a.name.size() < b.name.size(); });
    put_question(static_cast<std::size_t>(longest - m_form.questions.begin()), "name",
        format("all names together take {} bytes of a response, more than {}", size_bytes,
            names_bytes_max),
        "write shorter names; this one is the longest");
}

namespace {

/// The sheet's column for what takes part in a circle.
std::string column_of(FormReads::Role role) {
    switch (role) {
        case FormReads::Role::Relevant:
            return "relevant";
        case FormReads::Role::Calculation:
            return "calculation";
        case FormReads::Role::Filter:
            return "choice_filter";
        case FormReads::Role::Seed:
            return "parameters";
        case FormReads::Role::Required:
        case FormReads::Role::Constraint:
        case FormReads::Role::Default:
            break;  // no circle leads through them
    }
    OTK_UNREACHABLE();
}

}  // namespace

void Check::check_graph() {
    const std::vector<Graph::Circle> circles = Graph::circles_in(m_form);
    if (circles.empty()) return;
    const FormReads form_reads(m_form, m_instance);
    for (const Graph::Circle& circle : circles)
        put_circle(circle, form_reads);
}

/// Told where its first question, or a group around that, reads the second one.
void Check::put_circle(const Graph::Circle& circle, const FormReads& form_reads) {
    const std::string message = format("depends on itself: {}", Graph::in_words(m_form, circle));
    const std::string instead = "take one of them out of the circle";
    const std::size_t second = circle[1 % circle.size()];
    for (const FormReads::Reader* reader : form_reads.around(circle.front())) {
        const std::vector<std::size_t>& read = reader->reads.questions;
        const bool leads_on =
            Graph::is_kept_up(reader->role) && std::binary_search(read.begin(), read.end(), second);
        if (!leads_on) continue;
        if (reader->group) {
            put_group(*reader->group, "relevant", message, instead);
        } else {
            put_question(circle.front(), column_of(reader->role), message, instead);
        }
        return;
    }
}

}  // namespace otk::form
