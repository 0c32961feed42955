#include "server/ingest/count.h"

#include <algorithm>
#include <array>

#include "core/base/assert.h"
#include "core/base/format.h"
#include "core/base/local_day.h"
#include "core/form/question_kinds.h"
#include "server/analysis/score.h"

namespace otk::ingest {
namespace {

using form::DirectionRule;
using form::QuestionKind;

constexpr std::array<std::string_view, 5> channels{"kiosk", "web", "paper", "assisted", "intranet"};
constexpr std::size_t code_bytes_max = 64;

/// Codes of places and languages are short and plain, whoever sent them.
bool is_code(std::string_view text) {
    return !text.empty() && text.size() <= code_bytes_max &&
           std::all_of(text.begin(), text.end(), [](char letter) {
               return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
                      (letter >= '0' && letter <= '9') || letter == '-' || letter == '_';
           });
}

Result<void> check_frame(const form::Response& response) {
    if (!is_code(response.place)) return fail(ErrorKind::InvalidInput, "place");
    if (!is_code(response.language)) return fail(ErrorKind::InvalidInput, "language");
    if (std::find(channels.begin(), channels.end(), response.channel) == channels.end()) {
        return fail(ErrorKind::InvalidInput, "channel");
    }
    if (!response.day.empty()) OTK_TRY(in("day", parse_day(response.day)));
    return {};
}

const std::string* value_of(const form::Response& response, std::string_view question) {
    for (const auto& [name, value] : response.answers) {
        if (name == question && !value.empty()) return &value;
    }
    return nullptr;
}

/// R04–R12. By question: the name of a criterion is its direction's code, all else counts under
/// none.
std::string direction_of(
    const form::Form& form, const form::Response& response, const form::Question& question) {
    switch (form.direction.kind) {
        case DirectionRule::Kind::Fixed:
            return form.direction.value;
        case DirectionRule::Kind::ByAnswer: {
            const std::string* const answer = value_of(response, form.direction.value);
            return answer == nullptr ? std::string() : *answer;
        }
        case DirectionRule::Kind::ByQuestion:
            return question.metric == form::Metric::Csi ? question.name : std::string();
    }
    OTK_UNREACHABLE();
}

std::string name_of(form::Audience audience) {
    switch (audience) {
        case form::Audience::External:
            return "external";
        case form::Audience::Internal:
            return "internal";
    }
    OTK_UNREACHABLE();
}

}  // namespace

Result<form::Response> checked(const form::Form& form, form::Response response) {
    OTK_TRY(check_frame(response));
    for (const std::string& name : response.asked) {
        if (!form.find(name))
            return fail(ErrorKind::InvalidInput, "asked for a question that the form lacks");
    }
    for (auto& [name, value] : response.answers) {
        const auto index = form.find(name);
        if (!index) return fail(ErrorKind::InvalidInput, "a question that the form lacks");
        const form::Question& question = form.questions[*index];
        if (value.empty()) continue;
        value = OTK_TRY(
            in(question.name, form::traits_of(question.kind).accept(form, question, value)));
    }
    return response;
}

void count(const form::Form& form, const form::Response& response, const Booking& booking,
    storage::RollUp& roll_up) {
    for (const form::Question& question : form.questions) {
        if (!form::traits_of(question.kind).takes_answer) continue;
        const std::string* const value = value_of(response, question.name);
        const bool asked = std::find(response.asked.begin(), response.asked.end(), question.name) !=
                           response.asked.end();
        if (!asked && value == nullptr) continue;
        storage::CountKey key{.day = booking.day,
            .place = response.place,
            .form = form.id,
            .version = form.version,
            .audience = name_of(form.audience),
            .question = question.name,
            .direction = direction_of(form, response, question),
            .channel = response.channel,
            .language = response.language,
            .flagged = booking.flagged,
            .partial = response.partial};
        storage::Counts& counts = roll_up[std::move(key)];
        ++counts.asked;  // who answered was asked, whatever an old kiosk says
        if (value == nullptr) continue;
        ++counts.answered;
        for (std::string& option : analysis::counted_options(question.kind, *value)) {
            ++counts.options[std::move(option)];
        }
    }
}

form::Response without_texts(const form::Form& form, form::Response response) {
    for (auto& [name, value] : response.answers) {
        const auto index = form.find(name);
        OTK_ASSERT(index);  // checked before
        if (form.questions[*index].kind == QuestionKind::Text && !value.empty()) value = text_mark;
    }
    return response;
}

std::vector<storage::StoredText> texts_of(
    const form::Form& form, const form::Response& response, const Booking& booking) {
    std::vector<storage::StoredText> texts;
    for (const auto& [name, value] : response.answers) {
        const auto index = form.find(name);
        OTK_ASSERT(index);
        if (form.questions[*index].kind != QuestionKind::Text || value.empty()) continue;
        texts.push_back({.day = booking.day,
            .place = response.place,
            .form = form.id,
            .version = form.version,
            .question = name,
            .language = response.language,
            .text = value});
    }
    return texts;
}

}  // namespace otk::ingest
