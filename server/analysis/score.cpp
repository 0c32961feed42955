#include "server/analysis/score.h"

#include <algorithm>

#include "core/base/assert.h"
#include "core/base/format.h"

namespace otk::analysis {
namespace {

/// A select's value: names parted by spaces, as in ODK XForms.
std::vector<std::string> names_in(std::string_view value) {
    std::vector<std::string> names;
    while (!value.empty()) {
        const std::size_t end = std::min(value.find(' '), value.size());
        if (end > 0) names.emplace_back(value.substr(0, end));
        value.remove_prefix(std::min(end + 1, value.size()));
    }
    return names;
}

std::vector<std::string> ranked(std::string_view value) {
    std::vector<std::string> options = names_in(value);
    for (std::size_t index = 0; index < options.size(); ++index) {
        options[index] = format("{}:{}", index + 1, options[index]);
    }
    return options;
}

}  // namespace

Scale scale_of(const form::Question& question) {
    switch (question.kind) {
        case form::QuestionKind::SelectOne:
            return question.appearance.likert ? Scale::FiveMarks : Scale::Choice;
        case form::QuestionKind::SelectMultiple:
        case form::QuestionKind::Rank:
        case form::QuestionKind::Acknowledge:
            return Scale::Choice;
        case form::QuestionKind::Range:
            return question.metric == form::Metric::Nps ? Scale::Promoter : Scale::Number;
        case form::QuestionKind::Note:
        case form::QuestionKind::Text:
        case form::QuestionKind::Integer:
        case form::QuestionKind::Decimal:
        case form::QuestionKind::Date:
        case form::QuestionKind::Calculate:
        case form::QuestionKind::Hidden:
            return Scale::Uncounted;
    }
    OTK_UNREACHABLE();
}

std::vector<std::string> counted_options(form::QuestionKind kind, std::string_view value) {
    switch (kind) {
        case form::QuestionKind::SelectOne:
        case form::QuestionKind::Range:
        case form::QuestionKind::Acknowledge:
            return {std::string(value)};
        case form::QuestionKind::SelectMultiple:
            return names_in(value);
        case form::QuestionKind::Rank:
            return ranked(value);
        case form::QuestionKind::Note:
        case form::QuestionKind::Text:
        case form::QuestionKind::Integer:
        case form::QuestionKind::Decimal:
        case form::QuestionKind::Date:
        case form::QuestionKind::Calculate:
        case form::QuestionKind::Hidden:
            return {};
    }
    OTK_UNREACHABLE();
}

}  // namespace otk::analysis
