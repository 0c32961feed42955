#pragma once

#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/form/findings/findings.h"

namespace otk::cli {

/// One line of `form check`: a finding with its place in words. The screen's findings come as such
/// from another process.
struct Remark {
    form::Severity severity = form::Severity::Note;
    std::string rule;    ///< "dead-end"
    std::string where;   ///< "question rating", "page first", "list bad, choice other", "form"
    std::string column;  ///< "label::ru"; may be empty
    std::string message;
    std::string example;  ///< "kiosk: rating = 2, direction = appeal"; may be empty
};

Remark remark_of(const form::Form& form, const form::Finding& finding);

/// "kiosk: rating = 2, direction = appeal".
std::string example_in_words(
    const form::Form& form, const std::string& channel, const form::Answers& answers);

/// `error: question rating, label::ru: … [long-question]`, the example in a line of its own.
std::string to_text(const Remark& remark);

Json json_of(const Remark& remark);
/// InvalidInput for what is no remark.
Result<Remark> remark_from(const Json& json);

}  // namespace otk::cli
