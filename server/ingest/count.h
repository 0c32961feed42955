#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/form/form.h"
#include "core/form/response.h"
#include "server/storage/roll_up.h"
#include "server/storage/storage.h"

namespace otk::ingest {

/// Where and when a response is booked; the rest of the key follows from form and response.
struct Booking {
    std::string day;       ///< the response's own, or the server's when its clock was not trusted
    bool flagged = false;  ///< looks like misuse: the response bears a flag
};

/// Brings every value into its canonical form, or InvalidInput with the question's name (never the
/// value): an unknown question, a choice that is not in the list, a number out of range, an unknown
/// channel, an ill-shaped place, language or day.
Result<form::Response> checked(const form::Form& form, form::Response response);

/// Adds one checked response to the roll-up. A visitor who chose several options of a question is
/// counted under each of them and once as answered. Pure: ingest and rebuild both call it.
void count(const form::Form& form, const form::Response& response, const Booking& booking,
    storage::RollUp& roll_up);

/// The response with the mark `text_mark` in place of each free text.
form::Response without_texts(const form::Form& form, form::Response response);

/// Stands for "something was written here"; the text itself lies in a table of its own.
inline constexpr const char* text_mark = "+";

/// The free texts of a response, untied from it.
std::vector<storage::StoredText> texts_of(
    const form::Form& form, const form::Response& response, const Booking& booking);

}  // namespace otk::ingest
